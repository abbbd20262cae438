//! The user group as the service shows it.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A user group as the service shows it: the reply of `create-user-group`, `modify-user-group` and `describe-user-groups`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[allow(missing_docs)] // the names are the API's own
pub struct UserGroup {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_group_id: Option<String>,
    /// `creating`, `active`, `modifying` or `deleting`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engine: Option<String>,
    /// The members; while the group is `modifying`, those that it had before. `None` where they aren't known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_engine_version: Option<String>,
    /// What is under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending_changes: Option<PendingChanges>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replication_groups: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serverless_caches: Option<Vec<String>>,
    #[serde(rename = "ARN", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
}

/// The change of a user group that is under way. An empty list is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct PendingChanges {
    /// The users that are being taken out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub user_ids_to_remove: Vec<String>,
    /// The users that are being added.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub user_ids_to_add: Vec<String>,
}

impl PendingChanges {
    /// Whether nothing is under way.
    pub fn is_empty(&self) -> bool {
        self.user_ids_to_add.is_empty() && self.user_ids_to_remove.is_empty()
    }
}

impl UserGroup {
    /// Reads a reply's `UserGroup` object; what is missing or of another type is left out.
    pub fn from_json(value: &Value) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let pending = value.get("PendingChanges").filter(|pending| pending.is_object());
        let pending = pending.map(|pending| PendingChanges {
            user_ids_to_remove: texts(pending, "UserIdsToRemove").unwrap_or_default(),
            user_ids_to_add: texts(pending, "UserIdsToAdd").unwrap_or_default(),
        });
        Self {
            user_group_id: text("UserGroupId"),
            status: text("Status"),
            engine: text("Engine"),
            user_ids: texts(value, "UserIds"),
            minimum_engine_version: text("MinimumEngineVersion"),
            pending_changes: pending.filter(|pending| !pending.is_empty()),
            replication_groups: texts(value, "ReplicationGroups"),
            serverless_caches: texts(value, "ServerlessCaches"),
            arn: text("ARN"),
        }
    }

    /// The group as a reply has it; what isn't known is left out.
    ///
    /// ```
    /// use elasticache_user::UserGroup;
    /// let reply = serde_json::json!({"UserGroupId": "app", "Status": "modifying", "UserIds": ["default"],
    ///     "PendingChanges": {"UserIdsToAdd": ["reader"]}, "ReplicationGroups": []});
    /// assert_eq!(UserGroup::from_json(&reply).to_json(), reply);
    /// ```
    pub fn to_json(&self) -> Value {
        // It has no map whose keys aren't text, so this doesn't fail.
        serde_json::to_value(self).unwrap_or_default()
    }
}

fn texts(value: &Value, name: &str) -> Option<Vec<String>> {
    let list = value.get(name)?.as_array()?;
    Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}
