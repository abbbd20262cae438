//! Where words begin and end: at whitespace, and inside selectors by the rules of a shell.

use crate::engine::Engine;
use alloc::borrow::Cow;
use alloc::vec::Vec;

/// A range of bytes of the access string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// After the last byte.
    pub end: usize,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The bytes of the text that the span covers; empty where it doesn't fit the text.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Whitespace as the servers' `isspace` has it.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The words of the text, split at whitespace.
pub(crate) fn words(text: &[u8]) -> impl Iterator<Item = Span> + Clone + '_ {
    let mut at = 0;
    core::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.iter().position(|&byte| !is_space(byte))?;
        let rest = text.get(start..)?;
        let length = rest.iter().position(|&byte| is_space(byte));
        at = length.map_or(text.len(), |length| start + length);
        Some(Span::new(start, at))
    })
}

/// The arguments of a line as `redis-cli` and `valkey-cli` split it: double quotes with C's escapes, single quotes, and
/// nothing but whitespace after a closing quote. `None`: the quotes don't balance, or there is a null character.
///
/// ```
/// use access_string::split_args;
/// let args = split_args(r#"set app:1 "a b\x00""#).unwrap();
/// assert_eq!(args, [b"set".to_vec(), b"app:1".to_vec(), b"a b\0".to_vec()]);
/// assert_eq!(split_args("get \"app"), None);
/// ```
#[must_use]
pub fn split_args(line: &str) -> Option<Vec<Vec<u8>>> {
    if line.contains('\0') {
        return None;
    }
    let how = Quoting { joins: false, closes_at_end: false, glued: false };
    let words = quoted_words(line.as_bytes(), Span::new(0, line.len()), how)?;
    Some(words.into_iter().map(|word| word.value.into_owned()).collect())
}

/// A word inside a selector.
pub(crate) struct Quoted<'a> {
    /// What it says, quotes resolved.
    pub(crate) value: Cow<'a, [u8]>,
    /// Its place, quotes included.
    pub(crate) span: Span,
}

/// How the inside of a selector is split.
#[derive(Clone, Copy)]
pub(crate) struct Quoting {
    /// From Valkey 9.0 on: a closing quote may be followed by more of the same word.
    pub(crate) joins: bool,
    /// From Valkey 9.1 on: a backslash before the very last quote is itself, and the quote closes.
    pub(crate) closes_at_end: bool,
    /// Runs of whitespace are gaps between words, glued by one space before the quotes are read.
    pub(crate) glued: bool,
}

impl Quoting {
    pub(crate) fn new(engine: Engine, glued: bool) -> Self {
        Self { joins: engine >= Engine::Valkey90, closes_at_end: engine >= Engine::Valkey91, glued }
    }
}

/// Splits the inside of a selector, `text[inside]`, as the servers do. `None`: the quotes don't
/// balance.
pub(crate) fn quoted_words(text: &[u8], inside: Span, how: Quoting) -> Option<Vec<Quoted<'_>>> {
    let mut words = Vec::new();
    let text = text.get(..inside.end)?;
    let at = |at: usize| text.get(at).copied().filter(|&byte| byte != 0);
    let mut p = inside.start;
    loop {
        while at(p).is_some_and(is_space) {
            p += 1;
        }
        if at(p).is_none() {
            return Some(words);
        }
        let (value, end) = quoted_word(text, p, how)?;
        words.push(Quoted { value, span: Span::new(p, end) });
        p = end;
    }
}

/// One word from `start` on; where it ends.
fn quoted_word(text: &[u8], start: usize, how: Quoting) -> Option<(Cow<'_, [u8]>, usize)> {
    let at = |at: usize| text.get(at).copied().filter(|&byte| byte != 0);
    let ends = |byte: u8| match byte {
        b' ' | b'\n' | b'\r' | b'\t' => true,
        other => how.glued && is_space(other),
    };
    let plain = text.get(start..)?;
    let plain = plain
        .iter()
        .position(|&byte| byte == 0 || ends(byte) || matches!(byte, b'"' | b'\''))
        .unwrap_or(plain.len());
    let mut p = start + plain;
    let head = text.get(start..p)?;
    if !at(p).is_some_and(|byte| matches!(byte, b'"' | b'\'')) {
        return Some((Cow::Borrowed(head), p));
    }
    let mut value = head.to_vec();
    loop {
        let Some(byte) = at(p) else {
            return Some((value.into(), p));
        };
        if ends(byte) {
            return Some((value.into(), p));
        }
        p += 1;
        if !matches!(byte, b'"' | b'\'') {
            value.push(byte);
            continue;
        }
        p = quotation(text, p, byte, how, &mut value)?;
        if !how.joins {
            if at(p).is_some_and(|byte| !is_space(byte)) {
                return None;
            }
            return Some((value.into(), p));
        }
    }
}

/// What is between two quotes, from after the first; where the second ends.
fn quotation(text: &[u8], mut p: usize, quote: u8, how: Quoting, value: &mut Vec<u8>) -> Option<usize> {
    let at = |at: usize| text.get(at).copied().filter(|&byte| byte != 0);
    loop {
        let byte = at(p)?;
        p += 1;
        match (byte, at(p)) {
            (b'\\', Some(next)) if how.closes_at_end && next == quote && at(p + 1).is_none() => {
                value.push(byte);
            }
            (b'\\', Some(next)) if quote == b'"' => {
                let pair = (next == b'x').then(|| Some((hex(at(p + 1)?)?, hex(at(p + 2)?)?)));
                if let Some(Some((high, low))) = pair {
                    value.push(high * 16 + low);
                    p += 3;
                } else {
                    value.push(match next {
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'b' => 8,
                        b'a' => 7,
                        other => other,
                    });
                    p += 1;
                }
            }
            (b'\\', Some(b'\'')) if quote == b'\'' => {
                value.push(b'\'');
                p += 1;
            }
            _ if byte == quote => return Some(p),
            _ if how.glued && is_space(byte) => {
                value.push(b' ');
                while at(p).is_some_and(is_space) {
                    p += 1;
                }
            }
            _ => value.push(byte),
        }
    }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    fn split(text: &str, joins: bool) -> Option<Vec<String>> {
        let how = Quoting { joins, closes_at_end: false, glued: true };
        let words = quoted_words(text.as_bytes(), Span::new(0, text.len()), how)?;
        let text = |word: Quoted<'_>| String::from_utf8_lossy(&word.value).into_owned();
        Some(words.into_iter().map(text).collect())
    }

    #[test]
    fn words_split_at_whitespace() {
        let text = "  on\t~a \u{b}+get\n";
        let spans: Vec<&str> = words(text.as_bytes()).map(|span| span.slice(text)).collect();
        assert_eq!(spans, ["on", "~a", "+get"]);
    }

    #[test]
    fn quotes_parse_as_on_the_servers() {
        for joins in [false, true] {
            assert_eq!(split("~a\\b +get", joins).unwrap(), ["~a\\b", "+get"]);
            assert_eq!(split(r#""~a" '+g\'et' """#, joins).unwrap(), ["~a", "+g'et", ""]);
            assert_eq!(split(r#""\x7e\n\q\xg""#, joins).unwrap(), ["~\nqxg"]);
            assert_eq!(split("~a\"b", joins), None);
            assert_eq!(split("'~a \"b", joins), None);
            assert_eq!(split(r#"~a" b  c""#, joins).unwrap(), ["~a b c"]);
        }
        assert_eq!(split(r#"~"a"b"#, false), None);
        assert_eq!(split(r#"~"a"b'c'"#, true).unwrap(), ["~abc"]);
    }
}
