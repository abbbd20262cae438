//! Requests and their context, as types.
//!
//! A [`Draft`] contains whatever was typed so far and loses none of it; [`CreateUserRequest`], [`ModifyUserRequest`],
//! [`CreateUserGroupRequest`] and [`ModifyUserGroupRequest`] are complete requests that don't contradict
//! themselves. [`Member`] is the one table of the API's members.

mod any;
mod context;
mod draft;
mod group;
mod group_request;
mod member;
mod mismatch;
mod open;
mod operation;
mod password;
mod request;
mod user;

pub(crate) use any::Any;
pub use context::Context;
pub use draft::{AuthenticationMode, Draft, Tag};
pub use group::{PendingChanges, UserGroup};
pub use group_request::{CreateUserGroupRequest, ModifyUserGroupRequest};
pub use member::{Member, MemberKind, MemberRow};
pub(crate) use mismatch::ByPlace;
pub use mismatch::{Mismatch, MismatchKind, Raw};
pub(crate) use open::{Open, STAND_IN};
pub use operation::Operation;
pub use password::Password;
pub use request::{Authentication, CreateUserRequest, InvalidRequest, ModifyUserRequest};
pub use user::{User, UserAuthentication};
