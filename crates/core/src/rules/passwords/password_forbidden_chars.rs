//! A password can't contain a comma, double quote, slash or at sign.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-forbidden-chars",
    title: "Password contains a forbidden character",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password that contains `,`, `\"`, `/` or `@`.",
    why: "ElastiCache rejects passwords with these four characters. Letters, digits and `! & # $ ^ < > -` are safe everywhere.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["correct,horse-battery"]}"#,
            "Passwords[0]",
        )
        .span(7, 8),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["c0rrect-h@rse-battery"]}"#,
            "Passwords[0]",
        )
        .span(9, 10),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["correct-horse-battery"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (path, password) in subject.passwords() {
        let text = password.expose();
        let Some(at) = text.find([',', '"', '/', '@']) else { continue };
        RULE.finding(findings, path, "Passwords can't contain a comma, double quote, slash or at sign.")
            .span(at..at + 1)
            .answered("InvalidParameterValue", "", Evidence::Documented);
    }
}
