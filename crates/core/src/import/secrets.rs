//! Where the text's passwords are, and which of its lines may contain one that wasn't found.

use super::source_map::Place;
use super::spans;
use super::{Import, Imported};
use crate::{Member, Path};
use alloc::vec::Vec;
use core::ops::Range;

/// This many passwords of a user are looked for in all of the text, if they have this many bytes: a shorter one is in many words.
const MOST_PASSWORDS: usize = 10;
const SHORTEST: usize = 6;

/// Whether a member of this name is likely to hold a password.
pub(super) fn is_secret_name(name: &str) -> bool {
    mentions(name).next().is_some()
}

/// Completes [`Import::secrets`] and [`Import::uncertain`] when all users are read.
pub(super) fn find(text: &str, import: &mut Import) {
    let mut secrets = core::mem::take(&mut import.secrets);
    for user in &import.users {
        // A variable may have brought the password from elsewhere in the text.
        for (_, password) in user.draft.all_passwords().take(MOST_PASSWORDS) {
            let value = password.expose();
            if value.len() >= SHORTEST {
                secrets.extend(text.match_indices(value).map(|(at, found)| at..at + found.len()));
            }
        }
        for (path, place) in user.places.iter() {
            if holds_secret(path) && !is_list(user, path) {
                secrets.push(place.literal.clone());
            }
            if is_access_string(path) {
                rules(text, user, path, place, &mut secrets);
            }
        }
    }
    import.secrets = merged(secrets);
    import.uncertain = uncertain(text, import);
}

fn holds_secret(path: &Path) -> bool {
    match path {
        Path::Unknown(name) => is_secret_name(name),
        path => path.is_secret(),
    }
}

/// Whether the passwords in a list have separate places.
fn is_list(user: &Imported, path: &Path) -> bool {
    let first = match path {
        Path::Member(Member::Passwords) => Path::Password(0),
        Path::ModePasswords => Path::ModePassword(0),
        _ => return false,
    };
    user.places.get(&first).is_some()
}

fn is_access_string(path: &Path) -> bool {
    matches!(path, Path::Member(Member::AccessString | Member::AppendAccessString))
}

/// The `>password` and `<password` words of an access string.
fn rules(text: &str, user: &Imported, path: &Path, place: &Place, secrets: &mut Vec<Range<usize>>) {
    let value = match (user.draft.text_at(path), &place.verbatim) {
        (Some(value), _) => value,
        (None, _) => text.get(place.literal.clone()).unwrap_or_default(),
    };
    let mut found = password_rules(value).peekable();
    match &place.verbatim {
        Some(verbatim) => {
            secrets.extend(found.map(|word| verbatim.start + word.start..verbatim.start + word.end))
        }
        None if found.peek().is_some() => secrets.push(place.literal.clone()),
        None => {}
    }
}

/// The words of an access string that add or remove a password or its hash, or were meant to: those that lack the blank before
/// the `>`, too. Patterns may hold such characters.
fn password_rules(value: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    value.split_inclusive(char::is_whitespace).filter_map(move |piece| {
        let (start, word) = (at, piece.trim_end());
        at += piece.len();
        let rule =
            word.starts_with(['#', '!']) || word.contains(['>', '<']) && !word.starts_with(['~', '&', '%']);
        (rule && word.len() > 1).then(|| start..start + word.len())
    })
}

/// Words of rules that add or remove a password.
fn password_words(value: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    core::iter::from_fn(move || {
        loop {
            let rest = value.get(at..)?;
            let start = at + rest.find(['>', '<'])?;
            let before = value.get(..start)?.chars().next_back();
            let rest = value.get(start..)?;
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            if before.is_none_or(|letter| letter.is_whitespace() || "\"'(=,:[".contains(letter)) && length > 1
            {
                at = start + length;
                return Some(start..at);
            }
            at = start + 1;
        }
    })
}

/// The lines that may hold a password with no certain place: those that name one, or look like a rule that adds one, outside
/// of everything that was read as something else. Of text that wasn't wholly read, all of it.
fn uncertain(text: &str, import: &Import) -> Vec<Range<usize>> {
    let known = merged(known(import));
    let is_known = |at: usize| {
        let next = known.partition_point(|range| range.start <= at);
        next.checked_sub(1).and_then(|n| known.get(n)).is_some_and(|range| at < range.end)
    };
    let reads_input = text.contains("/dev/stdin") || text.contains("/dev/fd/");
    let unread = import.format.is_none() || !import.errors.is_empty();
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut goes_on = false;
    for line in text.split_inclusive('\n') {
        let found = mentions(line).any(|at| !is_known(start + at))
            || password_words(line).any(|word| {
                let folded = line.get(word.clone()).is_some_and(|word| {
                    word.trim_start_matches(['>', '<', '-', '+', '='])
                        .trim_matches(|c: char| c.is_ascii_digit())
                        .is_empty()
                });
                !folded && !is_known(start + word.start)
            })
            || is_credential(line)
            || reads_input && feeds(line);
        let end = start + line.len();
        if found || goes_on {
            if unread {
                return core::iter::once(0..text.len()).collect();
            }
            lines.push(start..end);
            goes_on =
                line.trim_end().ends_with(['\\', '^', '`', ':', '=', '[', '(', '{', ',', '|', '>', '-', '+']);
        }
        start = end;
    }
    merged(lines)
}

