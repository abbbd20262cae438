//! One line, single spaces.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-one-line",
    title: "Words aren't separated by single spaces",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "A tab, a line break, several spaces in a row, or a space at the end of an access string.",
    why: "Clients send whitespace unchanged, and AWS doesn't document how ElastiCache reads it. Single spaces are safe.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on  ~* +get"}"#, "AccessString")
            .span(2, 4)
            .fixed(r#"{"AccessString": "on ~* +get"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~*\n+get\n"}"#, "AccessString")
            .span(5, 6)
            .fixed(r#"{"AccessString": "on ~* +get"}"#),
        Example::good(CreateUser, r#"{"AccessString": " on ~* +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let text = access.text;
        let Some(place) = first_odd(text) else { continue };
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        // Whitespace in quotes is part of a pattern.
        let applicability = if text.contains(['"', '\'']) { Choice } else { Safe };
        let edits = vec![Edit::text(access.member, words.join(" "))];
        RULE.finding(findings, access.member, "Only single spaces between words are known to work.")
            .span(place)
            .fix(applicability, "Use single spaces", edits);
    }
}

/// The first whitespace other than a single space between two words or at the very beginning.
fn first_odd(text: &str) -> Option<Range<usize>> {
    let mut start = None;
    for (at, byte) in text.bytes().chain([b'.']).enumerate() {
        let space = byte.is_ascii_whitespace();
        match (start, space) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let single = text.get(from..at) == Some(" ");
                if !single || at == text.len() {
                    return Some(from..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    None
}
