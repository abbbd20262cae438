//! What was found out about each word.

use super::Effect;
use crate::lex::Span;
use crate::parse::{AccessString, Token, TokenKind};
use crate::tables::Table;
use alloc::vec::Vec;

/// The effects of all tokens, as far as they are known.
pub(super) struct Marks<'a> {
    pub(super) access: &'a AccessString,
    pub(super) table: &'static Table,
    pub(super) effects: Vec<Effect>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(access: &'a AccessString) -> Self {
        let effects = access.tokens.iter().map(|token| match token.kind {
            TokenKind::Invalid => Effect::Refused,
            TokenKind::Ignored | TokenKind::Empty => Effect::Ignored,
            TokenKind::SanitizePayload | TokenKind::SkipSanitizePayload
                if !access.dialect.engine.shows_payload_flag() =>
            {
                Effect::Ignored
            }
            _ => Effect::Works,
        });
        Self { access, table: access.dialect.table(), effects: effects.collect() }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.access.tokens.get(at)
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.token(at).map(|token| token.span).unwrap_or_default()
    }

    pub(super) fn set(&mut self, at: usize, effect: Effect) {
        if let Some(current) = self.effects.get_mut(at)
            && !matches!(current, Effect::Refused | Effect::Ignored)
        {
            *current = effect;
        }
    }

    /// The first argument of a word, with its bar. A word with two is accepted only by Redis 6, which splits at the first.
    pub(super) fn argument(&self, at: usize) -> &'a [u8] {
        let text = self.span(at).slice(&self.access.text).as_bytes();
        let bar = text.iter().position(|&byte| byte == b'|');
        text.get(bar.unwrap_or(0)..).unwrap_or_default()
    }
}
