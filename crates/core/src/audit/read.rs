//! Users and groups in a pasted text: replies from the service, one after another, or anything that defines users.

use crate::import::{self, Imported};
use crate::{User, UserAuthentication};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use hashbrown::{HashMap, HashSet};
use serde::Deserialize;
use serde_json::Value;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The users, without duplicate IDs.
    pub users: Vec<User>,
    /// Notes on the parts that couldn't be read.
    pub notes: Vec<String>,
    /// The groups of each user, by its ID.
    pub(super) groups: HashMap<String, Vec<String>>,
}

/// A group, as `describe-user-groups` shows it.
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Group {
    user_group_id: Option<String>,
    user_ids: Vec<String>,
}

/// Reads texts: replies of `describe-users` and `describe-user-groups` in JSON, several in one text too, or any text that
/// [`import`](import::import) finds users in.
#[must_use]
pub fn read(texts: &[&str]) -> Reading {
    let mut reading = Reading::default();
    let mut found = Vec::new();
    for text in texts.iter().filter(|text| !text.trim().is_empty()) {
        if !replies(text, &mut found, &mut reading) {
            imported(text, &mut found, &mut reading);
        }
    }
    let mut seen = HashSet::new();
    let mut twice = 0;
    for user in found {
        // Users without an ID are never duplicates of each other.
        let is_new = user.user_id.clone().is_none_or(|id| seen.insert(id));
        if is_new { reading.users.push(user) } else { twice += 1 }
    }
    if twice > 0 {
        reading.notes.push(format!("{twice} users appear more than once. The first of each counts."));
    }
    if reading.users.is_empty() {
        reading.notes.push(NOTHING.to_owned());
    }
    reading
}

const NOTHING: &str =
    "No user found. Paste the whole output of: aws elasticache describe-users --output json";

/// Reads JSON values one after another. Returns whether the text begins with one that has users or groups.
fn replies(text: &str, users: &mut Vec<User>, reading: &mut Reading) -> bool {
    let mut any = false;
    let text = text.trim_start_matches('\u{feff}');
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(value) => any |= reply(&value, users, reading),
            Err(error) if any => {
                let (line, column) = (error.line(), error.column());
                reading.notes.push(format!(
                    "Line {line}, column {column}: what follows isn't JSON, so it was skipped."
                ));
            }
            Err(_) => {}
        }
    }
    any
}

fn reply(value: &Value, users: &mut Vec<User>, reading: &mut Reading) -> bool {
    let list = |name: &str| value.get(name).and_then(Value::as_array);
    if let Some(groups) = list("UserGroups") {
        groups.iter().for_each(|group| take_group(group, reading));
        marker(value, "describe-user-groups", reading);
        return true;
    }
    let all = match (list("Users"), value) {
        (Some(all), _) => all.as_slice(),
        (None, Value::Array(all)) => all,
        (None, value) => core::slice::from_ref(value.get("User").unwrap_or(value)),
    };
    marker(value, "describe-users", reading);
    let before = users.len();
    for one in all {
        if one.get("UserGroupId").is_some() {
            take_group(one, reading);
        } else if is_user(one) {
            users.push(User::from_json(one));
        }
    }
    let is_list = list("Users").is_some();
    is_list || users.len() > before || all.iter().any(|one| one.get("UserGroupId").is_some())
}

/// Whether it comes from the service: requests and templates are for the importers.
fn is_user(value: &Value) -> bool {
    let has = |name: &str| value.get(name).is_some();
    has("UserId")
        && ["ARN", "Authentication", "UserGroupIds", "MinimumEngineVersion", "Status"]
            .iter()
            .any(|name| has(name))
}

/// Notes that the service has more users than these.
fn marker(value: &Value, call: &str, reading: &mut Reading) {
    if value.get("Marker").or_else(|| value.get("NextToken")).is_some_and(Value::is_string) {
        reading.notes.push(format!("The output of {call} is one of several pages. Paste the others too."));
    }
}

fn take_group(value: &Value, reading: &mut Reading) {
    let Ok(Group { user_group_id: Some(id), user_ids }) = Group::deserialize(value) else {
        reading.notes.push("Ignored a user group without an ID.".to_owned());
        return;
    };
    for user in user_ids {
        reading.groups.entry(user).or_default().push(id.clone());
    }
}

/// The users of anything else that defines some.
fn imported(text: &str, users: &mut Vec<User>, reading: &mut Reading) {
    let read = import::import(text);
    reading.notes.extend(read.errors.iter().map(|error| error.message.to_string()));
    let names_something =
        |user: &User| user.user_id.is_some() || user.user_name.is_some() || user.access_string.is_some();
    users.extend(read.users.into_iter().map(as_user).filter(names_something));
}

/// A request as the user that it creates.
fn as_user(imported: Imported) -> User {
    let Imported { draft, current, .. } = imported;
    if let Some(current) = current {
        return current;
    }
    let mode = draft.authentication_mode.as_ref().and_then(|mode| mode.kind.clone());
    let passwords =
        draft.passwords.as_ref().or_else(|| draft.authentication_mode.as_ref()?.passwords.as_ref());
    let kind = mode.or_else(|| match (draft.no_password_required, passwords) {
        (Some(true), _) => Some("no-password".to_owned()),
        (_, Some(_)) => Some("password".to_owned()),
        _ => None,
    });
    let password_count = passwords.map(|all| all.len() as u64);
    User {
        user_id: draft.user_id.clone(),
        user_name: draft.user_name.clone(),
        engine: draft.engine.clone(),
        access_string: draft.access_string.clone().or_else(|| draft.append_access_string.clone()),
        authentication: kind.map(|kind| UserAuthentication { kind: Some(kind), password_count }),
        ..User::default()
    }
}
