//! What a server says of its users, and what is said to it: `ACL LIST`, `ACL SETUSER name …`, the `user` lines of an ACL file.

use super::source_map::{self, SourceMap};
use super::{Import, Imported, Importer, NoteKind, Placeholder, Source, access_string};
use crate::{AuthenticationMode, Draft, Member, Operation, Path, Secret};
use std::borrow::Cow;
use std::ops::Range;

pub const IMPORTER: Importer =
    Importer { id: "acl", title: "ACL LIST, ACL SETUSER, ACL file", recognises, read };

fn recognises(source: &Source<'_>) -> bool {
    source.text.lines().any(|line| definition(line).is_some())
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
    words.peek().is_some_and(|word| access_string::is_rule(&word.text)).then_some((name.span, rules))
}

/// A word of a line, its quotes taken off.
pub(super) struct Word<'a> {
    pub text: Cow<'a, str>,
    pub span: Range<usize>,
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

/// A user of these rules. What an access string of ElastiCache must not hold is taken out: passwords go where passwords
/// belong, hashes cannot be used at all.
pub(super) fn user(source: &Source<'_>, import: &mut Import, words: &[Word<'_>]) -> Imported {
    let mut user = Imported { operation: Operation::CreateUser, ..Imported::default() };
    let mut rules: Vec<&str> = Vec::new();
    let mut secrets: Vec<Secret> = Vec::new();
    let mut rule_spans: Vec<Range<usize>> = Vec::new();
    let mut secret_spans: Vec<Range<usize>> = Vec::new();
    let mut no_password = false;
    let mut type_span: Option<Range<usize>> = None;
    for word in words {
        let text: &str = &word.text;
        let mut chars = text.chars();
        match chars.next() {
            Some('>') => {
                import.note(NoteKind::Changed, word.span.clone(), "A password has no place in an access string of ElastiCache. It was put into the password field.");
                secrets.push(Secret::new(chars.as_str().to_owned()));
                secret_spans.push(word.span.clone());
                import.secrets.push(word.span.clone());
            }
            Some('#') => {
                import.note(
                    NoteKind::Unknown,
                    word.span.clone(),
                    "This is the hash of a password. ElastiCache takes passwords only: type the password.",
                );
                user.placeholders.push(Placeholder {
                    path: Path::ModePassword(secrets.len()),
                    name: "a password given as its hash".to_owned(),
                    written: None,
                    span: word.span.clone(),
                });
                secrets.push(Secret::default());
                secret_spans.push(word.span.clone());
            }
            Some('<' | '!') => {
                import.secrets.push(word.span.clone());
                import.note(
                    NoteKind::Dropped,
                    word.span.clone(),
                    "This takes a password away, and has no place in an access string of ElastiCache.",
                );
            }
            _ if text.eq_ignore_ascii_case("nopass") => {
                import.note(
                    NoteKind::Changed,
                    word.span.clone(),
                    "nopass became the authentication mode no-password-required.",
                );
                no_password = true;
                type_span = Some(word.span.clone());
                secrets.clear();
                secret_spans.clear();
                user.placeholders.clear();
            }
            _ if text.eq_ignore_ascii_case("resetpass") => {
                import.note(
                    NoteKind::Dropped,
                    word.span.clone(),
                    "resetpass has no place in an access string of ElastiCache.",
                );
                no_password = false;
                secrets.clear();
                secret_spans.clear();
                user.placeholders.clear();
            }
            _ if text.eq_ignore_ascii_case("reset") => {
                import.note(
                    NoteKind::Dropped,
                    word.span.clone(),
                    "reset has no place in an access string of ElastiCache; a new user starts empty.",
                );
                no_password = false;
                secrets.clear();
                secret_spans.clear();
                user.placeholders.clear();
                rules.clear();
                rule_spans.clear();
            }
            None => {}
            _ => {
                rules.push(text);
                rule_spans.push(word.span.clone());
            }
        }
    }
    let kind = if no_password && secrets.is_empty() { Some("no-password-required") } else { None };
    let kind = kind.or((!secrets.is_empty()).then_some("password"));
    if let Some(span) = secret_spans.first().cloned().or(type_span).filter(|_| kind.is_some()) {
        user.places.insert(Path::ModeType, source_map::place(source, import.format, span, ""));
    }
    places(&mut user.places, source, import.format, &rules.join(" "), &rule_spans, secret_spans);
    user.draft = Draft { access_string: Some(rules.join(" ")), ..Draft::default() };
    user.draft.authentication_mode = kind.map(|kind| AuthenticationMode {
        kind: Some(kind.to_owned()),
        passwords: (!secrets.is_empty()).then_some(secrets),
    });
    user
}

fn places(
    places: &mut SourceMap,
    source: &Source<'_>,
    format: Option<&str>,
    rules: &str,
    rule_spans: &[Range<usize>],
    secret_spans: Vec<Range<usize>>,
) {
    if let (Some(first), Some(last)) = (rule_spans.first(), rule_spans.last()) {
        let place = source_map::place(source, format, first.start..last.end, rules);
        places.insert(Path::Member(Member::AccessString), place);
    }
    for (n, span) in secret_spans.into_iter().enumerate() {
        places.insert(Path::ModePassword(n), source_map::place(source, format, span, ""));
    }
}
