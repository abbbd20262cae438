//! The two operations and the members of their requests, as the API model (2015-02-02) names them.

use serde::{Deserialize, Serialize};

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

    /// Its members in the order of the model, which is the order in skeletons and query bodies.
    pub const fn members(self) -> &'static [Member] {
        use Member::*;
        match self {
            Self::CreateUser => &[
                UserId,
                UserName,
                Engine,
                Passwords,
                AccessString,
                NoPasswordRequired,
                Tags,
                AuthenticationMode,
            ],
            Self::ModifyUser => &[
                UserId,
                AccessString,
                AppendAccessString,
                Passwords,
                NoPasswordRequired,
                AuthenticationMode,
                Engine,
            ],
        }
    }

    /// The members without which the client refuses the call, in the order of the model.
    pub const fn required(self) -> &'static [Member] {
        use Member::*;
        match self {
            Self::CreateUser => &[UserId, UserName, Engine, AccessString],
            Self::ModifyUser => &[UserId],
        }
    }
}

/// A member of a request, at its top level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are the API's own
pub enum Member {
    UserId,
    UserName,
    Engine,
    Passwords,
    AccessString,
    AppendAccessString,
    NoPasswordRequired,
    Tags,
    AuthenticationMode,
}

impl Member {
    /// All members of both operations.
    pub const ALL: [Self; 9] = [
        Self::UserId,
        Self::UserName,
        Self::Engine,
        Self::Passwords,
        Self::AccessString,
        Self::AppendAccessString,
        Self::NoPasswordRequired,
        Self::Tags,
        Self::AuthenticationMode,
    ];

    /// The name in the API, such as `UserId`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UserId => "UserId",
            Self::UserName => "UserName",
            Self::Engine => "Engine",
            Self::Passwords => "Passwords",
            Self::AccessString => "AccessString",
            Self::AppendAccessString => "AppendAccessString",
            Self::NoPasswordRequired => "NoPasswordRequired",
            Self::Tags => "Tags",
            Self::AuthenticationMode => "AuthenticationMode",
        }
    }

    /// The option of the AWS CLI, such as `--user-id`.
    pub const fn option(self) -> &'static str {
        match self {
            Self::UserId => "--user-id",
            Self::UserName => "--user-name",
            Self::Engine => "--engine",
            Self::Passwords => "--passwords",
            Self::AccessString => "--access-string",
            Self::AppendAccessString => "--append-access-string",
            Self::NoPasswordRequired => "--no-password-required",
            Self::Tags => "--tags",
            Self::AuthenticationMode => "--authentication-mode",
        }
    }

    /// The member of this API name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|member| member.name() == name)
    }
}
