//! A user name has at most 120 characters.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-max-120",
    title: "User name is longer than 120 characters",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::Medium,
    what: "A `UserName` of more than 120 characters.",
    why: "ElastiCache accepts names of 1 to 120 characters. Choose a shorter one.",
    source: source::CDK_LIBRARY,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnx"}"#, "UserName").span(120, 121),
        Example::good(CreateUser, r#"{"UserName": "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(name) = subject.text(Member::UserName) else { return };
    let Some((at, _)) = name.char_indices().nth(120) else { return };
    let length = name.chars().count();
    RULE.finding(
        findings,
        Member::UserName,
        format!("This name has {length} characters; the maximum is 120."),
    )
    .span(at..name.len())
    .invalid();
}
