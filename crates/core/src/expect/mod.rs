//! Tests of access strings: what a user must be able to run, and what not. They're a text file that is kept next to the
//! user's definition; [`run`] evaluates it without a server, and [`script`] asks a server.
//!
//! ```text
//! # Comments and empty lines are ignored.
//! user: app
//! engine: valkey-8.0
//! access: on ~app:* -@all +@read
//! must: GET app:1
//! must not: FLUSHALL
//! ```
//!
//! A `user` line begins the tests of another user, and so does a second `access` line. Without an `engine` line it's the
//! newest. Commands are written as at the prompt of `redis-cli`, quotes included.

mod read;
mod run;
mod script;
mod shown;
mod write;

pub use read::{Misread, Suite, Test, Tests, read};
pub use run::{Judged, Judgment, Run, judge, run};
pub use script::{SCRIPT_NAME, script};
pub use shown::{has_password, shown};
pub use write::write;

/// How many tests one file can have.
pub const MOST_TESTS: usize = 10_000;
