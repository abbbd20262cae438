//! What a server says of its users, and what is said to it: `ACL LIST`, `ACL SETUSER name …`, the `user` lines of an ACL file.

use super::rules::{Word, is_rule, user};
use super::source_map;
use super::{Import, Importer, NoteKind, Source};
use crate::{Member, Path};
use std::borrow::Cow;
use std::ops::Range;

pub const IMPORTER: Importer =
    Importer { id: "acl", title: "ACL LIST, ACL SETUSER, ACL file", recognises, read };

fn recognises(source: &Source<'_>) -> bool {
    source.text.lines().any(is_definition)
}

/// Whether a line defines a user.
pub(super) fn is_definition(line: &str) -> bool {
    definition(line).is_some()
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
        let Some((name, rules)) = definition(line) else {
            let kind = NoteKind::Dropped;
            import.note(kind, start..start + line.len(), "This line defines no user, and was left out.");
            continue;
        };
        let place = |range: &Range<usize>| start + range.start..start + range.end;
        let line = line.get(..rules.end).unwrap_or(line);
        let words: Vec<Word<'_>> =
            words(line, rules.start).map(|word| Word { span: place(&word.span), ..word }).collect();
        let mut user = user(source, import, &words);
        let user_name = words_at(line, &name);
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

/// Where the name and the rules of a line stand, if it defines a user.
fn definition(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut words = words(line, 0).peekable();
    // Prompts (`127.0.0.1:6379>`), numbers of a list (`1)`), the name of a client program.
    let mut first = words.next()?;
    for _ in 0..8 {
        if first.text.eq_ignore_ascii_case("acl") || first.text.trim_start_matches('"') == "user" {
            break;
        }
        first = words.next()?;
    }
    if first.text.eq_ignore_ascii_case("acl") {
        words.next().filter(|word| word.text.eq_ignore_ascii_case("setuser"))?;
        let name = words.next()?;
        return Some((name.span.clone(), name.span.end..line.len()));
    }
    if first.text.trim_start_matches('"') != "user" {
        return None;
    }
    let name = words.next()?;
    // A sentence may hold the word `user`, too: what follows must be rules.
    let rules = name.span.end..line.trim_end().trim_end_matches('"').len().max(name.span.end);
    words.peek().is_some_and(|word| is_rule(&word.text)).then_some((name.span, rules))
}

/// The words from a position on, in the quoting of the servers' own client.
pub(super) fn words(line: &str, from: usize) -> impl Iterator<Item = Word<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
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
