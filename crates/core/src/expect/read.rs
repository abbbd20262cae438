//! Reading a test file, line by line.

use super::MOST_TESTS;
use crate::EngineVersion;
use access_string::split_args;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The content of a test file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tests {
    /// The tests of each access string, in order.
    pub suites: Vec<Suite>,
    /// Lines that can't be read.
    pub misread: Vec<Misread>,
}

/// The tests of one access string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suite {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// Whose access string it is: a user ID or name.
    pub user: Option<String>,
    /// The engine version to read it for.
    pub engine: Option<EngineVersion>,
    /// The access string; none if only the user is named.
    pub access: Option<String>,
    /// The commands that must be allowed, and those that must not.
    pub tests: Vec<Test>,
}

/// A command that must be allowed, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Its line, from 1.
    pub line: usize,
    /// Whether the command must be allowed; otherwise it must be denied.
    pub must: bool,
    /// The command as written.
    pub text: String,
    /// Its arguments, the command's name first. `None`: its quotes don't balance.
    pub argv: Option<Vec<Vec<u8>>>,
}

impl Test {
    /// A test of a command as typed.
    #[must_use]
    pub fn new(line: usize, must: bool, text: &str) -> Self {
        let argv = split_args(text).filter(|argv| !argv.is_empty());
        Self { line, must, text: text.to_owned(), argv }
    }
}

/// A line that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Its number, from 1.
    pub line: usize,
    /// The problem, in a sentence.
    pub message: String,
}

/// Reads a test file.
///
/// ```
/// let tests = elasticache_user::expect::read("access: on ~app:* +@read\nmust: GET app:1\nmust not: SET app:1 x");
/// assert_eq!(tests.suites[0].tests.len(), 2);
/// assert!(!tests.suites[0].tests[1].must);
/// ```
#[must_use]
pub fn read(text: &str) -> Tests {
    let mut tests = Tests::default();
    let mut count = 0;
    for (at, line) in text.lines().enumerate() {
        let (number, line) = (at + 1, line.trim().trim_start_matches('\u{feff}'));
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut wrong = |message: &str| {
            tests.misread.push(Misread { line: number, message: message.to_owned() });
        };
        let Some((key, value)) = line.split_once(':') else {
            wrong(UNKNOWN);
            continue;
        };
        let (key, value) = (key.trim_end().to_ascii_lowercase(), value.trim());
        let is_new = match key.as_str() {
            "user" => tests.suites.last().is_none_or(|suite| suite.user.is_some() || suite.access.is_some()),
            "access" => tests.suites.last().is_none_or(|suite| suite.access.is_some()),
            _ => tests.suites.is_empty(),
        };
        match key.as_str() {
            "user" | "access" | "engine" | "must" | "must not" => {}
            _ => {
                wrong(UNKNOWN);
                continue;
            }
        }
        if value.is_empty() {
            wrong("Nothing follows the colon.");
            continue;
        }
        let engine = EngineVersion::from_name(value);
        if key == "engine" && engine.is_none() {
            wrong("Unknown engine. Write one such as valkey-8.0 or redis-7.1.");
            continue;
        }
        if key.starts_with("must") {
            count += 1;
            if count == MOST_TESTS + 1 {
                wrong("A file can have at most 10,000 tests. The tests from here on won't run.");
            }
            if count > MOST_TESTS {
                continue;
            }
        }
        if is_new {
            tests.suites.push(Suite { line: number, ..Suite::default() });
        }
        let Some(suite) = tests.suites.last_mut() else { continue };
        match key.as_str() {
            "user" => suite.user = Some(value.to_owned()),
            "access" => suite.access = Some(value.to_owned()),
            "engine" => suite.engine = engine,
            _ => suite.tests.push(Test::new(number, key == "must", value)),
        }
    }
    tests
}

const UNKNOWN: &str = "A line must begin with user:, engine:, access:, must: or must not:.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_and_further_access_strings_start_suites() {
        let read = read(
            "# c\nuser: a\nengine: valkey-8.0\naccess: on +get\nmust: GET a\naccess: on +set\nMust Not: get a\nuser: b\nmust: PING\n",
        );
        assert_eq!(read.misread, []);
        let suites: Vec<(Option<&str>, Option<&str>, usize)> = read
            .suites
            .iter()
            .map(|suite| (suite.user.as_deref(), suite.access.as_deref(), suite.tests.len()))
            .collect();
        assert_eq!(
            suites,
            [(Some("a"), Some("on +get"), 1), (None, Some("on +set"), 1), (Some("b"), None, 1)]
        );
    }

    #[test]
    fn invalid_lines_are_reported_with_their_number() {
        let read = read("access: on\nmost: GET a\nmust\nengine: redis-9\nmust:\nmust not: GET \"a");
        assert_eq!(read.misread.iter().map(|wrong| wrong.line).collect::<Vec<_>>(), [2, 3, 4, 5]);
        assert_eq!(read.suites[0].tests[0].argv, None);
    }

    #[test]
    fn tests_over_the_limit_are_reported() {
        let text = format!("access: on\n{}", "must: GET a\n".repeat(MOST_TESTS + 5));
        let read = read(&text);
        assert_eq!((read.suites[0].tests.len(), read.misread.len()), (MOST_TESTS, 1));
    }
}
