//! Compares JSON from two programs.

use serde_json::{Number, Value};

/// The value with normalized numbers: Python prints `1.50` as `1.5`. A number too large for a
/// float becomes its text.
pub fn by_value(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(by_value).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), by_value(value))).collect()
        }
        Value::Number(number) => number
            .as_i64()
            .map(Number::from)
            .or_else(|| number.as_u64().map(Number::from))
            .or_else(|| number.as_f64().and_then(Number::from_f64))
            .map_or_else(|| number.to_string().into(), Value::Number),
        other => other.clone(),
    }
}
