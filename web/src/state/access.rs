//! What the access string makes of the user, read as the chosen server reads it.

use super::Form;
use access_string::{AccessString, parse};
use elasticache_user::predict::version;
use elasticache_user::{EngineVersion, Operation};

/// Longer texts are checked and sent as any other, but not coloured, listed or explained while they are typed.
pub const LONGEST: usize = 16_000;

/// The rules that the user will have, so far as they are known.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// What was read.
    pub string: AccessString,
    /// The version that it was read for.
    pub version: EngineVersion,
    /// Whether the version is a guess, because none was chosen.
    pub guessed: bool,
}

impl Access {
    /// Reads the form's access string; for an existing user with what is appended to it.
    pub fn of(form: &Form) -> Self {
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

/// The version to read for: the chosen version, or the newest of the engine that is chosen or that the user has now.
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
    fn a_string_is_read_as_the_engine_of_the_user_reads_it() {
        let current = Some(User { engine: Some("redis".to_owned()), ..User::default() });
        let form = Form { operation: Operation::ModifyUser, current, ..Form::default() };
        let redis = Form { engine: "redis".to_owned(), ..Form::default() };
        let valkey = Form { engine: "valkey".to_owned(), ..form.clone() };
        assert_eq!(engine_version(&form), engine_version(&redis));
        assert_ne!(engine_version(&valkey), engine_version(&redis));
    }
}
