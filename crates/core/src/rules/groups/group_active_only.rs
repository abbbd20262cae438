//! Only an active group can be modified.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-active-only",
    title: "Group isn't active",
    severity: Severity::Error,
    operations: MODIFY_GROUP,
    certainty: Certainty::High,
    what: "ModifyUserGroup of a group whose current status isn't `active`.",
    why: "Wait until the group is active, and again after each change: modifying a user also puts its groups into `modifying`.",
    source: source::TERRAFORM_BUSY,
    check,
    examples: examples(&[
        Example::bad(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToAdd": ["app"]}"#, "UserGroupId").context(r#"{"group": {"UserGroupId": "g", "Status": "modifying", "PendingChanges": {"UserIdsToAdd": ["b"]}}}"#),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToAdd": ["app"]}"#).context(r#"{"group": {"UserGroupId": "g", "Status": "active"}}"#),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToAdd": ["app"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, _) = subject.roster();
    let Some(status) = roster.group.and_then(|group| group.status.as_deref()) else { return };
    if status == "active" {
        return;
    }
    let id = subject.text(Member::UserGroupId).unwrap_or("<id>").to_ascii_lowercase();
    let evidence = if status == "modifying" { Evidence::Seen } else { Evidence::Derived };
    let text = format!("User group {id} has status {status}. Only active user groups can be modified.");
    RULE.finding(findings, Member::UserGroupId, format!("This group is {status}; wait until it is active."))
        .answered("InvalidUserGroupState", text, evidence);
}
