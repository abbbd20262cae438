//! Words of a command that are still to be filled in, where they are without quotes.

use super::{Edit, Edits};
use alloc::vec::Vec;
use core::ops::Range;

const UNQUOTED: &str = "Without quotes, < and > redirect input and output. This was read as a placeholder that you still have to fill in.";

const BRACES: &str = "A template fills this in. It was read as one word.";

/// The longest name of a mark.
const LONGEST: usize = 60;

/// `--user-id <user-id>` as `--user-id "<user-id>"`, `{{ name }}` as `"{{ name }}"`, and `${{ name }}` without the sign, which
/// shells refuse.
pub(super) fn marks(text: &str) -> Edits {
    let mut edits = Vec::new();
    let marked = text.contains('<') || text.contains("{{");
    if !marked || text.contains("<<") || !super::super::script::calls(text) {
        return edits;
    }
    let mut quote: Option<u8> = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let here = at;
        at += 1;
        let mut put = |range: Range<usize>, with, note| edits.push(Edit { range, with, note });
        match (byte, quote) {
            (b'\\', None | Some(b'"')) => at += 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'"' | b'\'', Some(open)) if open == byte => quote = None,
            (b'<', None) => {
                let Some(length) = unquoted(text, here) else { continue };
                at = here + length;
                put(here..here + 1, "\"<", UNQUOTED);
                put(at - 1..at, ">\"", UNQUOTED);
            }
            (b'{', _) if bytes.get(at) == Some(&b'{') => {
                let Some(length) = braces(text, here) else { continue };
                at = here + length;
                let sign = here > 0 && bytes.get(here - 1) == Some(&b'$');
                let first = here - usize::from(sign)..here + 1;
                let begins = text.get(..first.start).is_some_and(|before| before.ends_with([' ', '\t', '=']));
                let after = text.get(at..).unwrap_or_default();
                let ends = after.is_empty() || after.starts_with([' ', '\t', ',', '\r', '\n']);
                if quote.is_none() && begins && ends {
                    put(first, "\"{", BRACES);
                    put(at - 1..at, "}\"", BRACES);
                } else if sign && quote == Some(b'"') {
                    put(first, "{", BRACES);
                }
            }
            _ => {}
        }
    }
    edits
}

/// The length of `<name>` at this place, where it is a word or the end of one.
fn unquoted(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    let end = rest.char_indices().take(LONGEST).map(|(at, _)| at).find(|at| rest[*at..].starts_with('>'))?;
    let inner = &rest[..end];
    let named = inner.starts_with(|first: char| first.is_alphabetic())
        && !inner.ends_with(' ')
        && inner.chars().all(|letter| letter.is_alphanumeric() || " _-.".contains(letter));
    let begins = text.get(..at)?.ends_with([' ', '\t', '=']);
    let after = &rest[end + 1..];
    let ends = after.is_empty() || after.starts_with([' ', '\t', ',', '\r', '\n']);
    (named && begins && ends).then_some(end + 2)
}

/// The length of `{{ name }}` at this place, on one line.
fn braces(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at + 2..)?;
    let end = rest.char_indices().take(LONGEST).map(|(at, _)| at).find(|at| rest[*at..].starts_with("}}"))?;
    let inner = rest[..end].trim().trim_matches('-').trim();
    let plain = |letter: char| letter.is_alphanumeric() || " _-.|".contains(letter);
    (!inner.is_empty() && inner.chars().all(plain)).then_some(end + 4)
}
