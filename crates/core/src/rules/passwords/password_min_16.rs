//! A password has at least 16 characters.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-min-16",
    title: "Password is shorter than 16 characters",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password of fewer than 16 characters.",
    why: "ElastiCache accepts passwords of 16 to 128 characters. A generated one of 32 letters and digits is a good choice.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "Passwords": ["fifteen-letters"]}"#, "Passwords[0]"),
        Example::bad(
            CreateUser,
            r#"{"AuthenticationMode": {"Type": "password", "Passwords": ["aaaaaaaaaaaaaaaa", ""]}}"#,
            "AuthenticationMode.Passwords[1]",
        ),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["sixteen--letters"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (path, password) in subject.passwords() {
        let length = password.expose().chars().take(16).count();
        if length < 16 {
            let characters = if length == 1 { "character" } else { "characters" };
            let message = format!("This password has {length} {characters}; the minimum is 16.");
            RULE.finding(findings, path, message).answered(
                "InvalidParameterValue",
                "Passwords length must be between 16-128 characters.",
                Evidence::Seen,
            );
        }
    }
}
