//! A user ID can't contain two hyphens in a row.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-no-double-hyphen",
    title: "User ID contains two hyphens in a row",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::Medium,
    what: "A `UserId` that contains `--`.",
    why: "ElastiCache rejects IDs with two hyphens in a row. Use one.",
    source: source::CDK_LIBRARY,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "my--app"}"#, "UserId")
            .span(2, 4)
            .fixed(r#"{"UserId": "my-app"}"#),
        Example::good(CreateUser, r#"{"UserId": "my-app"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserId) else { return };
    let Some(at) = id.find("--") else { return };
    let length = id[at..].bytes().take_while(|letter| *letter == b'-').count();
    let mut single = String::with_capacity(id.len());
    for letter in id.chars() {
        if letter != '-' || !single.ends_with('-') {
            single.push(letter);
        }
    }
    let finding = RULE
        .finding(findings, Member::UserId, "User IDs can't contain two hyphens in a row.")
        .span(at..at + length)
        .invalid();
    if subject.is_free(&single) {
        finding.fix(Choice, "Use one hyphen", vec![Edit::text(Member::UserId, single)]);
    }
}
