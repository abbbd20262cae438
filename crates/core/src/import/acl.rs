//! A server's users: the output of `ACL LIST`, `ACL SETUSER name …`, and the `user` lines of an ACL file.

use super::rules::{Word, is_rule, user};
use super::source_map;
use super::syntax::bash;
use super::{Import, Importer, NoteKind, Source};
use crate::{Member, Path};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

pub const IMPORTER: Importer =
    Importer { id: "acl", title: "ACL LIST, ACL SETUSER, ACL file", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    source.text.lines().any(is_definition)
}

/// Whether a line defines a user.
pub(super) fn is_definition(line: &str) -> bool {
    // Most lines of any text lack the word, and needn't be split.
    let has_word = line.as_bytes().windows(4).any(|word| word.eq_ignore_ascii_case(b"user"));
    has_word && definition(line).is_some()
}

fn read(source: &Source<'_>, import: &mut Import) {
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if line.trim().is_empty() {
            continue;
        }
        let Some(Definition { name, rules, typed }) = definition(line) else {
            let kind = NoteKind::Dropped;
            import.note(kind, start..start + line.len(), "Ignored this line: it doesn't define a user.");
            continue;
        };
        let place = |range: &Range<usize>| start + range.start..start + range.end;
        let line = line.get(..rules.end).unwrap_or(line);
        let in_shell = typed.then(|| shell_words(line)).flatten();
        let unplaced: Vec<Word<'_>> = match &in_shell {
            Some(all) => all.iter().skip(1).cloned().collect(),
            None if typed => typed_words(line, rules.start).collect(),
            None => words(line, rules.start).collect(),
        };
        let words: Vec<Word<'_>> =
            unplaced.into_iter().map(|word| Word { span: place(&word.span), ..word }).collect();
        let mut user = user(source, import, &words);
        let user_name = if let Some(name) = in_shell.as_ref().and_then(|all| all.first()) {
            name.text.to_string()
        } else if typed {
            typed_words(line, name.start).next().map_or_else(String::new, |word| word.text.into_owned())
        } else {
            words_at(line, &name)
        };
        user.places.insert(
            Path::Member(Member::UserName),
            source_map::place(source, import.format, place(&name), &user_name),
        );
        user.draft.user_name = Some(user_name);
        user.label = user.draft.user_name.clone().unwrap_or_default();
        user.span = start..start + line.len();
        import.users.push(user);
    }
}

fn words_at(line: &str, span: &Range<usize>) -> String {
    line.get(span.clone()).unwrap_or_default().trim_matches(['"', '\'']).to_owned()
}

/// Where the name and the rules of a line are.
struct Definition {
    name: Range<usize>,
    rules: Range<usize>,
    /// Whether it is a command as typed into redis-cli, which takes quotes off. In a file or a list they are a part of the words.
    typed: bool,
}

/// The parts of a line, if it defines a user.
fn definition(line: &str) -> Option<Definition> {
    let mut words = words(line, 0).peekable();
    // Prompts (`127.0.0.1:6379>`), numbers of a list (`1)`), the name of a client program.
    let mut first = words.next()?;
    let mut sentence = false;
    for _ in 0..8 {
        if first.text.eq_ignore_ascii_case("acl") || first.text.trim_start_matches('"') == "user" {
            break;
        }
        sentence |= first.text.starts_with(|letter: char| letter.is_alphabetic());
        first = words.next()?;
    }
    if first.text.eq_ignore_ascii_case("acl") {
        words.next().filter(|word| word.text.eq_ignore_ascii_case("setuser"))?;
        let name = typed_words(line, words.peek()?.span.start).next()?;
        return Some(Definition { name: name.span.clone(), rules: name.span.end..line.len(), typed: true });
    }
    if first.text.trim_start_matches('"') != "user" {
        return None;
    }
    let name = words.next()?;
    // A sentence may hold the word `user`, too: what follows must be rules.
    let rules = name.span.end..line.trim_end().trim_end_matches('"').len().max(name.span.end);
    let defines = !sentence && words.peek().is_some_and(|word| is_rule(&word.text));
    defines.then_some(Definition { name: name.span, rules, typed: false })
}

