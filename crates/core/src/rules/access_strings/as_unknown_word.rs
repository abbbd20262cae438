//! A word that isn't a rule.

use crate::rules::access::{self, Access, quoted};
use crate::rules::*;
use access_string::ErrorKind;

pub static RULE: Rule = Rule {
    id: "as-unknown-word",
    title: "Unknown access-string rule",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A word that no engine understands, such as a command without its `+`.",
    why: "Commands begin with `+` or `-`, categories with `+@` or `-@`, key patterns with `~` or `%`, channel patterns with `&`. Words are separated by spaces, not by commas.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* get"}"#, "AccessString")
            .span(6, 9)
            .fixed(r#"{"AccessString": "on ~* +get"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "on * +get"}"#, "AccessString")
            .span(3, 4)
            .fixed(r#"{"UserId": "a", "AccessString": "on ~* +get"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on, ~* +get"}"#, "AccessString")
            .span(0, 3)
            .fixed(r#"{"AccessString": "on ~* +get"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on app:* +get"}"#, "AccessString")
            .span(3, 8)
            .fixed(r#"{"AccessString": "on ~app:* +get"}"#),
        // Pasted from single quotes, where the backslash is literal.
        Example::bad(CreateUser, r#"{"AccessString": "on ~a:* \\\n  -@all +get"}"#, "AccessString")
            .span(8, 9)
            .fixed(r#"{"AccessString": "on ~a:* -@all +get"}"#),
        Example::good(CreateUser, r#"{"AccessString": "ON ~get +GET"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let mut first = true;
        for (error, place, word) in access.errors() {
            let wrong = match error.kind {
                ErrorKind::Syntax => !selector::is_about(error, word) && !version::is_newer(access, word),
                ErrorKind::DatabaseOutOfRange => true,
                _ => false,
            };
            if !wrong {
                continue;
            }
            let word = quoted(word);
            let continues = is_continuation(&word);
            let message = match error.kind {
                _ if continues => {
                    format!("This `{word}` is part of the value: inside quotes it doesn't continue the line.")
                }
                ErrorKind::Syntax if access::pattern_meant(&word).is_some() => {
                    format!("`{word}` isn't a valid rule. Key patterns begin with `~`.")
                }
                ErrorKind::Syntax => format!("`{word}` isn't a valid rule."),
                _ => format!("`{word}`: database numbers go from 0 to 2147483647."),
            };
            let answer =
                Answer::service("InvalidParameterValue", "The access-string is invalid.", Evidence::Seen);
            let finding = RULE.finding(findings, access.member, message).span(place.clone()).predicts(answer);
            if continues {
                // The fix removes all of them, so only the first has it.
                let edits = if core::mem::take(&mut first) { joined(access) } else { None };
                finding.edit(Choice, "Remove it and the line break", edits);
            } else {
                finding.suggestions(subject, access, error, &place);
            }
        }
    }
}

/// The line continuations of shells: `\\`, `^` in cmd, a backtick in PowerShell.
fn is_continuation(word: &str) -> bool {
    matches!(word, "\\" | "^" | "`")
}

/// The string on one line without such words; none if it would repeat a password.
fn joined(access: &Access<'_>) -> Option<Vec<Edit>> {
    let words: Vec<&str> = access.text.split_whitespace().filter(|word| !is_continuation(word)).collect();
    let fits = !words.is_empty() && !words.iter().any(|word| access::is_password(word));
    fits.then(|| vec![Edit::text(access.member, words.join(" "))])
}
