//! The access string, parsed for the chosen engine version.

use super::Form;
use access_string::{AccessString, parse};
use elasticache_user::predict::version;
use elasticache_user::{EngineVersion, Operation};

/// Longer access strings are checked and sent, but not colored, listed or explained.
pub const LONGEST: usize = 16_000;

/// The rules that the user will have, as far as known.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// The parsed rules.
    pub string: AccessString,
    /// The version that it was read for.
    pub version: EngineVersion,
    /// Whether the version is a guess, because none was chosen.
    pub guessed: bool,
}

impl Access {
    /// Parses the form's access string; for an existing user, with the appended rules.
    pub fn from_form(form: &Form) -> Self {
        let known = form.current.as_ref().and_then(|user| user.access_string.as_deref()).unwrap_or_default();
        let text = match (form.operation, form.access_string.as_str()) {
            (Operation::CreateUser, text) => text.to_owned(),
            (_, "") => joined(known, &form.append_access_string),
            (_, text) => joined(text, &form.append_access_string),
        };
        let text = if text.len() > LONGEST { String::new() } else { text };
        let (version, guessed) = engine_version(form);
        Self { string: parse(&text, version.dialect()), version, guessed }
    }
}

/// The version to parse for: the chosen one, or the newest of the chosen engine or of the user's current one.
pub fn engine_version(form: &Form) -> (EngineVersion, bool) {
    let context = form.context();
    let now = context.current.as_ref().and_then(|user| user.engine.as_deref()).unwrap_or_default();
    let engine = Some(form.engine()).filter(|engine| !engine.is_empty()).unwrap_or(now).to_ascii_lowercase();
    (version(&context, &engine), context.engine_version.is_none())
}

fn joined(first: &str, second: &str) -> String {
    let between = if first.is_empty() || second.is_empty() { "" } else { " " };
    format!("{first}{between}{second}")
}

/// `valkey-8.0` as `Valkey 8.0`.
pub fn engine_title(name: &str) -> String {
    let (engine, version) = name.split_once('-').unwrap_or((name, ""));
    let first = engine.get(..1).unwrap_or_default().to_ascii_uppercase();
    format!("{first}{} {version}", engine.get(1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use elasticache_user::User;

    #[test]
    fn strings_are_parsed_for_the_users_engine() {
        let current = Some(User { engine: Some("redis".to_owned()), ..User::default() });
        let form = Form { operation: Operation::ModifyUser, current, ..Form::default() };
        let redis = Form { engine: "redis".to_owned(), ..Form::default() };
        let valkey = Form { engine: "valkey".to_owned(), ..form.clone() };
        assert_eq!(engine_version(&form), engine_version(&redis));
        assert_ne!(engine_version(&valkey), engine_version(&redis));
    }
}
