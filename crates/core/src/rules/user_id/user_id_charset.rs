//! A user ID is made of ASCII letters, digits and hyphens, and starts with a letter.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-charset",
    title: "The user ID has a character that is not allowed",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A `UserId` that starts with something other than a letter, or holds something other than ASCII letters, digits and hyphens.",
    why: "No client checks this; the service does. Use letters from a to z, digits and hyphens, and start with a letter.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "my_user"}"#, "UserId")
            .span(2, 3)
            .fixed(r#"{"UserId": "my-user"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "1app"}"#, "UserId").span(0, 1),
        Example::bad(ModifyUser, r#"{"UserId": " app"}"#, "UserId").span(0, 1).fixed(r#"{"UserId": "app"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "naïve"}"#, "UserId").span(2, 4),
        Example::good(ModifyUser, r#"{"UserId": "app-1"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserId) else { return };
    let Some((at, letter)) = first_bad(id) else { return };
    let message = match letter {
        _ if at == 0 && (letter.is_ascii_digit() || letter == '-') => {
            "A user ID starts with a letter.".to_owned()
        }
        ' ' => "A user ID holds no space.".to_owned(),
        _ if letter.is_control() => {
            format!("A user ID holds no U+{:04X}: only letters, digits and hyphens.", u32::from(letter))
        }
        _ => format!("A user ID holds no '{letter}': only letters, digits and hyphens."),
    };
    let finding = RULE.finding(findings, Member::UserId, message).span(at..at + letter.len_utf8()).invalid();
    if let Some(id) = mended(id).filter(|id| subject.is_free(id)) {
        finding.fix(Choice, format!("Write `{id}`"), vec![Edit::text(Member::UserId, id)]);
    }
}

/// The first letter that an ID cannot have at its place.
pub(in crate::rules) fn first_bad(id: &str) -> Option<(usize, char)> {
    id.char_indices().find(|(at, letter)| match at {
        0 => !letter.is_ascii_alphabetic(),
        _ => !letter.is_ascii_alphanumeric() && *letter != '-',
    })
}

/// Trimmed, and with a hyphen for each run of spaces and of the marks that people use in its place; nothing is left out.
pub(in crate::rules) fn mended(id: &str) -> Option<String> {
    let parts: Vec<&str> = id.trim().split([' ', '_', '.', '-']).filter(|part| !part.is_empty()).collect();
    Some(parts.join("-").to_ascii_lowercase()).filter(|id| subject::is_good_id(id))
}
