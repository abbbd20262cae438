//! Passwords cannot be read back; what looks like one read back is a mask.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-not-readable",
    title: "This looks like a mask, not a password",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password such as `****************` or `HIDDEN_DUE_TO_SECURITY_REASONS`.",
    why: "No call returns a password, and logs and plans show a mask in its place. Sent as it is, the mask would become the password.",
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
            RULE.finding(findings, path, "This looks like a mask that stands for a password.");
        }
    }
}
