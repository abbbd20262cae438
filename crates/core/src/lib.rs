//! Requests that create or modify an Amazon ElastiCache user or user group.
//!
//! Data flows one way: a [`Draft`] (whatever a person has typed so far) is [`check`]ed, which returns a
//! [`Report`]; a draft is [`emit`](emit::emit)ted, which returns an [`Emission`](emit::Emission) in the format of a
//! [`Target`](emit::Target); pasted text is [`import`](import::import)ed, which returns drafts. Everything here is a
//! pure function of its input: no clock, no I/O, no globals, and no panic on any input.
//!
//! ```
//! use elasticache_user::{Context, Draft, Operation, check};
//!
//! let draft = Draft::from_json_text(
//!     r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app::* +@read",
//!         "Passwords": ["too short"]}"#,
//! );
//! let report = check(Operation::CreateUser, &draft, &Context::default());
//! assert!(!report.ready);
//! assert_eq!(report.findings[0].rule, "password-min-16");
//! assert_eq!(report.findings[0].path.to_string(), "Passwords[0]");
//! ```
#![warn(missing_docs)]
#![forbid(unsafe_code)]
// Without the standard library: no clock, no input or output, no state. Tests read files.
#![cfg_attr(not(test), no_std)]

#[macro_use]
extern crate alloc;

pub mod audit;
pub mod authentication;
pub mod client;
mod compare;
pub mod emit;
mod engine_version;
pub mod expect;
mod explain;
mod finding;
mod fix;
// The tests of this crate and of others generate the same drafts.
#[cfg(test)]
extern crate self as elasticache_user;
#[cfg(test)]
#[path = "../../testkit/src/generate/mod.rs"]
pub mod generate;
pub mod import;
mod model;
mod password_rules;
mod path;
pub mod predict;
mod python;
pub mod quote;
pub mod recipes;
mod report;
pub mod road;
mod roster;
pub mod rules;
mod sorted;
mod stored_form;
pub mod utf16;

pub use compare::{ChangeRow, Changes, compare};
pub use engine_version::{EngineVersion, UnknownEngineVersion};
pub use explain::{channel_remark, explain, module_remark, simplify};
pub use finding::{Answer, Certainty, Evidence, Finding, Responder, Severity, Source};
pub use fix::{Applicability, Edit, Fix, MOST_EDITS, apply};
pub use model::{
    Authentication, AuthenticationMode, Context, CreateUserGroupRequest, CreateUserRequest, Draft,
    InvalidRequest, Member, MemberKind, MemberRow, Mismatch, MismatchKind, ModifyUserGroupRequest,
    ModifyUserRequest, Operation, Password, PendingChanges, Raw, Tag, User, UserAuthentication, UserGroup,
};
pub use password_rules::without_password_rules;
pub use path::Path;
pub use predict::{Prediction, predict};
pub use report::{MOST_FINDINGS, Report, check};
pub use stored_form::{StoredForm, replacement, same_rights, stored_form};
