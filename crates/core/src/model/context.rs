//! What is known of the world around a request: the cache it is for, and the user or the group as it is now.

use super::{User, UserGroup};
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
    /// The users that the members of a group may be, as `describe-users` shows them. `None` when they are not known; then only
    /// the request itself is judged.
    pub users: Option<Vec<User>>,
    /// The group as `describe-user-groups` shows it now.
    pub group: Option<UserGroup>,
}

impl Context {
    /// Reads `{"engineVersion", "serverless", "current", "users", "group"}`; what is missing or of another type is left out.
    /// `users` may be the whole reply of `describe-users`, and `group` that of `describe-user-groups` with one group.
    pub fn from_json(value: &Value) -> Self {
        Self {
            engine_version: value
                .get("engineVersion")
                .and_then(Value::as_str)
                .and_then(EngineVersion::from_name),
            serverless: value.get("serverless").and_then(Value::as_bool),
            current: value.get("current").filter(|user| user.is_object()).map(User::from_json),
            users: value.get("users").and_then(users),
            group: value.get("group").and_then(group).map(UserGroup::from_json),
        }
    }
}

fn users(value: &Value) -> Option<Vec<User>> {
    let list = value.as_array().or_else(|| value.get("Users")?.as_array())?;
    Some(list.iter().filter(|user| user.is_object()).map(User::from_json).collect())
}

fn group(value: &Value) -> Option<&Value> {
    match value.get("UserGroups").and_then(Value::as_array).map(Vec::as_slice) {
        Some([only]) => Some(only),
        Some(_) => None,
        None => Some(value),
    }
    .filter(|group| group.is_object())
}
