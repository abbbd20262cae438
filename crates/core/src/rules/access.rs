//! A request's access strings, parsed once for all rules.

use super::selector;
use super::subject::number;
use super::{Choice, Edit, Finding, Member, Subject};
use crate::stored_form::{self, stored_form};
use crate::{EngineVersion, StoredForm, apply};
use access_string::{AccessString, Command, Effect, Error, Lint, LintKind, Span, Token, TokenKind, parse};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::OnceCell;
use core::ops::Range;

/// An access string of the request, read as the cache would read it.
pub struct Access<'a> {
    /// Which member it is.
    pub member: Member,
    /// Its text.
    pub text: &'a str,
    /// What was parsed: the text, after the current access string if it's appended to a known one.
    pub string: AccessString,
    /// Whether all of it is known, which it isn't for text appended to an unknown string.
    pub complete: bool,
    /// The version it was parsed for.
    pub version: EngineVersion,
    /// The versions it may be for, oldest first.
    versions: &'static [EngineVersion],
    /// The text without surrounding whitespace.
    words: Range<usize>,
    /// Where the member's text begins in the parsed string.
    offset: usize,
    effects: OnceCell<Vec<Effect>>,
    lints: OnceCell<Vec<Lint>>,
    /// Whether some other version accepts all of it, though this one doesn't.
    elsewhere: OnceCell<bool>,
    pattern_after_all: OnceCell<bool>,
    needs_newer: OnceCell<bool>,
}

/// A word as a message quotes it, without anything after a `>` or `<`, which was meant as a password.
pub fn quoted(word: &str) -> String {
    match word.split_once(['>', '<']) {
        Some((before, _)) => format!("{before}>…"),
        None => word.to_owned(),
    }
}

/// The access strings that are present and not blank.
pub fn read<'a>(subject: &Subject<'a>) -> Vec<Access<'a>> {
    let both = subject.given(Member::AccessString) && subject.given(Member::AppendAccessString);
    let version = subject.version();
    let members = [Member::AccessString, Member::AppendAccessString].into_iter();
    let given = members.filter_map(|member| Some((member, subject.text(member)?)));
    let given = given.filter(|(_, text)| !text.trim().is_empty());
    // There is hardly ever more than one, and it's large.
    let mut all = Vec::with_capacity(1);
    all.extend(given.map(|(member, text)| {
        let appended = member == Member::AppendAccessString;
        let before = subject.current().and_then(|user| user.access_string.as_deref());
        let before = before.filter(|_| appended && !both);
        let (whole, offset) = match before {
            Some(before) => (Cow::Owned(format!("{before} {text}")), before.len() + 1),
            None => (Cow::Borrowed(text), 0),
        };
        Access {
            member,
            text,
            string: parse(&whole, version.dialect()),
            complete: !appended || before.is_some(),
            version,
            versions: versions(subject),
            words: text.len() - text.trim_start().len()..text.trim_end().len(),
            offset,
            effects: OnceCell::new(),
            lints: OnceCell::new(),
            elsewhere: OnceCell::new(),
            pattern_after_all: OnceCell::new(),
            needs_newer: OnceCell::new(),
        }
    }));
    all
}

