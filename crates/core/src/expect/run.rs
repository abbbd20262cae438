//! Running tests without a server.

use super::read::{Misread, Suite, Test, Tests};
use super::shown::shown;
use crate::rules::version_name;
use crate::{EngineVersion, channel_remark, module_remark};
use access_string::{AccessString, Reason, Span, Verdict, parse};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// The results of a test file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// How many tests passed.
    pub passed: usize,
    /// How many failed, including unreadable lines and missing or rejected access strings.
    pub failed: usize,
    /// Each access string with its tests.
    pub suites: Vec<JudgedSuite>,
    /// Lines that can't be read.
    pub misread: Vec<Unreadable>,
}

/// The tests of one access string.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct JudgedSuite {
    /// Whose access string it is, if the file says so.
    pub user: Option<String>,
    /// The engine version that it was read for, such as `valkey-8.0`.
    pub engine: String,
    /// Why nothing could be tested, in a sentence.
    pub error: Option<String>,
    /// The result of each test.
    pub tests: Vec<Judged>,
}

/// The result of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Judged {
    /// Its line, from 1.
    pub line: usize,
    /// Whether the command must be allowed; otherwise it must be denied.
    pub must: bool,
    /// The command. One that carries a password is cut after its name.
    pub command: String,
    /// The outcome.
    #[serde(flatten)]
    pub judgment: Judgment,
}

/// The outcome of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct Judgment {
    /// Whether the test passed.
    pub passed: bool,
    /// Why, in a sentence: `Allowed by +@read.`
    pub why: String,
    /// What else to know: a default that decides about channels, or checks that a module makes itself.
    pub remark: Option<String>,
}

/// A line that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Unreadable {
    /// Its number, from 1.
    pub line: usize,
    /// The problem, in a sentence.
    pub message: String,
}

/// Runs a file's tests. `engine` is for access strings whose engine isn't in the file; `known` returns the access
/// string of a user, and overrides the one in the file.
///
/// ```
/// use elasticache_user::expect::{read, run};
///
/// let tests = read("access: on ~app:* -@all +@read\nmust: GET app:1\nmust not: GET other");
/// assert_eq!(run(&tests, None, |_| None).passed, 2);
/// ```
#[must_use]
pub fn run<'a>(tests: &Tests, engine: Option<EngineVersion>, known: impl Fn(&str) -> Option<&'a str>) -> Run {
    let suites = tests.suites.iter().map(|suite| {
        let known = suite.user.as_deref().and_then(&known);
        judged(suite, engine, known.or(suite.access.as_deref()))
    });
    let suites: Vec<JudgedSuite> = suites.collect();
    let misread: Vec<Unreadable> = tests
        .misread
        .iter()
        .map(|Misread { line, message }| Unreadable { line: *line, message: message.clone() })
        .collect();
    let all = || suites.iter().flat_map(|suite| &suite.tests);
    let passed = all().filter(|test| test.judgment.passed).count();
    let errors = suites.iter().filter(|suite| suite.error.is_some()).count();
    Run { passed, failed: all().count() - passed + errors + misread.len(), suites, misread }
}

fn judged(suite: &Suite, engine: Option<EngineVersion>, access: Option<&str>) -> JudgedSuite {
    let version = suite.engine.or(engine).unwrap_or(EngineVersion::Valkey91);
    let mut judged = JudgedSuite {
        user: suite.user.clone(),
        engine: version.name().to_owned(),
        error: None,
        tests: Vec::new(),
    };
    let Some(access) = access else {
        judged.error = Some("There's no access string to test. Add an access: line.".to_owned());
        return judged;
    };
    if access.len() > LONGEST {
        judged.error =
            Some(format!("The access string is longer than {LONGEST} bytes, so it wasn't tested."));
        return judged;
    }
    let access = parse(access, version.dialect());
    if !access.is_accepted() {
        judged.error = Some(format!("{} rejects the access string.", version_name(version)));
        return judged;
    }
    judged.tests = suite
        .tests
        .iter()
        .map(|test| Judged {
            line: test.line,
            must: test.must,
            command: shown(&test.text),
            judgment: judge(&access, version, test),
        })
        .collect();
    judged
}

