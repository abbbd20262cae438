//! What an access string grants, in plain English.

use super::{is_server, read, span};
use crate::view::{Refusal, Span};
use elasticache_user::utf16::Units;
use serde::Serialize;
use serde_json::Value;
use tsify::Tsify;

/// The result of `accessString.explain`.
#[derive(Debug, Serialize, Tsify)]
pub struct Explanation {
    accepted: bool,
    /// What the user can and can't do, in plain English.
    sentence: String,
    /// An explanation of each word.
    words: Vec<ExplainedWord>,
    /// Why there is no result. If set, ignore the other members.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// What one word of an access string does.
#[derive(Debug, Serialize, Tsify)]
pub struct ExplainedWord {
    span: Span,
    text: String,
    /// Whether the user would have the same rights without it.
    useless: bool,
}

/// `(text, options)`
pub fn explain([text, options]: [Value; 2]) -> Explanation {
    let access = read(&text, &options);
    let explanation = if is_server(&options) { access.explain() } else { elasticache_user::explain(&access) };
    let mut units = Units::default();
    let words = explanation.words.into_iter().map(|word| ExplainedWord {
        span: span(&mut units, &access, word.span),
        text: word.text.to_string(),
        useless: word.effect.is_useless(),
    });
    let words = words.collect();
    Explanation { accepted: access.is_accepted(), sentence: explanation.sentence, words, refused: None }
}