/// The versions that an access string may be for.
fn versions(subject: &Subject<'_>) -> &'static [EngineVersion] {
    const ALL: &[EngineVersion] = &EngineVersion::ALL;
    let (redis, valkey) = ALL.split_at(4);
    if let Some(version) = subject.context.engine_version {
        let at = ALL.iter().position(|known| *known == version);
        return at.and_then(|at| ALL.get(at..=at)).unwrap_or(ALL);
    }
    let versions = match subject.known_engine() {
        Some("redis") => redis,
        Some("valkey") => valkey,
        _ => ALL,
    };
    // Such a user isn't used with older caches.
    let Some(minimum) = subject.minimum_version() else { return versions };
    let first = versions.iter().position(|version| number(version.name()) >= Some(minimum));
    first.and_then(|at| versions.get(at..)).unwrap_or(versions)
}

impl Access<'_> {
    /// A place in the member's text; none for a place in the current access string.
    pub fn place(&self, span: Span) -> Option<Range<usize>> {
        let start = span.start.checked_sub(self.offset)?;
        let end = span.end.checked_sub(self.offset)?;
        (end <= self.text.len()).then_some(start..end)
    }

    /// The text at a place in the parsed string.
    pub fn word(&self, span: Span) -> &str {
        span.slice(&self.string.text)
    }

    /// The tokens of the member's text with their places, without whitespace.
    pub fn tokens(&self) -> impl Iterator<Item = (&Token, Range<usize>)> {
        let words = self.string.tokens.iter().filter(|token| token.kind != TokenKind::Space);
        words.filter_map(|token| Some((token, self.place(token.span)?)))
    }

    /// The errors in the member's text with their places and words, except for words about passwords.
    pub fn errors(&self) -> impl Iterator<Item = (&Error, Range<usize>, &str)> {
        let errors = self.string.errors.iter();
        errors
            .filter_map(|error| Some((error, self.place(error.span)?, self.word(error.span))))
            .filter(|(.., word)| !is_password(word))
    }

    /// The effect of each token of the parsed string.
    fn effects(&self) -> &[Effect] {
        self.effects.get_or_init(|| self.string.effects())
    }

    /// The form in which ElastiCache stores it, where it's the access string of the request.
    pub fn stored(&self) -> Option<StoredForm> {
        let whole = self.member == Member::AccessString && stored_form::reads_alike(&self.string);
        match whole {
            true => stored_form::stored(&self.string, || self.effects()),
            false => stored_form(self.text),
        }
    }

    /// Words that are accepted but hardly intended, with their place; none if it concerns the whole.
    pub fn lints(&self) -> impl Iterator<Item = (&LintKind, Option<Range<usize>>)> {
        let lints = self.lints.get_or_init(|| self.string.lint_with(self.effects()));
        let whole = Span { start: 0, end: self.string.text.len() };
        lints.iter().filter_map(move |lint| {
            if lint.span == whole {
                return Some((&lint.kind, None));
            }
            Some((&lint.kind, Some(self.place(lint.span)?)))
        })
    }

    /// Whether the servers would accept it, and ElastiCache's own rules about passwords and `reset` too.
    pub fn is_accepted(&self) -> bool {
        let refused = |token: &Token| is_password_kind(token.kind) || token.kind == TokenKind::Reset;
        self.string.is_accepted() && !self.string.tokens.iter().any(refused)
    }

    /// The versions it may be for.
    pub fn versions(&self) -> &'static [EngineVersion] {
        self.versions
    }

    /// Whether it's fully known, accepted, and lets the user log in: only then does it matter what's missing.
    pub fn is_live(&self) -> bool {
        self.complete && self.is_accepted() && self.string.user.enabled
    }

    /// Whether its grants matter wherever it's accepted: like [`Self::is_live`], but also if only another version
    /// accepts one of its words. The rights are then those of the other words.
    pub fn may_be_live(&self) -> bool {
        let elsewhere = || {
            let refused = |token: &Token| is_password_kind(token.kind) || token.kind == TokenKind::Reset;
            let accepts = |version: &EngineVersion| parse(&self.string.text, version.dialect()).is_accepted();
            !self.string.tokens.iter().any(refused) && EngineVersion::ALL.iter().any(accepts)
        };
        self.complete
            && self.string.user.enabled
            && (self.is_accepted() || *self.elsewhere.get_or_init(elsewhere))
    }

    /// Whether a version after Redis OSS 6 may read more in it than this one does: rights to read or write a key, selectors,
    /// or a word that this one rejects.
    pub fn needs_newer(&self) -> bool {
        *self.needs_newer.get_or_init(|| self.string.text.contains(['%', '(']) || !self.string.is_accepted())
    }

    /// An edit that removes a word and the whitespace on one side of it; none if nothing would be left.
    pub fn without(&self, place: &Range<usize>) -> Option<Vec<Edit>> {
        let before = self.text.get(..place.start)?;
        let after = self.text.get(place.end..)?;
        // Detects that only whitespace comes before or after it, without scanning all of it for each word.
        let (first, last) = (place.start <= self.words.start, place.end >= self.words.end);
        if first && last {
            return None;
        }
        let (mut start, mut end) = (place.start, place.end);
        if last || before.ends_with(char::is_whitespace) && !after.starts_with(' ') {
            start = before.trim_end().len();
        } else {
            end += after.len() - after.trim_start().len();
        }
        Some(vec![Edit::Replace(self.member.into(), start..end, String::new())])
    }

    /// Whether a word from this place on, outside selectors, decides whether the command is allowed.
    pub fn is_decided_after(&self, at: usize, command: Command) -> bool {
        let later = self.string.user.root.rules.iter().rev();
        later
            .take_while(|rule| self.place(rule.span).is_some_and(|place| place.start >= at))
            .any(|rule| rule.touches(self.string.dialect, command))
    }

    /// The string to parse after these edits; none if they remove the member.
    pub fn edited(&self, subject: &Subject<'_>, edits: &[Edit]) -> Option<AccessString> {
        let fixed = apply(subject.draft, edits);
        let present = self.string.text.get(..self.offset)?;
        Some(parse(&[present, fixed.text_at(&self.member.into())?].concat(), self.string.dialect))
    }

    /// Whether a pattern comes after all keys or channels, which is wrong unless a word in between resets them.
    pub fn has_pattern_after_all(&self) -> bool {
        let after = |all: TokenKind, is_pattern: fn(TokenKind) -> bool| {
            let later = self.string.tokens.iter().skip_while(move |token| token.kind != all);
            later.map(|token| token.kind).any(is_pattern)
        };
        *self.pattern_after_all.get_or_init(|| {
            after(TokenKind::AllKeys, |kind| matches!(kind, TokenKind::Keys(_)))
                || after(TokenKind::AllChannels, |kind| kind == TokenKind::Channels)
        })
    }

    /// An edit that adds words after the last one.
    pub fn append(&self, words: &str) -> Vec<Edit> {
        let mut with = String::with_capacity(words.len() + 1);
        with.push(' ');
        with.push_str(words);
        self.replace(&(self.words.end..self.words.end), with)
    }

    /// An edit that replaces a word.
    pub fn replace(&self, place: &Range<usize>, with: impl Into<String>) -> Vec<Edit> {
        vec![Edit::Replace(self.member.into(), place.clone(), with.into())]
    }
}

