//! What is known of the world around a request: the cache it is for, and the user as it is now.

use super::User;
use crate::EngineVersion;
use serde_json::Value;

/// All of it is optional; what is not known makes findings cautious.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The engine and version of the cache that the user is for.
    pub engine_version: Option<EngineVersion>,
    /// Whether the cache is serverless.
    pub serverless: Option<bool>,
    /// The user as `describe-users` shows it now.
    pub current: Option<User>,
}

impl Context {
    /// Reads `{"engineVersion", "serverless", "current"}`; what is missing or of another type is left out.
    pub fn from_json(value: &Value) -> Self {
        Self {
            engine_version: value
                .get("engineVersion")
                .and_then(Value::as_str)
                .and_then(EngineVersion::from_name),
            serverless: value.get("serverless").and_then(Value::as_bool),
            current: value.get("current").filter(|user| user.is_object()).map(User::from_json),
        }
    }
}