/// Whether one test passes. A command that no server would run (unknown, or with the wrong number of
/// arguments) never does.
#[must_use]
pub fn judge(access: &AccessString, version: EngineVersion, test: &Test) -> Judgment {
    let fail = |why: String| Judgment { passed: false, why, remark: None };
    let Some(argv) = &test.argv else {
        return fail("The quotes don't balance.".to_owned());
    };
    let verdict = access.user.can(argv, 0);
    let argument = |position: usize| {
        let text = String::from_utf8_lossy(argv.get(position).map(Vec::as_slice).unwrap_or_default());
        text.chars().take(LONGEST_ARGUMENT).collect::<String>()
    };
    let by = |rule: Option<Span>| rule.map(|rule| rule.slice(&access.text));
    let (is_allowed, why) = match verdict {
        Verdict::UnknownCommand => {
            return fail(format!("{} isn't a command in {}.", argument(0), version_name(version)));
        }
        Verdict::WrongArity { .. } => return fail("Wrong number of arguments.".to_owned()),
        Verdict::Allowed { rule, .. } => (
            true,
            match by(rule) {
                Some(rule) => format!("Allowed by {rule}."),
                None => "Allowed for every user.".to_owned(),
            },
        ),
        Verdict::Refused { command, reason, rule, .. } => (
            false,
            match reason {
                Reason::Command => match by(rule) {
                    Some(rule) => format!("{} is denied by {rule}.", command.name()),
                    None => format!("No rule allows {}.", command.name()),
                },
                Reason::Key { position, needs } => {
                    let what = match (needs.read, needs.write) {
                        (true, true) => "reading and writing",
                        (_, true) => "writing",
                        _ => "reading",
                    };
                    format!("No key pattern allows {what} {}.", argument(position))
                }
                Reason::Channel { position } => format!("No channel pattern allows {}.", argument(position)),
                Reason::Database { .. } => "The database isn't allowed.".to_owned(),
            },
        ),
    };
    let touches_channels = access.dialect.touched(argv).is_some_and(|touched| !touched.channels.is_empty());
    let remark =
        touches_channels.then(|| channel_remark(access)).flatten().or_else(|| module_remark(access, argv));
    Judgment { passed: is_allowed == test.must, why, remark: remark.map(str::to_owned) }
}

/// Longer access strings aren't tested: each test reads all of it.
const LONGEST: usize = 65_536;
/// How many characters of an argument are shown.
const LONGEST_ARGUMENT: usize = 200;

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn whys(text: &str) -> Vec<(bool, String)> {
        let run = run(&read(text), None, |_| None);
        run.suites
            .into_iter()
            .flat_map(|suite| suite.tests)
            .map(|test| (test.judgment.passed, test.judgment.why))
            .collect()
    }

    #[test]
    fn a_result_says_why() {
        let all = whys(
            "engine: valkey-8.0\naccess: on ~app:* -@all +@read -keys\nmust: GET app:1\nmust: GET \"other key\"\nmust not: KEYS *\nmust not: FLUSHALL\nmust: GTE a\nmust not: GET\nmust not: GET \"a",
        );
        let expected = [
            (true, "Allowed by +@read."),
            (false, "No key pattern allows reading other key."),
            (true, "keys is denied by -keys."),
            (true, "flushall is denied by -@all."),
            (false, "GTE isn't a command in Valkey 8.0."),
            (false, "Wrong number of arguments."),
            (false, "The quotes don't balance."),
        ];
        let expected: Vec<(bool, String)> =
            expected.into_iter().map(|(passed, why)| (passed, why.to_owned())).collect();
        assert_eq!(all, expected);
    }

    #[test]
    fn tests_that_cannot_run_fail() {
        let rejected = run(&read("access: on +@nosuch\nmust not: FLUSHALL"), None, |_| None);
        assert_eq!((rejected.passed, rejected.failed), (0, 1));
        let nothing = run(&read("user: app\nmust not: FLUSHALL"), None, |_| None);
        assert_eq!((nothing.passed, nothing.failed), (0, 1));
        let known = run(&read("user: app\naccess: on +@all\nmust not: FLUSHALL"), None, |user| {
            (user == "app").then_some("on -@all")
        });
        assert_eq!((known.passed, known.failed), (1, 0), "the definition comes before the file");
        assert_eq!(run(&read("access: on\nmuss: GET a"), None, |_| None).failed, 1);
    }

    #[test]
    fn no_result_contains_a_password() {
        let text = "access: on >canary ~* +@all\nmust: AUTH canary\nmust not: HELLO 3 AUTH a canary\nmust: ACL SETUSER a >canary";
        let run = run(&read(text), None, |_| None);
        assert!(!serde_json::to_string(&run).unwrap().contains("canary"), "{run:?}");
    }
}
