//! A user ID consists of ASCII letters, digits and hyphens, and starts with a letter.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-charset",
    title: "User ID contains an invalid character",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A `UserId` that starts with something other than a letter, or contains anything but ASCII letters, digits and hyphens.",
    why: "Only ElastiCache checks this; the AWS CLI doesn't. Use letters from a to z, digits and hyphens, and start with a letter.",
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
            "User IDs must start with a letter.".to_owned()
        }
        ' ' => "User IDs can't contain spaces.".to_owned(),
        _ if letter.is_control() => {
            format!("User IDs can't contain U+{:04X}, only letters, digits and hyphens.", u32::from(letter))
        }
        _ => format!("User IDs can't contain '{letter}', only letters, digits and hyphens."),
    };
    let finding = RULE.finding(findings, Member::UserId, message).span(at..at + letter.len_utf8()).invalid();
    if let Some(id) = normalized(id).filter(|id| subject.is_free(id)) {
        finding.fix(Choice, format!("Use `{id}`"), vec![Edit::text(Member::UserId, id)]);
    }
}

/// The first character that an ID can't have in that position.
pub(in crate::rules) fn first_bad(id: &str) -> Option<(usize, char)> {
    id.char_indices().find(|(at, letter)| match at {
        0 => !letter.is_ascii_alphabetic(),
        _ => !letter.is_ascii_alphanumeric() && *letter != '-',
    })
}

/// The ID trimmed, with a hyphen for each run of spaces and other separators; nothing else is dropped.
pub(in crate::rules) fn normalized(id: &str) -> Option<String> {
    let parts: Vec<&str> = id.trim().split([' ', '_', '.', '-']).filter(|part| !part.is_empty()).collect();
    Some(parts.join("-").to_ascii_lowercase()).filter(|id| subject::is_good_id(id))
}
