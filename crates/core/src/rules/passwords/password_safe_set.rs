//! Some characters are allowed by one page and not by another.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-safe-set",
    title: "The password has a character that not every page allows",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password with a printable character other than letters, digits and `! & # $ ^ < > -`.",
    why: "Passwords of users may hold it. The page about AUTH tokens allows only letters, digits and `! & # $ ^ < > -`; shells and URLs treat many others specially. A generated password does well with letters and digits alone.",
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
        // What the other rules say something about is theirs.
        let others = |letter: u8| !letter.is_ascii_graphic() || b",\"/@".contains(&letter);
        if let Some(at) = text.bytes().position(|letter| !safe(letter) && !others(letter)) {
            let message = "Not every page allows this character in a password.";
            RULE.finding(findings, path, message).span(at..at + 1);
        }
    }
}
