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
    let given = subject.draft.ids(Member::UserIdsToRemove).map_or(0, <[_]>::len);
    let removed: Vec<String> =
        roster::ids(subject.draft, Member::UserIdsToRemove).take(4).map(|(_, id)| id).collect();
    if given > 0 {
        // Not all of them may be known by name.
        let named = removed.len() == given && given <= 3;
        let whose = if named { removed.join(", ") } else { "the removed users".to_owned() };
        RULE.finding(findings, Member::UserIdsToRemove, format!("Open connections of {whose} end."));
    }
}
