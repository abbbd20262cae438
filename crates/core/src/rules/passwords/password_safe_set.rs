//! One AWS page allows some characters that another doesn't.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-safe-set",
    title: "Password contains a character outside the safe set",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password with a printable character other than letters, digits and `! & # $ ^ < > -`.",
    why: "User passwords may contain it. But the AWS page on AUTH tokens allows only letters, digits and `! & # $ ^ < > -`, and shells and URLs treat many others specially. Letters and digits alone are enough for a generated password.",
    source: source::AUTH_TOKEN,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["correct*horse*battery"]}"#,
            "Passwords[0]",
        )
        .span(7, 8),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["correct-horse-battery!"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let safe = |letter: u8| letter.is_ascii_alphanumeric() || b"!&#$^<>-".contains(&letter);
    for (path, password) in subject.passwords() {
        let text = password.expose();
        // Other rules report the rest.
        let others = |letter: u8| !letter.is_ascii_graphic() || b",\"/@".contains(&letter);
        if let Some(at) = text.bytes().position(|letter| !safe(letter) && !others(letter)) {
            let message = "This character is outside the set that every AWS page allows.";
            RULE.finding(findings, path, message).span(at..at + 1);
        }
    }
}