/// Whether a line signs in to something: curl's option for a user, or an address with a name and a password.
fn is_credential(line: &str) -> bool {
    let signs_in = |word: &str| {
        let word = word.trim_start_matches(['"', '\'']);
        word.starts_with("-u") || word.starts_with("-U") || word.contains("-user")
    };
    let in_address = |rest: &str| {
        let authority = rest.split(['/', '?', '#', '"', '\'']).next().unwrap_or_default();
        authority
            .split_once('@')
            .is_some_and(|(user, _)| user.contains(':') && !user.contains(char::is_whitespace))
    };
    line.split_whitespace().any(|word| word.ends_with("curl") || word.ends_with("wget"))
        && line.split_whitespace().any(signs_in)
        || line.split("://").skip(1).any(in_address)
}

/// Whether a line passes input to another program: through a pipe, or as a here-string.
fn feeds(line: &str) -> bool {
    line.contains("<<<") || line.contains('|') && (line.contains("echo") || line.contains("print"))
}

/// What was read as a member with a known meaning, names and values; the values that hold passwords are masked by themselves.
fn known(import: &Import) -> Vec<Range<usize>> {
    let mut known = import.secrets.clone();
    for user in &import.users {
        for (path, place) in user.places.iter() {
            if matches!(path, Path::Unknown(_)) {
                continue;
            }
            known.extend(place.key.clone());
            let leaf = user.draft.text_at(path).is_some()
                || matches!(path, Path::Member(Member::NoPasswordRequired));
            if leaf {
                known.push(place.literal.clone());
            }
        }
        known.extend(user.placeholders.iter().map(|open| open.span.clone()));
    }
    known
}

/// Where the text mentions passwords, except for saying that none is needed.
fn mentions(text: &str) -> impl Iterator<Item = usize> {
    const WORDS: [&[u8]; 4] = [b"passw", b"pwd", b"secret", b"token"];
    const REQUIRED: &[u8] = b"required";
    let bytes = text.as_bytes();
    let starts = |at: usize, word: &[u8]| {
        bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    let is_mention = move |at: &usize| {
        let word = "password".len();
        let none = || starts(at + word, REQUIRED) || starts(at + word + 1, REQUIRED);
        WORDS.iter().any(|word| starts(*at, word)) && !none()
    };
    // Few letters begin one of the words.
    let begins = |(_, byte): &(usize, &u8)| matches!(byte.to_ascii_lowercase(), b'p' | b's' | b't');
    bytes.iter().enumerate().filter(begins).map(|(at, _)| at).filter(is_mention)
}

/// In order, and no two of them overlapping.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| range.start < range.end);
    let ranges = spans::sorted(ranges);
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::import::import;

    #[test]
    fn a_password_from_a_variable_is_found_at_its_literal() {
        for text in [
            "PW='canary-canary-1' && aws elasticache create-user --user-id a --passwords \"$PW\"",
            "for p in canary-canary-1; do aws elasticache create-user --user-id a --passwords \"$p\"; done",
            "X=canary-canary-1; Y=$X; aws elasticache create-user --user-id a --passwords $Y",
        ] {
            let read = import(text);
            let at = text.find("canary").unwrap();
            let hidden = |ranges: &[std::ops::Range<usize>]| ranges.iter().any(|range| range.contains(&at));
            let known = read
                .users
                .iter()
                .any(|user| user.draft.all_passwords().any(|(_, password)| !password.expose().is_empty()));
            assert!(!known || hidden(&read.secrets), "{text}: {:?}", read.secrets);
            assert!(text.starts_with("for") || known, "{text}");
        }
    }

    #[test]
    fn misplaced_passwords_are_found() {
        for word in ["get>canary", "on>canary", ">canary", "#5e884898da", "!5e884898da", "nopass<canary"] {
            let text = format!(r#"{{"UserId": "a", "AccessString": "on ~a>b &<x {word} +get"}}"#);
            let found: Vec<&str> = import(&text).secrets.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, [word], "{text}");
        }
    }
}
