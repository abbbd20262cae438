//! An access string in plain English: one sentence for the whole, and one for each word.
//!
//! Everything is derived from the resulting user: the sentence from
//! [`Rights`](crate::Rights), the words from [`Effect`]s.

mod clauses;
mod sentence;
mod word;

use crate::effect::Effect;
use crate::error::Error;
use crate::lex::Span;
use crate::parse::{AccessString, TokenKind};
use crate::sorted::by_number;
use alloc::string::String;
use alloc::vec::Vec;

/// An access string, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Explanation {
    /// What the user may and may not do, in a sentence, plus one for each selector.
    pub sentence: String,
    /// One for every token except whitespace, in order.
    pub words: Vec<Explained>,
}

/// What a word means, and its effect in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Explained {
    /// The word's place.
    pub span: Span,
    /// A sentence or two. A password is never part of it.
    pub text: String,
    /// The same as data.
    pub effect: Effect,
}

impl AccessString {
    /// Explains it in plain English.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let explanation = parse("on ~app::* -@all +@read -@dangerous", Engine::Valkey80).explain();
    /// assert_eq!(
    ///     explanation.sentence,
    ///     "Can log in; may read keys that start with \"app::\"; may not write, publish, subscribe, run scripts, \
    ///      run dangerous commands or administer the server.",
    /// );
    /// assert_eq!(explanation.words[1].text, "Allows keys that start with \"app::\", for reading and writing.");
    /// ```
    #[must_use]
    pub fn explain(&self) -> Explanation {
        self.explained(None)
    }

    /// The same if it isn't known which channels a new user may use, as on a server whose `acl-pubsub-default` is
    /// unknown. Without a channel rule, the sentence has `clause` instead of an answer.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let access = parse("on ~* +publish", Engine::Valkey80);
    /// let explanation = access.explain_without_default("channels depend on the server");
    /// assert_eq!(explanation.sentence, "Can log in; may run only PUBLISH; channels depend on the server.");
    /// ```
    #[must_use]
    pub fn explain_without_default(&self, clause: &str) -> Explanation {
        self.explained(Some(clause))
    }

    fn explained(&self, undecided: Option<&str>) -> Explanation {
        let effects = self.effects();
        let errors: Vec<&Error> = by_number(self.errors.iter().collect(), |error| error.span.start);
        let error_at = |span: Span| {
            let n = errors.binary_search_by_key(&span.start, |error| error.span.start).ok()?;
            errors.get(n).copied().filter(|error| error.span == span)
        };
        // A word that repeats a default isn't redundant if the default is unknown.
        let effects = effects.into_iter().zip(&self.tokens).map(|(effect, token)| match token.kind {
            TokenKind::Channels | TokenKind::AllChannels | TokenKind::ResetChannels
                if undecided.is_some() && effect == Effect::Already { by: None } =>
            {
                Effect::Works
            }
            _ => effect,
        });
        let words = self.tokens.iter().enumerate().zip(effects);
        let words = words.filter(|((_, token), _)| token.kind != TokenKind::Space);
        Explanation {
            sentence: sentence::sentence(self, undecided),
            words: words
                .map(|((at, token), effect)| Explained {
                    span: token.span,
                    text: word::text(self, at, token, effect, error_at(token.span)),
                    effect,
                })
                .collect(),
        }
    }
}
