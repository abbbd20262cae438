//! A deleted user is out of its groups by itself.

use crate::roster;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-deleted-user",
    title: "The user to remove may be deleted already",
    severity: Severity::Advice,
    operations: MODIFY_GROUP,
    certainty: Certainty::High,
    what: "A user to remove that is none of the known users.",
    why: "To delete a user takes it out of its groups. To remove it once more is refused, since it is no member any longer.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUserGroup,
            r#"{"UserGroupId": "g", "UserIdsToRemove": ["gone"]}"#,
            "UserIdsToRemove[0]",
        )
        .context(r#"{"users": [{"UserId": "app", "UserName": "app"}]}"#),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToRemove": ["app"]}"#)
            .context(r#"{"users": [{"UserId": "app", "UserName": "app"}]}"#),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToRemove": ["gone"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (_, users) = subject.roster();
    if !users.are_known() {
        return;
    }
    for (path, id) in roster::ids(subject.draft, Member::UserIdsToRemove) {
        if users.get(&id).is_none() && !subject.is_open(&path) {
            RULE.finding(findings, path, format!("`{id}` is none of the users that are known."));
        }
    }
}
