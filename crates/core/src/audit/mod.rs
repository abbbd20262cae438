//! Many users at a glance: what each can do, what of that is dangerous, and which users can do the same.
//!
//! [`read()`] reads the replies of `describe-users` and `describe-user-groups`, [`row`] assesses one user, [`finish`] compares
//! them. [`audit`] does all of it; to show progress, call the three.

mod csv;
mod markdown;
mod read;
mod row;
mod same;

pub use csv::csv;
pub use markdown::markdown;
pub use read::{Reading, read};
pub use row::{AuditRow, DoubtfulWord, Login, RowFinding, row};
pub use same::finish;

use crate::EngineVersion;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// An audit of many users.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Audit {
    /// A row for each user, in the order of the text.
    pub users: Vec<AuditRow>,
    /// Notes on the parts of the text that couldn't be read.
    pub notes: Vec<String>,
}

/// Assesses every user in some texts. `engine` is the version to read the access strings for; by default the newest
/// of each user's engine.
///
/// ```
/// use elasticache_user::audit::audit;
///
/// let reply = r#"{"Users": [{"UserId": "app", "UserName": "app", "Status": "active", "Engine": "valkey",
///     "AccessString": "on ~* +@all", "UserGroupIds": ["team"], "Authentication": {"Type": "iam"}}]}"#;
/// let audit = audit(&[reply], None);
/// assert_eq!(audit.users[0].can_empty, ["flushall", "flushdb"]);
/// assert_eq!(audit.users[0].groups, ["team"]);
/// ```
#[must_use]
pub fn audit(texts: &[&str], engine: Option<EngineVersion>) -> Audit {
    let reading = read(texts);
    let rows = reading.users.iter().map(|user| row(user, &reading, engine)).collect();
    finish(rows, reading.notes)
}

#[cfg(test)]
mod tests;
