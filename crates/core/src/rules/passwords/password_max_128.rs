//! A password has at most 128 characters.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-max-128",
    title: "Password is longer than 128 characters",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password of more than 128 characters.",
    why: "ElastiCache accepts passwords of 16 to 128 characters. A generated one of 32 letters and digits is strong enough.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "Passwords": ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}"#, "Passwords[0]").span(128, 129),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (path, password) in subject.passwords() {
        let text = password.expose();
        let Some((at, _)) = text.char_indices().nth(128) else { continue };
        let message = format!("This password has {} characters; the maximum is 128.", text.chars().count());
        RULE.finding(findings, path, message).span(at..text.len()).answered(
            "InvalidParameterValue",
            "Passwords length must be between 16-128 characters.",
            Evidence::Seen,
        );
    }
}
