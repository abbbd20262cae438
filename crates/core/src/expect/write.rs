//! Writing a test file, from a draft.

use super::read::{Suite, Tests};
use super::shown::has_password;
use crate::{EngineVersion, without_password_rules};
use access_string::parse;
use alloc::borrow::ToOwned;
use alloc::string::String;

/// The text of a test file. It has no password: rules about passwords, and commands with one, are omitted.
///
/// ```
/// use elasticache_user::expect::{read, write};
///
/// let text = "user: app\nengine: valkey-8.0\naccess: on ~app:* +@read\nmust: GET app:1\n";
/// assert!(write(&read(text)).ends_with(text));
/// ```
#[must_use]
pub fn write(tests: &Tests) -> String {
    let mut text = String::from("# Tests of access strings. To run them: npx elasticache-user test FILE\n");
    for suite in &tests.suites {
        text.push('\n');
        let Suite { user, engine, access, tests, .. } = suite;
        let mut line = |key: &str, value: &str| {
            let value = one_line(value);
            if !value.is_empty() {
                text.push_str(&format!("{key}: {value}\n"));
            }
        };
        if let Some(user) = user.as_deref().filter(|user| !user.trim().is_empty()) {
            line("user", user);
        }
        let version = engine.unwrap_or(EngineVersion::Valkey91);
        line("engine", version.name());
        if let Some(access) = access {
            let access = without_password_rules(&parse(access, version.dialect()));
            if !access.is_empty() {
                line("access", &access);
            }
        }
        for test in tests.iter().filter(|test| !has_password(&test.text)) {
            line(if test.must { "must" } else { "must not" }, &test.text);
        }
    }
    text
}

/// The text without anything that would end the line, or hide in it.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if crate::quote::is_control(c) { ' ' } else { c }).collect();
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Test, read};
    use super::*;

    #[test]
    fn written_tests_round_trip_without_passwords() {
        let suite = Suite {
            user: Some("a\nmust: FLUSHALL".to_owned()),
            engine: Some(EngineVersion::Valkey80),
            access: Some("on >canary ~a\n+get".to_owned()),
            tests: vec![Test::new(1, true, "GET \"a b\""), Test::new(2, false, "AUTH canary")],
            ..Suite::default()
        };
        let text = write(&Tests { suites: vec![suite], misread: Vec::new() });
        assert!(!text.contains("canary"), "{text}");
        let again = read(&text);
        assert_eq!((again.misread.len(), again.suites.len()), (0, 1));
        assert_eq!(again.suites[0].access.as_deref(), Some("on ~a +get"));
        assert_eq!(again.suites[0].tests.len(), 1);
        assert_eq!(again.suites[0].tests[0].text, "GET \"a b\"");
    }
}
