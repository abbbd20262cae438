//! Who is taken out of a group is cut off.

use crate::roster;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-remove-cuts",
    title: "Connections of the removed users end",
    severity: Severity::Warning,
    operations: MODIFY_GROUP,
    certainty: Certainty::High,
    what: "ModifyUserGroup that removes users.",
    why: "A user that is taken out of a group loses its open connections to the caches of the group. To replace the default user cuts the connections of the old one. To add a user cuts nothing.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUserGroup,
            r#"{"UserGroupId": "g", "UserIdsToRemove": ["app"]}"#,
            "UserIdsToRemove",
        ),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToAdd": ["app"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let removed: Vec<String> =
        roster::ids(subject.draft, Member::UserIdsToRemove).take(4).map(|(_, id)| id).collect();
    if !removed.is_empty() {
        let whose = if removed.len() > 3 { "the removed users".to_owned() } else { removed.join(", ") };
        RULE.finding(findings, Member::UserIdsToRemove, format!("Open connections of {whose} end."));
    }
}
