//! The two operations.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What the request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Operation {
    /// Makes a new user.
    #[default]
    CreateUser,
    /// Changes an existing user; a member that is left out keeps what is there.
    ModifyUser,
}

impl Operation {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::CreateUser, Self::ModifyUser];

    /// The name in the API: `CreateUser` or `ModifyUser`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreateUser => "CreateUser",
            Self::ModifyUser => "ModifyUser",
        }
    }

    /// The command of the AWS CLI: `create-user` or `modify-user`.
    pub const fn command(self) -> &'static str {
        match self {
            Self::CreateUser => "create-user",
            Self::ModifyUser => "modify-user",
        }
    }

    /// The operation of this API name.
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
        Self::from_name(name).ok_or(UnknownName { expected: "CreateUser or ModifyUser" })
    }
}

/// A name that is none of those there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownName {
    expected: &'static str,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for UnknownName {}
