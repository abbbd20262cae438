//! A ModifyUser that names only the user changes nothing.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "modify-only-id",
    title: "Request changes nothing",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with only `UserId`.",
    why: "Every client sends this, but it has no effect. Change the access string, the authentication or the engine.",
    source: source::MODIFY_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app"}"#, ""),
        Example::good(ModifyUser, r#"{"UserId": "app", "AccessString": "off"}"#),
        Example::good(ModifyUser, r#"{"UserId": "app", "Bogus": 1}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let others = &subject.operation.members()[1..];
    let given = others.iter().any(|member| subject.draft.has(*member));
    if subject.draft.user_id.is_some() && !given && subject.draft.mismatches.is_empty() {
        RULE.finding(findings, Path::Request, "This names a user but changes nothing.");
    }
}
