//! Requests of user groups that have all they need. Their values may still be wrong: that is what
//! [`check`](crate::check) finds.

use super::request::{fits, missing, validate};
use super::{Context, Draft, InvalidRequest, Member, Operation, Tag};
use crate::Report;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// The request of `CreateUserGroup`.
///
/// ```
/// use elasticache_user::{Context, CreateUserGroupRequest};
///
/// let request: CreateUserGroupRequest =
///     serde_json::from_str(r#"{"UserGroupId": "app", "Engine": "redis", "UserIds": ["default"]}"#)?;
/// assert_eq!(request.user_ids, ["default"]);
/// assert_eq!(request.validate(&Context::default()), Ok(()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct CreateUserGroupRequest {
    /// `UserGroupId`.
    pub user_group_id: String,
    /// `Engine`: `redis` or `valkey`.
    pub engine: String,
    /// `UserIds`: the IDs of its members, not their names. An empty list is left out of the request.
    pub user_ids: Vec<String>,
    /// `Tags`.
    pub tags: Vec<Tag>,
}

/// The request of `ModifyUserGroup`. Empty lists are left out of the request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct ModifyUserGroupRequest {
    /// `UserGroupId`.
    pub user_group_id: String,
    /// `UserIdsToAdd`.
    pub user_ids_to_add: Vec<String>,
    /// `UserIdsToRemove`.
    pub user_ids_to_remove: Vec<String>,
    /// `Engine`: `redis` or `valkey`. Without it, the group keeps its engine.
    pub engine: Option<String>,
}

impl CreateUserGroupRequest {
    /// A request without members and tags.
    pub fn new(user_group_id: impl Into<String>, engine: impl Into<String>) -> Self {
        Self {
            user_group_id: user_group_id.into(),
            engine: engine.into(),
            user_ids: Vec::new(),
            tags: Vec::new(),
        }
    }

    /// Checks it with every rule. Only errors make it fail.
    ///
    /// # Errors
    /// The report, when it has an error.
    #[allow(clippy::result_large_err)] // callers want the whole report, and it is moved once
    pub fn validate(&self, context: &Context) -> Result<(), Report> {
        validate(Operation::CreateUserGroup, self.clone().into(), context)
    }
}

impl ModifyUserGroupRequest {
    /// A request without changes.
    pub fn new(user_group_id: impl Into<String>) -> Self {
        Self {
            user_group_id: user_group_id.into(),
            user_ids_to_add: Vec::new(),
            user_ids_to_remove: Vec::new(),
            engine: None,
        }
    }

    /// Checks it with every rule. Only errors make it fail.
    ///
    /// # Errors
    /// The report, when it has an error.
    #[allow(clippy::result_large_err)] // callers want the whole report, and it is moved once
    pub fn validate(&self, context: &Context) -> Result<(), Report> {
        validate(Operation::ModifyUserGroup, self.clone().into(), context)
    }
}

impl TryFrom<Draft> for CreateUserGroupRequest {
    type Error = InvalidRequest;

    fn try_from(mut draft: Draft) -> Result<Self, InvalidRequest> {
        fits(Operation::CreateUserGroup, &draft)?;
        Ok(Self {
            user_group_id: draft.user_group_id.take().ok_or_else(|| missing(Member::UserGroupId))?,
            engine: draft.engine.take().ok_or_else(|| missing(Member::Engine))?,
            user_ids: draft.user_ids.take().unwrap_or_default(),
            tags: draft.tags.take().unwrap_or_default(),
        })
    }
}

impl TryFrom<Draft> for ModifyUserGroupRequest {
    type Error = InvalidRequest;

    fn try_from(mut draft: Draft) -> Result<Self, InvalidRequest> {
        fits(Operation::ModifyUserGroup, &draft)?;
        Ok(Self {
            user_group_id: draft.user_group_id.take().ok_or_else(|| missing(Member::UserGroupId))?,
            user_ids_to_add: draft.user_ids_to_add.take().unwrap_or_default(),
            user_ids_to_remove: draft.user_ids_to_remove.take().unwrap_or_default(),
            engine: draft.engine.take(),
        })
    }
}

impl From<CreateUserGroupRequest> for Draft {
    fn from(request: CreateUserGroupRequest) -> Self {
        Self {
            user_group_id: Some(request.user_group_id),
            engine: Some(request.engine),
            user_ids: given(request.user_ids),
            tags: Some(request.tags).filter(|tags| !tags.is_empty()),
            ..Self::default()
        }
    }
}

impl From<ModifyUserGroupRequest> for Draft {
    fn from(request: ModifyUserGroupRequest) -> Self {
        Self {
            user_group_id: Some(request.user_group_id),
            user_ids_to_add: given(request.user_ids_to_add),
            user_ids_to_remove: given(request.user_ids_to_remove),
            engine: request.engine,
            ..Self::default()
        }
    }
}

/// The clients refuse an empty list.
fn given(ids: Vec<String>) -> Option<Vec<String>> {
    Some(ids).filter(|ids| !ids.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_round_trips() {
        let text =
            r#"{"UserGroupId":"g","Engine":"valkey","UserIds":["a","b"],"Tags":[{"Key":"k","Value":"v"}]}"#;
        let request: CreateUserGroupRequest = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&request).unwrap(), text);
        let text = r#"{"UserGroupId":"g","UserIdsToAdd":["a"],"UserIdsToRemove":["b"],"Engine":"redis"}"#;
        let request: ModifyUserGroupRequest = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&request).unwrap(), text);
    }

    #[test]
    fn a_draft_that_does_not_fit_is_rejected() {
        for (text, why) in [
            (r#"{"UserGroupId":"g"}"#, "`Engine` is missing"),
            (r#"{"UserGroupId":"g","Engine":"redis","UserIds":["a",1]}"#, "`UserIds[1]` isn't a string"),
            (r#"{"UserGroupId":"g","UserName":"g"}"#, "`UserName` isn't a member of this operation"),
            (
                r#"{"UserGroupId":"g","UserIdsToAdd":["a"]}"#,
                "`UserIdsToAdd` isn't a member of this operation",
            ),
        ] {
            let error = serde_json::from_str::<CreateUserGroupRequest>(text).unwrap_err();
            assert_eq!(error.to_string(), why, "{text}");
        }
        let error = serde_json::from_str::<ModifyUserGroupRequest>("{}").unwrap_err();
        assert_eq!(error.to_string(), "`UserGroupId` is missing");
    }
}
