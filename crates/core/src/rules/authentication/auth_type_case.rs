//! The type is written in lowercase.

use crate::authentication::Mode;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "auth-type-case",
    title: "Authentication type contains capital letters",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Low,
    what: "A type such as `IAM` or `Password`.",
    why: "AWS doesn't document whether ElastiCache accepts capitals. Use lowercase.",
    source: source::AUTHENTICATION_MODE,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "IAM"}}"#,
            "AuthenticationMode.Type",
        )
        .fixed(r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(kind) = subject.mode_type() else { return };
    let Some(mode) = Mode::from_name(kind).filter(|mode| mode.name() != kind) else { return };
    // Capitals may be rejected, or not; a user without a password must never come from a guess.
    let applicability = if mode == Mode::NoPassword { Choice } else { Safe };
    let edits = vec![Edit::text(Path::ModeType, mode.name())];
    RULE.finding(findings, Path::ModeType, format!("Write `{}`: capitals may be rejected.", mode.name()))
        .fix(applicability, "Convert it to lowercase", edits);
}
