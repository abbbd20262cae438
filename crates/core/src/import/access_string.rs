//! An access string on its own.

use std::ops::Range;

use super::rules::{Word, is_rule, user};
use super::{Import, Importer, NoteKind, Source};

pub const IMPORTER: Importer = Importer { id: "access-string", title: "Access string", recognises, read };

fn recognises(source: &Source<'_>) -> bool {
    is_one(source.text.get(unquoted(source.text)).unwrap_or_default())
}

/// Whether a text consists of rules.
pub(super) fn is_one(text: &str) -> bool {
    let (mut signs, mut rules, mut strange) = (false, 0, 0);
    for word in text.split_whitespace() {
        if is_rule(word) {
            rules += 1;
        } else if word.bytes().all(|byte| byte.is_ascii_alphabetic()) && strange == 0 {
            // A slip, such as `all`: the rules report what's wrong with it.
            strange += 1;
        } else {
            return false;
        }
        signs |= word.starts_with(['~', '&', '+', '-', '%', '(']) || word.starts_with("all") && strange == 0;
    }
    (signs || matches!(text.trim(), "on" | "off")) && rules > strange
}

/// Its place, without the quotes of a shell or program around it.
fn unquoted(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    let quoted = text.get(start..end).is_some_and(|text| {
        text.len() > 1
            && ['"', '\''].into_iter().any(|quote| text.starts_with(quote) && text.ends_with(quote))
    });
    if quoted { start + 1..end - 1 } else { start..end.max(start) }
}

fn read(source: &Source<'_>, import: &mut Import) {
    let span = unquoted(source.text);
    let text = source.text.get(span.clone()).unwrap_or_default();
    let words: Vec<Word<'_>> = plain_words(text, span.start).collect();
    let mut user = user(source, import, &words);
    user.label = "access string".to_owned();
    user.span = span;
    if text.trim().lines().count() > 1 {
        import.note(NoteKind::Changed, user.span.clone(), "The lines were joined into one access string.");
    }
    import.users.push(user);
}

fn plain_words(text: &str, start: usize) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = text.get(at..)?;
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest.get(..end).filter(|word| !word.is_empty())?;
        let span = start + at..start + at + end;
        at += end;
        Some(Word { text: word.into(), span })
    })
}