/// The words after `ACL SETUSER` if the line is a shell command: the shell removes quotes and backslashes before redis-cli
/// sees them. A variable's value is written as `${name}`.
fn shell_words(line: &str) -> Option<Vec<Word<'static>>> {
    let source = Source::new(line);
    let commands = bash::read(&source).ok()?;
    let program = |text: &str| matches!(text.rsplit('/').next(), Some("redis-cli" | "valkey-cli"));
    let command =
        commands.into_iter().find(|command| command.words.iter().any(|word| program(word.text())))?;
    let setuser = command.words.iter().position(|word| word.text().eq_ignore_ascii_case("setuser"))?;
    let words = command.words.iter().skip(setuser + 1);
    let words = words.map(|word| Word { text: source.written(word.text()).into(), span: word.span.clone() });
    Some(words.collect())
}

/// The words from a position on, split like redis-cli: quotes may start inside a word and are removed; double quotes have
/// escapes. redis-cli rejects a line with an unclosed quote; here, its word is read without the quote, so that a password is
/// recognized.
fn typed_words(line: &str, from: usize) -> impl Iterator<Item = Word<'_>> {
    let mut at = from;
    core::iter::from_fn(move || {
        let rest = line.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = line.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let plain = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest.get(..plain)?;
        if !word.contains(['"', '\'']) {
            at += plain;
            return Some(Word { text: Cow::Borrowed(word), span: start..at });
        }
        let (text, length) =
            unquoted(rest).unwrap_or_else(|| (word.trim_start_matches(['"', '\'']).to_owned(), plain));
        at += length;
        Some(Word { text: Cow::Owned(text), span: start..at })
    })
}

/// A word with its quotes taken off, and its length as written.
fn unquoted(rest: &str) -> Option<(String, usize)> {
    let mut text: Vec<u8> = Vec::new();
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at).filter(|byte| !byte.is_ascii_whitespace()) {
        at += 1;
        if !matches!(byte, b'"' | b'\'') {
            text.push(byte);
            continue;
        }
        loop {
            let next = *bytes.get(at)?;
            at += 1;
            if next == byte {
                break;
            }
            if next != b'\\' || byte == b'\'' && bytes.get(at) != Some(&b'\'') {
                text.push(next);
                continue;
            }
            let escaped = *bytes.get(at)?;
            at += 1;
            text.push(match escaped {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'b' => 8,
                b'a' => 7,
                b'x' => match rest.get(at..at + 2).and_then(|code| u8::from_str_radix(code, 16).ok()) {
                    Some(code) => {
                        at += 2;
                        code
                    }
                    None => b'x',
                },
                other => other,
            });
        }
        // After the closing quote a word must end.
        if bytes.get(at).is_some_and(|next| !next.is_ascii_whitespace()) {
            return None;
        }
    }
    Some((String::from_utf8(text).ok()?, at))
}

/// The words from a position on, in the quoting of the servers' own client.
pub(super) fn words(line: &str, from: usize) -> impl Iterator<Item = Word<'_>> {
    let mut at = from;
    core::iter::from_fn(move || {
        let rest = line.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = line.get(at..)?;
        let start = at;
        let first = rest.chars().next()?;
        // `1) "user …"`: the quote is around the whole.
        let whole = first == '"' && rest.starts_with("\"user ");
        if matches!(first, '"' | '\'') && !whole {
            let inner = rest.get(1..)?;
            if let Some(end) = inner.find(first) {
                at += end + 2;
                return Some(Word { text: Cow::Borrowed(inner.get(..end)?), span: start..at });
            }
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        at += end;
        let text = rest.get(..end)?;
        Some(Word { text: Cow::Borrowed(text), span: start..at })
    })
}
