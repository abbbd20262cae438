//! A password should be printable ASCII.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-printable",
    title: "Password contains an unusual character",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "A password with a space, a control character or something other than ASCII.",
    why: "The guide asks for printable ASCII. Spaces have been accepted, but get lost at the ends and when copied; clients may encode other characters differently. Prefer letters and digits.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["correct horse battery"]}"#,
            "Passwords[0]",
        )
        .span(7, 8),
        Example::bad(ModifyUser, r#"{"UserId": "app", "Passwords": ["pässword-pässword"]}"#, "Passwords[0]")
            .span(1, 3),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["correct-horse-battery"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (path, password) in subject.passwords() {
        let text = password.expose();
        let Some((at, letter)) = text.char_indices().find(|(_, letter)| !letter.is_ascii_graphic()) else {
            continue;
        };
        let message = match letter {
            ' ' => "A space in a password may be rejected, and is easily lost.",
            '\n' | '\r' => "This password contains a line break. Was it read from a file?",
            _ if letter.is_ascii() => "This password contains a control character.",
            _ => "This password contains a character outside ASCII, and may be rejected.",
        };
        RULE.finding(findings, path, message).span(at..at + letter.len_utf8());
    }
}
