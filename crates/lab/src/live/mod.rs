//! Our access strings against real servers.
pub mod compare;
pub mod oracle;
pub mod record;
pub mod resp;
pub mod sources;
pub mod stand_in;
#[path = "../../../acl/tests/support/mod.rs"]
mod support;

pub use support::{cases, random};
