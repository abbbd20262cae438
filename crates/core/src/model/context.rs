//! What is known of the world around a request: the cache it is for, and the user or the group as it is now.

use super::{OpenPlace, User, UserGroup};
use crate::EngineVersion;
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// All of it is optional; what isn't known makes findings cautious.
///
/// It serializes as `{"engineVersion": "valkey-8.0", "serverless": true, "current": {…}, "open": ["UserId"]}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Context {
    /// The engine and version of the cache that the user is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engine_version: Option<EngineVersion>,
    /// Whether the cache is serverless.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serverless: Option<bool>,
    /// The user as `describe-users` shows it now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<User>,
    /// The users that the members of a group may be, as `describe-users` shows them. `None` when they aren't known; then only
    /// the request itself is judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users: Option<Vec<User>>,
    /// The group as `describe-user-groups` shows it now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<UserGroup>,
    /// Places in the request whose values aren't known, because they come from a variable, a reference or the like.
    /// They count as given, and their values aren't checked. References are written again if the output's language supports
    /// them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<OpenPlace>,
}

impl Context {
    /// Reads `{"engineVersion", "serverless", "current", "users", "group", "open"}`; what is missing or of another type is left
    /// out. `users` may be the whole reply of `describe-users`, and `group` that of `describe-user-groups` with one group.
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
            open: value
                .get("open")
                .and_then(Value::as_array)
                .map(|places| places.iter().filter_map(OpenPlace::from_json).collect())
                .unwrap_or_default(),
        }
    }
}

/// As [`Context::from_json`] reads it.
impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|value| Self::from_json(&value))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, Path, Reference};

    #[test]
    fn what_is_written_is_read_back() {
        let text = r#"{"engineVersion":"valkey-8.0","serverless":true,"current":{"UserId":"app","UserGroupIds":[]},"open":["UserId","Passwords[0]",{"path":"Engine","reference":{"language":"terraform","value":"${var.engine}"}}]}"#;
        let context: Context = serde_json::from_str(text).unwrap();
        let engine = Reference::new(Language::Terraform, "${var.engine}");
        assert_eq!(context.open[..2], [Path::parse("UserId").into(), Path::Password(0).into()]);
        assert_eq!(context.open[2], OpenPlace { path: Path::parse("Engine"), reference: engine });
        assert_eq!(serde_json::to_string(&context).unwrap(), text);
        for loose in [
            "null",
            "3",
            r#"{"engineVersion":"postgres-16","serverless":"yes","current":[],"open":"UserId"}"#,
        ] {
            assert_eq!(serde_json::from_str::<Context>(loose).unwrap(), Context::default(), "{loose}");
        }
    }
}
