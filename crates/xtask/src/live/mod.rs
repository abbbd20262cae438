//! Our access strings against real servers.
#[path = "../../../acl/tests/support/cases.rs"]
pub mod cases;
pub mod compare;
pub mod oracle;
pub mod record;
pub mod resp;
pub mod sources;
