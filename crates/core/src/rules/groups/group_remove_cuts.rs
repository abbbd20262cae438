//! Removing users from a group closes their connections.

use crate::roster;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-remove-cuts",
    title: "Removed users lose their connections",
    severity: Severity::Warning,
    operations: MODIFY_GROUP,
    certainty: Certainty::High,
    what: "ModifyUserGroup that removes users.",
    why: "A user removed from a group loses its open connections to the group's caches. Replacing the default user closes the old one's connections. Adding a user closes none.",
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
    let given = subject.draft.ids(Member::UserIdsToRemove).map_or(0, <[_]>::len);
    let removed: Vec<String> =
        roster::ids(subject.draft, Member::UserIdsToRemove).take(4).map(|(_, id)| id).collect();
    if given > 0 {
        // Some of them may have no known name.
        let named = removed.len() == given && given <= 3;
        let whose = if named { removed.join(", ") } else { "the removed users".to_owned() };
        RULE.finding(
            findings,
            Member::UserIdsToRemove,
            format!("Open connections of {whose} will be closed."),
        );
    }
}
