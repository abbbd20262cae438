//! A user as the service returns it.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A user as the service returns it: the reply to `create-user`, `modify-user` and `describe-users`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[allow(missing_docs)] // the names are the API's own
pub struct User {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engine: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_engine_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_string: Option<String>,
    pub user_group_ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication: Option<UserAuthentication>,
    #[serde(rename = "ARN", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
}

/// How the user logs in, in the spelling of replies: `password`, `no-password`, `iam`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct UserAuthentication {
    /// `password`, `no-password` (not `no-password-required`, which is the spelling of requests) or `iam`.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// How many passwords the user has, 1 or 2; absent if it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_count: Option<u64>,
}

impl User {
    /// Reads a reply's `User` object; members that are missing or of the wrong type are omitted.
    pub fn from_json(value: &Value) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Self {
            user_id: text("UserId"),
            user_name: text("UserName"),
            status: text("Status"),
            engine: text("Engine"),
            minimum_engine_version: text("MinimumEngineVersion"),
            access_string: text("AccessString"),
            user_group_ids: value
                .get("UserGroupIds")
                .and_then(Value::as_array)
                .map(|ids| ids.iter().filter_map(Value::as_str).map(str::to_owned).collect())
                .unwrap_or_default(),
            authentication: value.get("Authentication").map(|authentication| UserAuthentication {
                kind: authentication.get("Type").and_then(Value::as_str).map(str::to_owned),
                password_count: authentication.get("PasswordCount").and_then(Value::as_u64),
            }),
            arn: text("ARN"),
        }
    }

    /// The user as in a reply; unknown members are omitted.
    ///
    /// ```
    /// use elasticache_user::User;
    /// let reply = serde_json::json!({"UserId": "app", "UserGroupIds": [], "Authentication": {"Type": "iam"}});
    /// assert_eq!(User::from_json(&reply).to_json(), reply);
    /// ```
    pub fn to_json(&self) -> Value {
        // All its map keys are strings, so this can't fail.
        serde_json::to_value(self).unwrap_or_default()
    }
}
