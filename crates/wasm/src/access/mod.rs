//! The functions of `accessString`: what an access string means to servers.

mod command;
mod compare;
mod explain;
mod parse;
mod rewrite;

pub use command::{can, commands};
pub use compare::{Rights, diff, suggest};
pub(crate) use compare::{names, rights};
pub use explain::explain;
pub use parse::parse;
pub use rewrite::{canonical, simplify};

use crate::view::Span;
use access_string::{AccessString, Dialect};
use elasticache_user::EngineVersion;
use elasticache_user::utf16::Units;
use serde_json::Value;

/// A string; empty for any other value, which the package never passes.
fn text(given: &Value) -> &str {
    given.as_str().unwrap_or_default()
}

pub(crate) fn read(given: &Value, options: &Value) -> AccessString {
    access_string::parse(text(given), dialect(options))
}

/// The named engine, as ElastiCache runs it; by default, or if it's unknown, the newest.
fn dialect(options: &Value) -> Dialect {
    engine_of(options).unwrap_or(EngineVersion::Valkey91).dialect()
}

/// The named engine.
pub(crate) fn engine_of(options: &Value) -> Option<EngineVersion> {
    named(options, "engine")
}

fn named(options: &Value, member: &str) -> Option<EngineVersion> {
    EngineVersion::from_name(options.get(member)?.as_str()?)
}

/// Whether to answer for a server with its engine's default configuration instead of ElastiCache.
fn is_server(options: &Value) -> bool {
    options.get("server").and_then(Value::as_bool) == Some(true)
}

fn span<'a>(units: &mut Units<'a>, access: &'a AccessString, span: access_string::Span) -> Span {
    units.span(&access.text, &(span.start..span.end)).into()
}
