//! The options of an emission from JSON. Invalid ones get a note instead of being dropped silently.

use elasticache_user::emit::{Note, Options};
use serde_json::{Map, Value};

/// Reads the settings of [`elasticache_user::emit::SETTINGS`], which may also be inside `globals` and `extras`.
pub fn options(wanted: &Value) -> (Options, Vec<Note>) {
    let mut settings = Vec::new();
    for (name, value) in wanted.as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            ("target" | "context", _) | (_, Value::Null) => {}
            ("globals" | "extras", Value::Object(inside)) => settings.extend(inside.clone()),
            _ => settings.push((name.clone(), value.clone())),
        }
    }
    Options::from_json(&Value::Object(Map::from_iter(settings)))
}
