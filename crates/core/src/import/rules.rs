//! A user's rules as a server reads them: the words of `ACL SETUSER`, or an access string.

use super::draft::say_unknown;
use super::source_map::{self, SourceMap};
use super::syntax::template;
use super::{Import, Imported, NoteKind, Placeholder, Source};
use crate::{AuthenticationMode, Draft, Member, Operation, Password, Path};
use alloc::borrow::{Cow, ToOwned};
use alloc::vec::Vec;
use core::ops::Range;

const HASH: &str = "a password's hash";

/// A word of a line, its quotes taken off.
#[derive(Clone)]
pub(super) struct Word<'a> {
    pub text: Cow<'a, str>,
    pub span: Range<usize>,
}

/// A user with these rules. What an ElastiCache access string can't contain is removed: passwords become the user's
/// passwords, and hashes can't be used at all.
pub(super) fn user(source: &Source<'_>, import: &mut Import, words: &[Word<'_>]) -> Imported {
    let mut user = Imported { operation: Operation::CreateUser, ..Imported::default() };
    let mut rules: Vec<&str> = Vec::new();
    let mut secrets: Vec<Password> = Vec::new();
    let mut rule_spans: Vec<Range<usize>> = Vec::new();
    let mut secret_spans: Vec<Range<usize>> = Vec::new();
    let mut no_password = false;
    let mut type_span: Option<Range<usize>> = None;
    for word in words {
        let text: &str = &word.text;
        let mut chars = text.chars();
        match chars.next() {
            Some('>') => {
                import.note(NoteKind::Changed, word.span.clone(), "Passwords don't belong in an ElastiCache access string. This one was moved to the password field.");
                let path = Path::ModePassword(secrets.len());
                if template::mark(&path, chars.as_str()).is_some() {
                    // What is around the mark of a password is a part of the password.
                    user.placeholders.push(Placeholder {
                        path,
                        name: "a template placeholder".to_owned(),
                        written: None,
                        reference: None,
                        span: word.span.clone(),
                    });
                }
                secrets.push(Password::new(chars.as_str().to_owned()));
                secret_spans.push(word.span.clone());
                import.secrets.push(word.span.clone());
            }
            Some('#') => {
                import.note(
                    NoteKind::Unknown,
                    word.span.clone(),
                    "This is the hash of a password. ElastiCache accepts only passwords: enter the password.",
                );
                user.placeholders.push(Placeholder {
                    path: Path::ModePassword(secrets.len()),
                    name: HASH.to_owned(),
                    written: None,
                    reference: None,
                    span: word.span.clone(),
                });
                secrets.push(Password::default());
                secret_spans.push(word.span.clone());
            }
            Some('<' | '!') => {
                import.secrets.push(word.span.clone());
                import.note(
                    NoteKind::Dropped,
                    word.span.clone(),
                    "This removes a password, which an ElastiCache access string can't do.",
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
                    "ElastiCache access strings don't support resetpass.",
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
                    "ElastiCache access strings don't support reset; a new user starts empty.",
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
    let access_string = rules.join(" ");
    let path = Path::Member(Member::AccessString);
    if let Some(mark) = template::mark(&path, &access_string)
        && let (Some(first), Some(last)) = (rule_spans.first(), rule_spans.last())
    {
        let name = access_string.get(mark).unwrap_or_default().to_owned();
        let span = first.start..last.end;
        user.placeholders.push(Placeholder {
            path,
            name,
            written: Some(access_string.clone()),
            reference: None,
            span,
        });
    }
    for open in user.placeholders.iter().filter(|open| open.name != HASH) {
        import.note(NoteKind::Unknown, open.span.clone(), say_unknown(open));
    }
    user.draft = Draft { access_string: Some(access_string), ..Draft::default() };
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

/// Whether a word can be one of a user's rules. Inside a selector the first and last words have parentheses.
pub(super) fn is_rule(word: &str) -> bool {
    let word = word.trim_start_matches('(').trim_end_matches(')');
    if word.is_empty() {
        return true;
    }
    if let Some(letters) = word.strip_prefix('%') {
        return letters.contains('~')
            || ["r", "w", "rw", "wr"].contains(&letters.to_ascii_lowercase().as_str());
    }
    // `-` and `+` are followed by a command or category; an option of a program has two dashes.
    if let Some(name) = word.strip_prefix(['+', '-']) {
        return name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '@');
    }
    word.starts_with(['~', '&', '>', '#', '<', '!'])
        || word.to_ascii_lowercase().starts_with("db=")
        || access_string::KEYWORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}
