//! Only a member can be removed.

use crate::roster;
use crate::rules::groups::group_members_min::without;
use crate::rules::*;
use hashbrown::HashSet;

pub static RULE: Rule = Rule {
    id: "group-remove-member-only",
    title: "User isn't in the group",
    severity: Severity::Error,
    operations: MODIFY_GROUP,
    certainty: Certainty::Medium,
    what: "A user to remove that isn't a member of the current group.",
    why: "The whole request is rejected, including its additions. Remove the user from the list; a deleted user has already left the group.",
    source: source::TERRAFORM_NON_MEMBER,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUserGroup,
            r#"{"UserGroupId": "g", "UserIdsToRemove": ["app", "gone"]}"#,
            "UserIdsToRemove[1]",
        )
        .context(r#"{"group": {"UserGroupId": "g", "UserIds": ["default", "app"]}}"#)
        .fixed(r#"{"UserGroupId": "g", "UserIdsToRemove": ["app"]}"#),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToRemove": ["app"]}"#)
            .context(r#"{"group": {"UserGroupId": "g", "UserIds": ["default", "app"]}}"#),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToRemove": ["app"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, _) = subject.roster();
    let Some(group) = roster.group.filter(|_| roster.complete) else { return };
    let members: HashSet<String> = roster::now(group).into_iter().collect();
    for (path, id) in roster::ids(subject.draft, Member::UserIdsToRemove) {
        if !members.contains(&id) {
            if subject.is_open(&path) {
                continue;
            }
            let edits = vec![without(subject, &path)];
            RULE.finding(
                findings,
                path,
                format!("`{id}` isn't in the group, so the whole change would fail."),
            )
            .answered("InvalidParameterValue", "… is not a member of user group …", Evidence::Seen)
            .fix(Choice, "Remove it", edits);
        }
    }
}
