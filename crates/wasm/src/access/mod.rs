//! The functions of `accessString`: what servers make of an access string.

mod command;
mod compare;
mod explain;
mod parse;
mod rewrite;

pub use command::{can, commands};
pub use compare::{diff, suggest};
pub use explain::explain;
pub use parse::parse;
pub use rewrite::{canonical, simplify};

use crate::utf16::Units;
use crate::view::Span;
use access_string::{AccessString, Dialect};
use elasticache_user::EngineVersion;
use serde_json::Value;

fn read(text: &str, options: &Value) -> AccessString {
    access_string::parse(text, dialect(options))
}

/// The engine that is named, as ElastiCache runs it; the newest when none is, or none that there is.
fn dialect(options: &Value) -> Dialect {
    let name = options.get("engine").and_then(Value::as_str).unwrap_or_default();
    EngineVersion::from_name(name).unwrap_or(EngineVersion::Valkey91).dialect()
}

/// Whether the answer is to be that of a server with its engine's default configuration, not of ElastiCache.
fn is_server(options: &Value) -> bool {
    options.get("server").and_then(Value::as_bool) == Some(true)
}

fn span<'a>(units: &mut Units<'a>, access: &'a AccessString, span: access_string::Span) -> Span {
    units.span(&access.text, &(span.start..span.end)).into()
}
