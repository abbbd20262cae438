//! Between the project's own JSON values and those of `serde_json`, which tests and tools use.

use elasticache_user::json;
use elasticache_user::{Context, Draft, User};
use serde_json::Value;

/// A value of the project's.
pub fn ours(value: &Value) -> json::Value {
    // What serde_json writes is JSON.
    json::from_str(&value.to_string()).unwrap_or_default()
}

/// A value of `serde_json`. A number that it cannot hold, such as 1e1000, becomes its text.
pub fn theirs(value: &json::Value) -> Value {
    match value {
        json::Value::Array(items) => items.iter().map(theirs).collect(),
        json::Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), theirs(value))).collect()
        }
        json::Value::Number(number) => {
            serde_json::from_str(number.as_str()).unwrap_or_else(|_| number.as_str().into())
        }
        other => serde_json::from_str(&other.to_string()).unwrap_or_default(),
    }
}

/// The draft of a request.
pub fn draft(request: &Value) -> Draft {
    Draft::from_json(ours(request))
}

/// The request of a draft.
pub fn request(draft: &Draft) -> Value {
    theirs(&draft.to_json())
}

/// A user as a reply shows it.
pub fn user(reply: &Value) -> User {
    User::from_json(&ours(reply))
}

/// What is known around a request.
pub fn context(context: &Value) -> Context {
    Context::from_json(&ours(context))
}