/// Whether a possibly invalid word is about a password, and so must not be repeated.
pub fn is_password(word: &str) -> bool {
    word.starts_with(['>', '<', '#', '!'])
}

/// Whether a word is about all commands, and so overrides every command rule before it.
pub fn is_sweeping(kind: TokenKind) -> bool {
    match kind {
        TokenKind::AllCommands | TokenKind::NoCommands => true,
        TokenKind::Category { category, .. } => category.name() == "all",
        _ => false,
    }
}

/// Whether a word allows or denies commands.
pub fn is_about_commands(word: &str) -> bool {
    word.starts_with(['+', '-'])
        || ["allcommands", "nocommands"].iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a token is about passwords.
pub fn is_password_kind(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::NoPass
            | TokenKind::ResetPass
            | TokenKind::AddPassword
            | TokenKind::RemovePassword
            | TokenKind::AddHash
            | TokenKind::RemoveHash
    )
}

/// A version as people write it: `Valkey 9.1`.
pub fn version_name(version: EngineVersion) -> String {
    match version.name().split_once('-') {
        Some(("redis", number)) => format!("Redis OSS {number}"),
        Some((_, number)) => format!("Valkey {number}"),
        None => version.name().to_owned(),
    }
}

impl Finding {
    /// Adds the words that a wrong one may be meant to be, each as a choice.
    pub fn suggestions(
        &mut self,
        subject: &Subject<'_>,
        access: &Access<'_>,
        error: &Error,
        place: &Range<usize>,
    ) {
        // Similar words are searched for among all commands.
        if !subject.may_look_up() {
            return;
        }
        let word = access.text.get(place.clone()).unwrap_or_default();
        if let Some(pattern) = pattern_meant(word) {
            if fits(access, place, &pattern) {
                self.fix(Choice, format!("Use `{pattern}`, a key pattern"), access.replace(place, pattern));
            }
            return;
        }
        for word in access.string.suggestions(error).iter().filter(|word| fits(access, place, word)) {
            self.fix(Choice, format!("Use `{word}`"), access.replace(place, word.as_str()));
        }
    }
}

/// The key pattern that a word without its `~` may be: `-app:*`, `app:*`.
pub fn pattern_meant(word: &str) -> Option<String> {
    let name = word.strip_prefix(['+', '-']).unwrap_or(word);
    let is_bare = name.len() == word.len();
    let looks = name.contains(':') || is_bare && name.len() > 1 && name.ends_with('*');
    let starts = name.starts_with(|first: char| first.is_alphanumeric() || first == '{');
    let odd = |letter: char| "()<>|@~&%#!'\"`\\".contains(letter) || letter.is_whitespace();
    (looks && starts && !name.contains(odd)).then(|| format!("~{name}"))
}

/// Whether a word may be inserted here: no pattern comes after all keys or channels, and no module command is
/// guessed.
fn fits(access: &Access<'_>, place: &Range<usize>, word: &str) -> bool {
    let any = |is: fn(TokenKind) -> bool, before: bool| {
        access.tokens().any(|(token, span)| is(token.kind) && (span.start < place.start) == before)
    };
    let is_all = |kind| matches!(kind, TokenKind::AllKeys | TokenKind::AllChannels);
    let is_pattern = |kind| matches!(kind, TokenKind::Keys(_) | TokenKind::Channels);
    match word {
        "~*" | "&*" | "allkeys" | "allchannels" => !any(is_pattern, false),
        _ if word.starts_with(['~', '&', '%']) => !any(is_all, true),
        // A word about the user doesn't belong in parentheses.
        _ if selector::is_user_word(word) => {
            !access.text.get(..place.start).is_some_and(|text| text.contains('('))
        }
        _ => {
            let name = word.trim_start_matches(['+', '-']);
            access.string.dialect.command(name).is_none_or(|command| !command.is_of_module())
        }
    }
}
