//! Characters that documents and chats substitute for typed ones.

use super::{Edit, Edits, lines};
use alloc::vec::Vec;

const ENTITY: &str = "HTML entities, such as &quot;, were decoded.";
const QUOTES: &str =
    "Typographic quotes were read as plain ones: shells and parsers don't treat them as quotes.";
const DASHES: &str = "A typographic dash was read as hyphens: the AWS CLI accepts no others in an option.";
const SPACES: &str = "A special space was read as a plain one: shells treat it as part of a word.";

const ENTITIES: [(&str, &str); 13] = [
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#x22;", "\""),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&#039;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
    ("&nbsp;", " "),
    ("&#160;", " "),
    ("&ndash;", "-"),
];

/// Entities, in text that went through HTML as a whole: its quotes are entities, too. Elsewhere only `&amp;*`, which every channel is
/// written as then.
pub(super) fn entities(text: &str) -> Edits {
    let quotes = ENTITIES.iter().take(7).any(|(entity, _)| text.contains(entity)) && !text.contains('"');
    let mut edits = Vec::new();
    for (at, _) in text.match_indices('&') {
        let rest = text.get(at..).unwrap_or_default();
        let Some((entity, meant)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) else {
            continue;
        };
        let begins =
            rest.starts_with("&amp;* ") && text.get(..at).is_some_and(|before| before.ends_with(' '));
        if quotes || begins {
            edits.push(Edit { range: at..at + entity.len(), with: meant, note: ENTITY });
        }
    }
    edits
}

/// Quotes, dashes and spaces, outside of plain quotes.
pub(super) fn signs(text: &str) -> Edits {
    let mut edits = Vec::new();
    if text.is_ascii() {
        return edits;
    }
    for (start, line) in lines(text) {
        if !line.is_ascii() {
            signs_of(start, line, &mut edits);
        }
    }
    edits
}

fn signs_of(start: usize, line: &str, edits: &mut Edits) {
    // The plain quote that is open, or the typographic one, as its closing characters.
    let mut plain: Option<char> = None;
    let mut typographic: Option<&[char]> = None;
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        let here = start + at;
        let mut edit =
            |length: usize, with, note| edits.push(Edit { range: here..here + length, with, note });
        let rest = line.get(at + letter.len_utf8()..).unwrap_or_default();
        match letter {
            '"' | '\'' if before != '\\' && typographic.is_none() => match plain {
                Some(open) if open == letter => plain = None,
                None => plain = Some(letter),
                Some(_) => {}
            },
            _ if plain.is_some() => {}
            _ if typographic.is_some_and(|close| close.contains(&letter)) => {
                edit(letter.len_utf8(), if matches!(letter, '’' | '‘') { "'" } else { "\"" }, QUOTES);
                typographic = None;
            }
            '“' | '”' | '„' | '‘' | '‚' | '«' if typographic.is_none() => {
                let close: &[char] = match letter {
                    '‘' | '‚' => &['’', '‘'],
                    '«' => &['»'],
                    _ => &['”', '“'],
                };
                let begins = before.is_whitespace() || matches!(before, '=' | ':' | '{' | '[' | '(' | ',');
                if begins && rest.contains(close) {
                    edit(letter.len_utf8(), if matches!(letter, '‘' | '‚') { "'" } else { "\"" }, QUOTES);
                    typographic = Some(close);
                }
            }
            '–' | '—' | '−' | '‑' | '‐' if before.is_whitespace() && typographic.is_none() => {
                let more = if rest.starts_with(['-', '–', '—', '−', '‑', '‐']) {
                    rest.chars().next().map_or(0, char::len_utf8)
                } else {
                    0
                };
                let name = rest.get(more..).unwrap_or_default();
                if name.starts_with(|first: char| first.is_ascii_lowercase()) {
                    edit(letter.len_utf8() + more, "--", DASHES);
                }
            }
            // `-–name`
            '-' if before.is_whitespace() && typographic.is_none() => {
                let dash = rest.chars().next().filter(|next| matches!(next, '–' | '—' | '−' | '‑' | '‐'));
                if let Some(dash) = dash {
                    edit(1 + dash.len_utf8(), "--", DASHES);
                }
            }
            '\u{a0}' | '\u{202f}' | '\u{2007}' if typographic.is_none() => {
                edit(letter.len_utf8(), " ", SPACES)
            }
            '\u{200b}' | '\u{2060}' if typographic.is_none() => edit(letter.len_utf8(), "", SPACES),
            _ => {}
        }
        before = letter;
    }
}
