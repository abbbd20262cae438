//! Deleting a user also removes it from its groups.

use crate::roster;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-deleted-user",
    title: "User to remove may already be deleted",
    severity: Severity::Advice,
    operations: MODIFY_GROUP,
    certainty: Certainty::High,
    what: "A user to remove that isn't among the known users.",
    why: "Deleting a user removes it from its groups. Removing it again is rejected, since it's no longer a member.",
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
            RULE.finding(findings, path, format!("`{id}` isn't among the known users."));
        }
    }
}
