//! The effect of each word in the end: whether it works, is redundant, or is undone later.

mod commands;
mod marks;
mod patterns;
mod switch;

use crate::access::Access;
use crate::lex::Span;
use crate::parse::{AccessString, TokenKind};
use crate::user::Databases;
use alloc::vec::Vec;
use commands::Word;
use marks::Marks;
pub(crate) use patterns::plain_pattern;
use patterns::{HEADS, Patterns};
use switch::Switch;

/// The effect of a word on the resulting user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "kind", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Effect {
    /// It matters: without it the user would differ. In rare cases this is reported for a word that denies what words
    /// further on also deny, or allow again.
    Works,
    /// It matters, but later words override it for some commands.
    Partly {
        /// How many commands and subcommands.
        undone: usize,
    },
    /// It repeats what was already so.
    Already {
        /// Because of this word; none if it's a new user's default.
        by: Option<Span>,
    },
    /// A later word does the same.
    Repeated {
        /// That word.
        by: Span,
    },
    /// A later word overrides it.
    Undone {
        /// That word.
        by: Span,
    },
    /// The server accepts it but ignores it.
    Ignored,
    /// The server rejects it.
    Refused,
}

impl Effect {
    /// Whether the user would be the same without the word.
    #[must_use]
    pub fn is_useless(self) -> bool {
        !matches!(self, Self::Works | Self::Partly { .. } | Self::Refused)
    }
}

impl AccessString {
    /// The effect of each token, in the order of [`tokens`](Self::tokens); for whitespace and
    /// parentheses that is [`Effect::Works`], unless their selector is dropped.
    ///
    /// ```
    /// use access_string::{parse, Effect, Engine};
    /// let access = parse("+set -@all +@read +get", Engine::Valkey80);
    /// let effects: Vec<Effect> = access.effects().into_iter().step_by(2).collect();
    /// let [set, all, read, get] = effects[..] else { panic!() };
    /// let span = |n: usize| access.tokens[2 * n].span;
    /// assert_eq!(set, Effect::Undone { by: span(1) });
    /// assert_eq!(all, Effect::Works);
    /// assert_eq!(read, Effect::Works);
    /// assert_eq!(get, Effect::Already { by: Some(span(2)) });
    /// ```
    #[must_use]
    pub fn effects(&self) -> Vec<Effect> {
        let mut scopes = Scopes::new(self);
        let mut root = Vec::new();
        let mut inside: Vec<usize> = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Space => {}
                TokenKind::Open => inside = vec![at],
                TokenKind::Close => {
                    inside.push(at);
                    scopes.selector(core::mem::take(&mut inside));
                }
                _ if token.in_selector && !inside.is_empty() => inside.push(at),
                TokenKind::ClearSelectors => scopes.clear_selectors(at),
                TokenKind::Reset => {
                    scopes.clear_selectors(at);
                    root.extend(scopes.cleared.take());
                    for word in core::mem::take(&mut root) {
                        scopes.marks.set(word, Effect::Undone { by: token.span });
                    }
                    scopes.marks.set(at, Effect::Works);
                }
                _ => root.push(at),
            }
        }
        scopes.selector(inside);
        scopes.scope(&root);
        scopes.marks.effects
    }
}

/// The words of each scope: of the root, and of each selector.
struct Scopes<'a> {
    marks: Marks<'a>,
    /// The words of the selectors that live.
    selectors: Vec<Vec<usize>>,
    /// The last word that removed selectors.
    cleared: Option<usize>,
}

impl<'a> Scopes<'a> {
    fn new(access: &'a AccessString) -> Self {
        Self { marks: Marks::new(access), selectors: Vec::new(), cleared: None }
    }

    fn selector(&mut self, words: Vec<usize>) {
        if !words.is_empty() {
            self.scope(&words);
            self.selectors.push(words);
        }
    }

    fn clear_selectors(&mut self, at: usize) {
        if self.selectors.is_empty() {
            let by = self.cleared.map(|by| self.marks.span(by));
            self.marks.set(at, Effect::Already { by });
            return;
        }
        let by = self.marks.span(at);
        if let Some(earlier) = self.cleared.replace(at) {
            self.marks.set(earlier, Effect::Repeated { by });
        }
        for word in core::mem::take(&mut self.selectors).into_iter().flatten() {
            self.marks.set(word, Effect::Undone { by });
        }
    }

    /// The words of the root, or of one selector.
    fn scope(&mut self, words: &[usize]) {
        let dialect = self.marks.access.dialect;
        let channels = dialect.all_channels && dialect.engine.has_channels();
        let mut login = Switch::new(false);
        let mut payload = Switch::new(true);
        let mut databases = Switch::new(Databases::All);
        let mut keys = Patterns::new(false, HEADS);
        // A wider channel doesn't make another one useless: PSUBSCRIBE wants its pattern word by word.
        let mut pubsub = Patterns::new(channels, 0);
        let mut words_about_commands = Vec::new();
        for &at in words {
            let Some(token) = self.marks.token(at) else { continue };
            match token.kind {
                TokenKind::On | TokenKind::Off => login.to(&mut self.marks, at, token.kind == TokenKind::On),
                TokenKind::SanitizePayload | TokenKind::SkipSanitizePayload => {
                    payload.to(&mut self.marks, at, token.kind == TokenKind::SanitizePayload);
                }
                TokenKind::AllDatabases => databases.to(&mut self.marks, at, Databases::All),
                TokenKind::ResetDatabases => databases.to(&mut self.marks, at, Databases::Only(Vec::new())),
                // The numbers aren't read again: two such words count as different.
                TokenKind::Databases => databases.to(&mut self.marks, at, Databases::Only(vec![u32::MAX])),
                TokenKind::AllKeys => keys.all(&mut self.marks, at, true),
                TokenKind::ResetKeys => keys.all(&mut self.marks, at, false),
                TokenKind::Keys(access) => keys.add(&mut self.marks, at, access),
                TokenKind::AllChannels => pubsub.all(&mut self.marks, at, true),
                TokenKind::ResetChannels => pubsub.all(&mut self.marks, at, false),
                TokenKind::Channels => pubsub.add(&mut self.marks, at, Access::BOTH),
                _ => words_about_commands.extend(Word::new(at, token.kind, self.marks.table)),
            }
        }
        commands::mark(&mut self.marks, &words_about_commands);
    }
}
