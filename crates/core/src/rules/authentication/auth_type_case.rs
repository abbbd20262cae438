//! The type is written in lower case.

use crate::authentication::Mode;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "auth-type-case",
    title: "The authentication type has capital letters",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Low,
    what: "A type such as `IAM` or `Password`.",
    why: "Whether ElastiCache takes other cases is not documented. Write it in lower case.",
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
    // Whether another case is refused is not known; a user without a password must not come from a guess.
    let applicability = if mode == Mode::NoPassword { Choice } else { Safe };
    let edits = vec![Edit::text(Path::ModeType, mode.name())];
    RULE.finding(findings, Path::ModeType, format!("Write `{}`: other cases may be refused.", mode.name()))
        .fix(applicability, "Write it in lower case", edits);
}
