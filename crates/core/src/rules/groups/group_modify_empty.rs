//! A ModifyUserGroup that names only the group changes nothing.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-modify-empty",
    title: "Request changes nothing",
    severity: Severity::Warning,
    operations: MODIFY_GROUP,
    certainty: Certainty::Low,
    what: "ModifyUserGroup with only `UserGroupId`.",
    why: "Every client sends this, but it has no known effect. Add or remove users, or change the group's engine.",
    source: source::MODIFY_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(ModifyUserGroup, r#"{"UserGroupId": "g"}"#, ""),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToAdd": ["app"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let others = &subject.operation.members()[1..];
    let given = others.iter().any(|member| subject.draft.has(*member));
    if subject.draft.user_group_id.is_some() && !given && subject.draft.mismatches.is_empty() {
        RULE.finding(findings, Path::Request, "This names a group but changes nothing.");
    }
}
