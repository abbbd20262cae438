//! A group's members as text: user IDs separated by spaces, commas or line breaks. JSON and program lists work, too, so an
//! ID may be quoted; IDs that need quotes are written with them.

use std::ops::Range;

/// The IDs in a text, with their ranges.
pub fn ids(text: &str) -> Vec<(Range<usize>, String)> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let skipped = rest.len() - rest.trim_start_matches(separates).len();
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let (length, id) = quoted(rest).unwrap_or_else(|| {
            let length = rest.find(separates).unwrap_or(rest.len());
            (length, rest.get(..length).unwrap_or_default().to_owned())
        });
        all.push((at..at + length, id));
        at += length;
    }
    all
}

/// The IDs alone.
pub fn listed(text: &str) -> Vec<String> {
    ids(text).into_iter().map(|(_, id)| id).collect()
}

/// These IDs as text.
pub fn text_of(ids: &[String]) -> String {
    ids.iter().map(|id| written(id)).collect::<Vec<_>>().join(" ")
}

/// Whether a text has this ID, ignoring case: the service stores IDs in lowercase.
pub fn has(text: &str, id: &str) -> bool {
    ids(text).iter().any(|(_, other)| other.eq_ignore_ascii_case(id))
}

/// The text with or without this ID. Everything else stays as typed.
pub fn with(text: &str, id: &str, included: bool) -> String {
    match (included, has(text, id)) {
        (true, false) if text.trim().is_empty() => written(id),
        (true, false) => format!("{} {}", text.trim_end(), written(id)),
        (false, true) => without(text, id),
        _ => text.to_owned(),
    }
}

fn without(text: &str, id: &str) -> String {
    let mut remaining = String::new();
    let mut from = 0;
    for (span, other) in ids(text) {
        if other.eq_ignore_ascii_case(id) {
            remaining.push_str(text.get(from..span.start).unwrap_or_default());
            let rest = text.get(span.end..).unwrap_or_default();
            from = text.len() - rest.trim_start_matches(separates).len();
        }
    }
    remaining.push_str(text.get(from..).unwrap_or_default());
    remaining.trim_end_matches(separates).to_owned()
}

fn separates(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, ',' | ';' | '[' | ']')
}

/// A quoted string at the start of a text: its length and value. Double quotes allow JSON's escapes.
fn quoted(text: &str) -> Option<(usize, String)> {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, letter)| {
        let ends = *letter == quote && !escaped;
        escaped = *letter == '\\' && !escaped && quote == '"';
        ends
    });
    let length = end?.0 + quote.len_utf8();
    let whole = text.get(..length)?;
    let next = text.get(length..)?.chars().next();
    if next.is_some_and(|next| !separates(next)) {
        return None;
    }
    match quote {
        '"' => serde_json::from_str(whole).ok().map(|id| (length, id)),
        _ => whole.get(1..length - 1).map(|id| (length, id.to_owned())),
    }
}

fn written(id: &str) -> String {
    let plain = !id.is_empty() && !id.contains(|letter| separates(letter) || matches!(letter, '"' | '\''));
    if plain { id.to_owned() } else { serde_json::Value::from(id).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_from_what_people_type_and_paste() {
        for text in ["a b", "a, b", " a\n\tb\u{a0}", r#"["a", "b"]"#, "['a','b']", "a;b;", "\"a\"\r\nb"] {
            assert_eq!(listed(text), ["a", "b"], "{text}");
        }
        assert_eq!(listed(" ,;[] "), Vec::<String>::new());
        assert_eq!(listed("\"a b"), ["\"a", "b"], "a quote that nothing closes is part of an ID");
        assert_eq!(ids("x, 'y'").last().map(|(span, _)| span.clone()), Some(3..6));
    }

    #[test]
    fn written_ids_round_trip() {
        let hostile =
            ["", " ", "a b", "a,", "\"", "'", "'a'", "\\", "\"a\"\"b\"", "[", "\u{202e}é\u{0}\n", "default"];
        let all = hostile.map(str::to_owned).to_vec();
        assert_eq!(listed(&text_of(&all)), all);
        for id in hostile {
            assert_eq!(listed(&text_of(&[id.to_owned()])), [id], "{id:?}");
            assert_eq!(listed(&with("x  y", id, true)), ["x", "y", id]);
            assert_eq!(listed(&with(&with("x, y", id, true), id, false)), ["x", "y"], "{id:?}");
        }
    }

    #[test]
    fn a_tick_changes_its_own_id_only() {
        assert_eq!(with("a,  b\nc", "B", false), "a,  c");
        assert_eq!(with("a b a", "a", false), "b");
        assert_eq!(with("a", "a", true), "a");
        assert_eq!(with("a\n", "b", true), "a b");
        assert!(has("x App", "app"));
    }
}
