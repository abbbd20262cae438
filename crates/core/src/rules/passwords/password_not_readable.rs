//! Passwords can't be read back; what a reply or a log shows is a mask.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-not-readable",
    title: "Password looks like a mask",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password such as `****************` or `HIDDEN_DUE_TO_SECURITY_REASONS`.",
    why: "No call returns a password; logs and plans show a mask instead. If you send the mask, it becomes the password.",
    source: source::CLOUDTRAIL,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["HIDDEN_DUE_TO_SECURITY_REASONS"]}"#,
            "Passwords[0]",
        ),
        Example::bad(ModifyUser, r#"{"UserId": "app", "Passwords": ["****************"]}"#, "Passwords[0]"),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["0123456789abcdef"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (path, password) in subject.passwords() {
        let text = password.expose();
        let mut letters = text.chars();
        let first = letters.next();
        let one_letter =
            matches!(first, Some('*' | '•' | 'x' | 'X' | '.')) && letters.all(|letter| Some(letter) == first);
        let words =
            ["HIDDEN_DUE_TO_SECURITY_REASONS", "(sensitive value)", "[REDACTED]", "<REDACTED>", "REDACTED"];
        if one_letter || words.contains(&text) {
            RULE.finding(
                findings,
                path,
                "This looks like a mask, not a password. Enter the password itself.",
            );
        }
    }
}
