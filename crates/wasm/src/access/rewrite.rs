//! Equivalent strings: the server's, ElastiCache's, a shorter one.

use super::parse::{AccessStringError, errors};
use super::{is_server, read};
use crate::view::Refusal;
use elasticache_user::stored_form;
use serde::Serialize;
use serde_json::Value;
use tsify::Tsify;

/// The result of `accessString.canonical`.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct CanonicalAccessString {
    accepted: bool,
    /// What the server's `ACL LIST` prints; `null` if it rejects the string.
    canonical: Option<String>,
    /// What ElastiCache stores and returns. It doesn't depend on the engine; `null` if ElastiCache rejects the string.
    stored: Option<StoredForm>,
    /// The number of further errors.
    more_errors: usize,
    /// The first 100 words that a server would reject.
    errors: Vec<AccessStringError>,
    /// Why there is no result. If set, ignore the other members.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// An access string as ElastiCache stores and returns it.
#[derive(Debug, Serialize, Tsify)]
pub struct StoredForm {
    text: String,
    /// Whether the form is certain (observed or documented) or derived.
    certain: bool,
}

/// `(text, options)`
pub fn canonical([text, options]: [Value; 2]) -> CanonicalAccessString {
    let access = read(&text, &options);
    let accepted = access.is_accepted();
    let stored = stored_form(&access.text);
    let (errors, more_errors) = errors(&access);
    CanonicalAccessString {
        accepted,
        canonical: accepted.then(|| access.user.canonical()),
        stored: stored.map(|stored| StoredForm { text: stored.text, certain: stored.certain }),
        more_errors,
        errors,
        refused: None,
    }
}

/// A shorter string with the same meaning, or why there is none.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Simplified {
    text: Option<String>,
    refused: Option<Refusal>,
}

/// `(text, options)`
pub fn simplify([text, options]: [Value; 2]) -> Simplified {
    let access = read(&text, &options);
    match if is_server(&options) { access.simplify() } else { elasticache_user::simplify(&access) } {
        Ok(text) => Simplified { text: Some(text), refused: None },
        Err(many) => {
            let help = "Simplify the selectors in smaller groups.".into();
            Simplified { text: None, refused: Some(Refusal { message: many.to_string(), help }) }
        }
    }
}
