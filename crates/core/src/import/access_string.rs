//! An access string on its own.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::ops::Range;

use super::rules::{Word, is_rule, user};
use super::{Import, Importer, NoteKind, Source};

pub const IMPORTER: Importer = Importer { id: "access-string", title: "Access string", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    is_one(source.text.get(string(source.text)).unwrap_or_default())
}

/// Whether most words of the text are rules, and the others are obvious typos. The rules report those.
pub(super) fn is_one(text: &str) -> bool {
    let (mut signs, mut rules, mut typos) = (false, 0, 0);
    for word in text.split_whitespace() {
        match () {
            () if is_rule(word) => rules += 1,
            () if is_misspelled(word) => (signs, rules) = (true, rules + 1),
            () if is_typo(word) => typos += 1,
            () => return false,
        }
        signs |= word.starts_with(['~', '&', '+', '-', '%', '(']) || word.starts_with("all") && typos == 0;
    }
    (signs || matches!(text.trim(), "on" | "off")) && rules > typos
}

/// A command or a category without its sign, a key pattern without its `~`, or what a shell left of a line end.
fn is_typo(word: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphabetic();
    let name = word.strip_prefix('@').unwrap_or(word);
    let pattern = word.contains([':', '*']) && word.starts_with(|first: char| first.is_ascii_alphanumeric());
    name.bytes().all(letter) || pattern && !word.contains("://") && !word.ends_with(':') || word == "\\"
}

/// `allkey`, `allcomands`: almost a word of the language.
fn is_misspelled(word: &str) -> bool {
    const WORDS: [&str; 6] =
        ["allkeys", "allcommands", "allchannels", "nocommands", "resetkeys", "resetchannels"];
    word.len() < 16 && WORDS.iter().any(|known| strsim::osa_distance(known, &word.to_ascii_lowercase()) <= 2)
}

/// Where the string is: all of the text, or what follows its name on one line: `ACL: on ~* +@all`, `--access-string "off"`.
fn string(text: &str) -> Range<usize> {
    let whole = unquoted(text);
    let Some(all) = text.get(whole.clone()).filter(|all| !all.contains('\n')) else { return whole };
    let behind =
        match all.strip_prefix("--access-string").or_else(|| all.strip_prefix("--append-access-string")) {
            Some(rest) if rest.starts_with([' ', '=']) => rest.get(1..),
            _ => all.split_once([':', '=']).filter(|(name, _)| is_name(name)).map(|(_, rest)| rest),
        };
    let Some(rest) = behind else { return whole };
    let start = whole.start + all.len() - rest.len();
    // Without what parts it from the next member.
    let rest = rest.trim_end_matches([',', ';', ' ']);
    let inner = unquoted(rest);
    let inner = start + inner.start..start + inner.end;
    if text.get(inner.clone()).is_some_and(is_one) { inner } else { whole }
}

/// Whether these words are a label for what follows. A request's member is YAML, and has its own rules.
fn is_name(name: &str) -> bool {
    let letters = name.chars().all(|letter| letter.is_alphanumeric() || " _-'".contains(letter));
    name.len() < 60
        && letters
        && name.starts_with(|first: char| first.is_alphabetic())
        && crate::Member::from_name(name.trim()).is_none()
}

/// Its place, without the quotes of a shell or program around it.
fn unquoted(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    // A quote at the end may have a comma after it.
    let end = text.trim_end_matches(|letter: char| letter.is_whitespace() || letter == ',').len();
    let end = if text.get(..end).is_some_and(|text| text.ends_with(['"', '\''])) {
        end
    } else {
        text.trim_end().len()
    };
    let quoted = text.get(start..end).is_some_and(|text| {
        text.len() > 1
            && ['"', '\''].into_iter().any(|quote| text.starts_with(quote) && text.ends_with(quote))
    });
    if quoted { start + 1..end - 1 } else { start..end.max(start) }
}

fn read(source: &Source<'_>, import: &mut Import) {
    let span = string(source.text);
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
    core::iter::from_fn(move || {
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
