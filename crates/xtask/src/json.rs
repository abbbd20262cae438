//! Between the project's own JSON values and those of `serde_json`, which tests and tools use.

use elasticache_user::json;
use elasticache_user::{Context, Draft, User};
use serde_json::Value;

/// A value of the project's.
pub fn ours(value: &Value) -> json::Value {
    // What serde_json writes is JSON.
    json::from_str(&value.to_string()).unwrap_or_default()
}

/// A value of `serde_json`.
pub fn theirs(value: &json::Value) -> Value {
    serde_json::from_str(&value.to_string()).unwrap_or_default()
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
