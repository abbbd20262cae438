//! A user ID has at most 40 characters.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-max-40",
    title: "User ID is longer than 40 characters",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::Medium,
    what: "A `UserId` of more than 40 characters.",
    why: "ElastiCache accepts IDs of 1 to 40 characters. Choose a shorter one.",
    source: source::CDK_LIBRARY,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "a123456789-123456789-123456789-123456789x"}"#, "UserId")
            .span(40, 41),
        Example::good(CreateUser, r#"{"UserId": "a123456789-123456789-123456789-123456789"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserId) else { return };
    let Some((at, _)) = id.char_indices().nth(40) else { return };
    let length = id.chars().count();
    RULE.finding(findings, Member::UserId, format!("This ID has {length} characters; the maximum is 40."))
        .span(at..id.len())
        .invalid();
}
