//! A user ID can't end with a hyphen.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-no-edge-hyphen",
    title: "User ID ends with a hyphen",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::Medium,
    what: "A `UserId` whose last character is a hyphen.",
    why: "ElastiCache rejects IDs that end with a hyphen. Remove it.",
    source: source::CDK_LIBRARY,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "app-"}"#, "UserId").span(3, 4).fixed(r#"{"UserId": "app"}"#),
        Example::good(CreateUser, r#"{"UserId": "app-1"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserId) else { return };
    let trimmed = id.trim_end_matches('-');
    if trimmed.len() == id.len() {
        return;
    }
    let finding = RULE
        .finding(findings, Member::UserId, "User IDs can't end with a hyphen.")
        .span(trimmed.len()..id.len())
        .invalid();
    if subject.is_free(trimmed) {
        finding.fix(Choice, "Remove the hyphen", vec![Edit::text(Member::UserId, trimmed)]);
    }
}
