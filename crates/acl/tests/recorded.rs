//! What real servers said: eight to 300 cases each, three to calls of each of their commands. `data/README.md` says what
//! recorded it.

#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "../examples/oracle.rs"]
mod oracle;

use access_string::{Engine, User, Verdict, glob};
use serde_json::Value;
use std::path::Path;

const RECORDED: [(&str, &str, &[Engine]); 8] = [
    ("redis-6.0.16", "cases-redis6", &[Engine::Redis60]),
    ("redis-6.2.5", "cases-redis6", &[Engine::Redis62]),
    ("redis-7.0.15", "cases-7plus", &[Engine::Redis70]),
    ("valkey-7.2.7", "cases-7plus", &[Engine::Valkey72]),
    ("valkey-8.0.1", "cases-7plus", &[Engine::Valkey80]),
    ("valkey-8.1.8", "cases-7plus", &[Engine::Valkey81]),
    ("valkey-9.0.0", "cases-7plus", &[Engine::Valkey90]),
    ("valkey-9.1.2", "cases-7plus", &[Engine::Valkey91]),
];

fn lines(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let text = std::fs::read_to_string(path.join(format!("{name}.jsonl"))).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

#[test]
fn every_recorded_result_matches() {
    let mut compared = 0;
    for (results, cases, engines) in RECORDED {
        let cases = lines(cases);
        let results = lines(results);
        assert_eq!(cases.len(), results.len(), "a result for each case of {results:?}");
        for &engine in engines {
            for (case, result) in cases.iter().zip(&results) {
                assert_eq!(case["id"], result["id"]);
                compared += compare(engine, case, result);
            }
        }
    }
    assert_eq!(compared, 6783, "verdicts in the recorded files");
}

/// Cases that were kept because a check shows something new of a command.
#[test]
fn every_command_gets_its_recorded_verdict() {
    for (engine, count) in [(Engine::Redis62, 1038), (Engine::Redis70, 1470), (Engine::Valkey91, 1779)] {
        let mut compared = 0;
        for case in lines(&format!("by-command/{engine}")) {
            let access = oracle::read(engine.into(), &case);
            let what = format!("{engine}: {:?}", access.text);
            assert_eq!(access.server_error().as_deref(), case["error"].as_str(), "{what}");
            let Some(line) = case["line"].as_str() else { continue };
            assert_eq!(
                stable(engine, &access.user.canonical_with_passwords()),
                stable(engine, line),
                "{what}"
            );
            for check in case["checks"].as_array().unwrap() {
                let reply = check["reply"].as_str().unwrap_or("OK");
                verdict_is(&access.user, check, reply, &what);
                compared += 1;
            }
        }
        assert_eq!(compared, count, "verdicts in the file of {engine}");
    }
}

/// How Valkey 8.1 and 9.1 handle module commands, with a module that registers those that ElastiCache has there.
#[test]
fn every_module_command_gets_its_recorded_verdict() {
    let cases = lines("modules/cases");
    for (name, count) in [("valkey-8.1", 5012), ("valkey-9.1", 6159)] {
        let dialect = oracle::dialect(&format!("{name}+modules")).unwrap();
        let mut compared = 0;
        for recorded in lines(&format!("modules/{name}")) {
            let case = cases.iter().find(|case| case["id"] == recorded["id"]).unwrap();
            let access = oracle::read(dialect, case);
            let what = format!("{name} {}: {}", case["id"], access.text);
            assert_eq!(access.server_error().as_deref(), recorded["error"].as_str(), "{what}");
            let Some(canonical) = recorded["canonical"].as_str() else { continue };
            assert_eq!(access.user.canonical(), canonical, "{what}");
            let (checks, replies) =
                (case["checks"].as_array().unwrap(), recorded["replies"].as_array().unwrap());
            assert_eq!(checks.len(), replies.len(), "{what}");
            for (check, reply) in checks.iter().zip(replies) {
                verdict_is(&access.user, check, reply.as_str().unwrap(), &what);
                compared += 1;
            }
        }
        assert_eq!(compared, count, "verdicts in the file of {name}");
    }
}

/// Valkey 9.1's verdict on every short pattern of special characters, and on some longer ones.
#[test]
fn every_pattern_matches_as_recorded() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/globs.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let keys: Vec<&str> = lines.next().unwrap().split(' ').collect();
    let mut compared = 0;
    for line in lines {
        let (pattern, digits) = line.split_once(' ').unwrap();
        assert_eq!(digits.len(), keys.len());
        for (key, digit) in keys.iter().zip(digits.bytes()) {
            assert_eq!(glob(pattern.as_bytes(), key.as_bytes()), digit == b'1', "{pattern} {key}");
            compared += 1;
        }
    }
    assert_eq!(compared, 29_736);
}

/// Before 7.2 servers print single commands in the order of a hash table: there the words are sorted.
fn stable(engine: Engine, line: &str) -> String {
    let mut words: Vec<&str> = line.split([' ', '(', ')']).collect();
    if !engine.keeps_words() {
        words.sort_unstable();
    }
    words.join(" ")
}

/// Holds one verdict against the server's words.
fn verdict_is(user: &User, check: &Value, recorded: &str, what: &str) {
    let engine = user.dialect.engine;
    let argv: Vec<&str> = check["cmd"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap()).collect();
    let database = u32::try_from(check["db"].as_u64().unwrap_or(0)).unwrap();
    let verdict = user.can(&argv, database);
    let what = format!("{what}\n{argv:?} in {database}");
    let reply = if engine.has_selectors() {
        verdict.dryrun_reply(engine, "oracle", &argv)
    } else {
        verdict.noperm_reply(engine, "oracle", &argv).unwrap_or("OK".to_owned())
    };
    if verdict == Verdict::UnknownCommand && !engine.has_selectors() {
        assert!(recorded.starts_with("ERR unknown command"), "{what}: {recorded}");
    } else {
        assert_eq!(reply, recorded, "{what}");
    }
}

/// Holds one case against the server's own words; how many verdicts that were.
fn compare(engine: Engine, case: &Value, result: &Value) -> usize {
    let access = oracle::read(engine.into(), case);
    let what = format!("{engine} {}: {}", case["id"], access.text);
    assert_eq!(access.server_error().as_deref(), result["error"].as_str(), "{what}");
    assert_eq!(access.is_accepted(), result["ok"] == true, "{what}");
    if !access.is_accepted() {
        return 0;
    }
    let user = &access.user;
    let canonical = result.get("canonical_stable").unwrap_or(&result["canonical"]);
    assert_eq!(Some(user.canonical().as_str()), canonical.as_str(), "{what}");
    assert_eq!(Some(user.passwords.len() as u64), result["passwords"].as_u64(), "{what}");

    let none = Vec::new();
    let checks = case["checks"].as_array().unwrap_or(&none);
    let replies = result["checks"].as_array().unwrap();
    assert_eq!(checks.len(), replies.len());
    for (check, recorded) in checks.iter().zip(replies) {
        verdict_is(user, check, recorded["reply"].as_str().unwrap(), &what);
    }
    checks.len()
}
