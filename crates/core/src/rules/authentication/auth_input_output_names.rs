//! Replies say `no-password`; requests say `no-password-required`.

use crate::authentication::Mode;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "auth-input-output-names",
    title: "Authentication type is spelled as in replies",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "The type `no-password`, which replies use.",
    why: "A request's `no-password-required` comes back as `no-password`, which isn't accepted in a request. Write `no-password-required`.",
    source: source::USER,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "no-password"}}"#,
            "AuthenticationMode.Type",
        )
        .fixed(r#"{"UserId": "a", "AuthenticationMode": {"Type": "no-password-required"}}"#),
        Example::good(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "no-password-required"}}"#,
        ),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.mode_type().is_some_and(|kind| kind.eq_ignore_ascii_case("no-password")) {
        let edits = vec![Edit::text(Path::ModeType, Mode::NoPassword.name())];
        let edits = Some(edits).filter(|edits| subject.settles(edits));
        let message = "Replies say `no-password`; requests say `no-password-required`.";
        RULE.finding(findings, Path::ModeType, message).edit(Choice, "Use `no-password-required`", edits);
    }
}
