//! The core's results as JavaScript sees them: member names in camel case, and spans in UTF-16 units.
//!
//! Each type here is a TypeScript type of the package, and its comments are what an editor shows.

#[cfg(feature = "emit")]
mod emission;
#[cfg(feature = "import")]
mod import;
mod prediction;
mod report;

#[cfg(feature = "emit")]
pub use emission::Emission;
#[cfg(feature = "emit")]
pub(crate) use emission::{emission, no_emission};
#[cfg(feature = "import")]
pub(crate) use import::import;
#[cfg(feature = "import")]
pub use import::{ImportResult, RewrittenText};
pub use prediction::Prediction;
pub(crate) use prediction::prediction;
pub use report::Report;
pub(crate) use report::{report, unknown_operation};

use crate::document::Document;
use elasticache_user::{Draft, Path};
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;
use tsify::Tsify;

/// A part of a string, in UTF-16 units: `text.slice(start, end)`.
#[derive(Debug, Serialize, Tsify)]
pub struct Span {
    start: usize,
    end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// The string at this path, in which spans are counted.
pub(crate) fn text_at<'a>(draft: &'a Draft, path: &Path) -> &'a str {
    let secret = || {
        let list = match path {
            Path::Password(_) => draft.passwords.as_ref(),
            Path::ModePassword(_) => {
                draft.authentication_mode.as_ref().and_then(|mode| mode.passwords.as_ref())
            }
            _ => None,
        };
        let (Path::Password(n) | Path::ModePassword(n)) = path else { return None };
        list.and_then(|list| list.get(*n)).map(|secret| secret.expose())
    };
    draft.text_at(path).or_else(secret).unwrap_or_default()
}

/// An object that keeps the order of its members.
#[derive(Debug)]
pub struct Pairs<Name, Value>(Vec<(Name, Value)>);

impl<Name: Serialize, Value: Serialize> Serialize for Pairs<Name, Value> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// Why there is no result.
#[derive(Debug, Serialize, Tsify)]
pub struct Refusal {
    /// The problem.
    pub message: String,
    /// What to do.
    pub help: Cow<'static, str>,
}

/// A request after edits; none if they're rejected.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Applied {
    #[tsify(type = "AnyInput | null")]
    pub(crate) input: Option<Document<Draft>>,
    pub(crate) refused: Option<Refusal>,
}
