//! Many users at once: an audit of them, and tests of their access strings.

use crate::access::engine_of;
use crate::view::Refusal;
use elasticache_user::audit::{self, AuditRow};
use elasticache_user::expect;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use tsify::Tsify;

/// The result of `auditUsers`.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Audit {
    /// A row for each user, in the order of the text.
    users: Vec<AuditRow>,
    /// Notes on the parts of the text that couldn't be read.
    notes: Vec<String>,
    /// The audit in the requested format; `null` if none was requested.
    text: Option<String>,
    /// Why there is no result. If set, ignore the other members.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// `(texts, { engine, format })`
pub fn audit([texts, options]: [Value; 2]) -> Audit {
    let texts: Vec<&str> = texts.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let audit = audit::audit(&texts, engine_of(&options));
    let text = match options.get("format").and_then(Value::as_str) {
        Some("csv") => Some(audit::csv(&audit)),
        Some("markdown") => Some(audit::markdown(&audit)),
        _ => None,
    };
    Audit { users: audit.users, notes: audit.notes, text, refused: None }
}

/// `(text, { engine, accessStrings })`
pub fn test([text, options]: [Value; 2]) -> expect::Run {
    let tests = expect::read(text.as_str().unwrap_or_default());
    let known = options.get("accessStrings").and_then(Value::as_object);
    let known: BTreeMap<&str, &str> = known
        .into_iter()
        .flatten()
        .filter_map(|(user, access)| Some((user.as_str(), access.as_str()?)))
        .collect();
    expect::run(&tests, engine_of(&options), |user| known.get(user).copied())
}

/// `(text)`
pub fn test_script([text]: [Value; 1]) -> String {
    expect::script(&expect::read(text.as_str().unwrap_or_default()))
}
