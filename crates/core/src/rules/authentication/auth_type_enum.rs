//! The type is `password`, `no-password-required` or `iam`.

use crate::authentication::Mode;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "auth-type-enum",
    title: "Unknown authentication type",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "An `AuthenticationMode.Type` other than `password`, `no-password-required` and `iam`.",
    why: "Only ElastiCache checks this; the AWS CLI doesn't. Use one of the three.",
    source: source::AUTHENTICATION_MODE,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam-user"}}"#,
            "AuthenticationMode.Type",
        )
        .fixed(r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "none"}}"#,
            "AuthenticationMode.Type",
        )
        .fixed(r#"{"UserId": "a", "AuthenticationMode": {"Type": "no-password-required"}}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(kind) = subject.mode_type().filter(|kind| Mode::from_name(kind).is_none()) else { return };
    let text = format!(
        "Input Authentication type: {kind} is not in the allowed list: [password,no-password-required,iam]"
    );
    let message = match kind {
        "" => "The authentication type is empty.".to_owned(),
        _ => format!("`{kind}` isn't an authentication type. Use password, no-password-required or iam."),
    };
    let finding = RULE.finding(findings, Path::ModeType, message).answered(
        "InvalidParameterValue",
        text,
        Evidence::Emulator,
    );
    if let Some(mode) = meant(kind) {
        let edits = vec![Edit::text(Path::ModeType, mode.name())];
        if subject.settles(&edits) {
            finding.fix(Choice, format!("Use `{}`", mode.name()), edits);
        }
    }
}

fn meant(kind: &str) -> Option<Mode> {
    let kind = kind.trim().to_ascii_lowercase();
    Mode::from_name(&kind).or_else(|| match kind.as_str() {
        _ if kind.starts_with("iam") => Some(Mode::Iam),
        _ if kind.starts_with("no") => Some(Mode::NoPassword),
        _ if kind.starts_with("pass") || kind == "pwd" => Some(Mode::Password),
        _ => None,
    })
}
