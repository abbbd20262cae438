//! The operations: two for users and two for user groups.

use crate::Member;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// An operation of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum Operation {
    /// Creates a user.
    #[default]
    CreateUser,
    /// Changes an existing user; omitted members don't change.
    ModifyUser,
    /// Creates a user group.
    CreateUserGroup,
    /// Adds users to a user group, removes users from it, or changes its engine.
    ModifyUserGroup,
}

impl Operation {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] =
        [Self::CreateUser, Self::ModifyUser, Self::CreateUserGroup, Self::ModifyUserGroup];
    /// The user operations.
    pub const USERS: [Self; 2] = [Self::CreateUser, Self::ModifyUser];
    /// The user-group operations.
    pub const GROUPS: [Self; 2] = [Self::CreateUserGroup, Self::ModifyUserGroup];

    /// The name in the API, such as `CreateUser`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreateUser => "CreateUser",
            Self::ModifyUser => "ModifyUser",
            Self::CreateUserGroup => "CreateUserGroup",
            Self::ModifyUserGroup => "ModifyUserGroup",
        }
    }

    /// The command of the AWS CLI, such as `create-user`.
    pub const fn command(self) -> &'static str {
        match self {
            Self::CreateUser => "create-user",
            Self::ModifyUser => "modify-user",
            Self::CreateUserGroup => "create-user-group",
            Self::ModifyUserGroup => "modify-user-group",
        }
    }

    /// Whether it is about a user group; the others are about a user.
    pub const fn is_of_group(self) -> bool {
        matches!(self, Self::CreateUserGroup | Self::ModifyUserGroup)
    }

    /// Whether it creates something; the others change something.
    pub const fn creates(self) -> bool {
        matches!(self, Self::CreateUser | Self::CreateUserGroup)
    }

    /// The member that says which user or which group it is about.
    pub const fn id(self) -> Member {
        if self.is_of_group() { Member::UserGroupId } else { Member::UserId }
    }

    /// What it is about, in a word: `user` or `group`.
    pub const fn noun(self) -> &'static str {
        if self.is_of_group() { "group" } else { "user" }
    }

    /// The operation with this API name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.name() == name)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Operation {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::from_name(name)
            .ok_or(UnknownName { expected: "CreateUser, ModifyUser, CreateUserGroup or ModifyUserGroup" })
    }
}

/// An unknown name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownName {
    expected: &'static str,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl core::error::Error for UnknownName {}
