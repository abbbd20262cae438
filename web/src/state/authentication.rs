//! How the user logs in: one choice for several API members.

use elasticache_user::Operation;
use serde::{Deserialize, Serialize};

/// The choice. Saved and shared by its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Authentication {
    /// Unchanged.
    #[serde(rename = "Keep as it is")]
    Keep,
    Password,
    #[serde(rename = "No password")]
    NoPassword,
    #[serde(rename = "IAM")]
    Iam,
}

impl Authentication {
    /// The choices for an operation.
    pub const fn choices(operation: Operation) -> &'static [Self] {
        match operation {
            Operation::CreateUser => &[Self::Password, Self::NoPassword, Self::Iam],
            _ => &[Self::Keep, Self::Password, Self::NoPassword, Self::Iam],
        }
    }

    /// The default for an operation.
    pub const fn unchosen(operation: Operation) -> Self {
        match operation {
            Operation::CreateUser => Self::Password,
            _ => Self::Keep,
        }
    }

    /// Its label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Keep => "Keep as it is",
            Self::Password => "Password",
            Self::NoPassword => "No password",
            Self::Iam => "IAM",
        }
    }

    /// `AuthenticationMode.Type`.
    pub const fn kind(self) -> Option<&'static str> {
        match self {
            Self::Keep => None,
            Self::Password => Some("password"),
            Self::NoPassword => Some("no-password-required"),
            Self::Iam => Some("iam"),
        }
    }

    /// The choice for an `AuthenticationMode.Type`.
    pub fn from_kind(kind: &str) -> Option<Self> {
        [Self::Password, Self::NoPassword, Self::Iam].into_iter().find(|choice| choice.kind() == Some(kind))
    }
}
