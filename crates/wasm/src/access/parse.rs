//! The words of an access string, and what is wrong with them.

use super::{read, span};
use crate::view::{Refusal, Span};
use access_string::{AccessString, TokenKind};
use elasticache_user::utf16::Units;
use serde::Serialize;
use serde_json::Value;
use tsify::Tsify;

/// The result of `accessString.parse`.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ParsedAccessString {
    /// Whether the server would accept it.
    accepted: bool,
    tokens: Vec<AccessStringToken>,
    /// The number of further errors.
    more_errors: usize,
    /// The first 100 words that a server would reject.
    errors: Vec<AccessStringError>,
    /// Why there is no result. If set, ignore the other members.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// A piece of an access string. All pieces in order are the whole string.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct AccessStringToken {
    kind: AccessStringTokenKind,
    text: String,
    span: Span,
    in_selector: bool,
}

/// The kind of a piece of an access string.
#[derive(Clone, Copy, Debug, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum AccessStringTokenKind {
    Space,
    Parenthesis,
    Ignored,
    Invalid,
    State,
    Password,
    Keys,
    Channels,
    Databases,
    AllowCategory,
    DenyCategory,
    AllowCommand,
    DenyCommand,
    Other,
}

/// `(text, options)`
pub fn parse([text, options]: [Value; 2]) -> ParsedAccessString {
    let access = read(&text, &options);
    let mut units = Units::default();
    let tokens = access.tokens.iter().map(|token| AccessStringToken {
        kind: kind(token.kind),
        text: token.span.slice(&access.text).to_owned(),
        span: span(&mut units, &access, token.span),
        in_selector: token.in_selector,
    });
    let tokens = tokens.collect();
    let (errors, more_errors) = errors(&access);
    ParsedAccessString { accepted: access.is_accepted(), tokens, more_errors, errors, refused: None }
}

fn kind(kind: TokenKind) -> AccessStringTokenKind {
    match kind {
        TokenKind::Space => AccessStringTokenKind::Space,
        TokenKind::Open | TokenKind::Close => AccessStringTokenKind::Parenthesis,
        TokenKind::Ignored => AccessStringTokenKind::Ignored,
        TokenKind::Invalid => AccessStringTokenKind::Invalid,
        TokenKind::On | TokenKind::Off => AccessStringTokenKind::State,
        TokenKind::NoPass
        | TokenKind::ResetPass
        | TokenKind::AddPassword
        | TokenKind::RemovePassword
        | TokenKind::AddHash
        | TokenKind::RemoveHash => AccessStringTokenKind::Password,
        TokenKind::Keys(_) | TokenKind::AllKeys | TokenKind::ResetKeys => AccessStringTokenKind::Keys,
        TokenKind::Channels | TokenKind::AllChannels | TokenKind::ResetChannels => {
            AccessStringTokenKind::Channels
        }
        TokenKind::Databases | TokenKind::AllDatabases | TokenKind::ResetDatabases => {
            AccessStringTokenKind::Databases
        }
        TokenKind::AllCommands | TokenKind::Category { allow: true, .. } => {
            AccessStringTokenKind::AllowCategory
        }
        TokenKind::NoCommands | TokenKind::Category { allow: false, .. } => {
            AccessStringTokenKind::DenyCategory
        }
        TokenKind::Command { allow: true, .. } | TokenKind::FirstArg { .. } => {
            AccessStringTokenKind::AllowCommand
        }
        TokenKind::Command { allow: false, .. } => AccessStringTokenKind::DenyCommand,
        _ => AccessStringTokenKind::Other,
    }
}

/// The number of errors that a result lists; `moreErrors` counts the rest.
const MOST_ERRORS: usize = 100;

/// An error in a word of an access string.
#[derive(Debug, Serialize, Tsify)]
pub struct AccessStringError {
    span: Span,
    /// The server's own message.
    message: String,
    /// Suggested words: `+@read` for `+@raed`.
    suggestions: Vec<String>,
}

/// The first errors, and the number of further ones.
pub(super) fn errors(access: &AccessString) -> (Vec<AccessStringError>, usize) {
    let mut units = Units::default();
    let errors = access.errors.iter().take(MOST_ERRORS).map(|error| AccessStringError {
        span: span(&mut units, access, error.span),
        message: access.server_text(error),
        suggestions: access.suggestions(error),
    });
    (errors.collect(), access.errors.len().saturating_sub(MOST_ERRORS))
}
