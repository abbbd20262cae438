//! Which users have exactly the same rights.

use super::{Audit, AuditRow};
use crate::EngineVersion;
use access_string::{RightsKey, parse};
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::HashMap;

/// How many other users are listed.
const MOST_NAMED: usize = 5;

/// Adds to each user the others with exactly the same rights.
#[must_use]
pub fn finish(mut users: Vec<AuditRow>, notes: Vec<String>) -> Audit {
    let mut places: HashMap<(String, RightsKey), Vec<usize>> = HashMap::new();
    for (at, user) in users.iter().enumerate() {
        let version = EngineVersion::from_name(&user.version).filter(|_| user.accepted);
        let Some(version) = version else { continue };
        let key = parse(&user.access_string, version.dialect()).user.rights_key();
        places.entry((user.version.clone(), key)).or_default().push(at);
    }
    let names: Vec<String> = users.iter().map(|user| user.user_id.clone()).collect();
    for same in places.into_values().filter(|same| same.len() > 1) {
        for at in &same {
            let Some(user) = users.get_mut(*at) else { continue };
            let others = same.iter().filter(|other| *other != at).take(MOST_NAMED);
            user.same_rights = same.len() - 1;
            user.same_rights_as = others.filter_map(|other| names.get(*other).cloned()).collect();
        }
    }
    Audit { users, notes }
}
