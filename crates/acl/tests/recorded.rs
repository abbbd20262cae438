//! What eight real servers said to 300 cases each: see `data/README.md` for what recorded it.

#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "../examples/oracle.rs"]
mod oracle;

use access_string::{Engine, Verdict};
use serde_json::Value;
use std::path::Path;

const RECORDED: [(&str, &str, &[Engine]); 8] = [
    ("redis-6.0.16", "cases-redis6", &[Engine::Redis60]),
    ("redis-6.2.5", "cases-redis6", &[Engine::Redis62]),
    ("redis-7.0.15", "cases-7plus", &[Engine::Redis70, Engine::Redis71]),
    ("valkey-7.2.7", "cases-7plus", &[Engine::Valkey72]),
    ("valkey-8.0.1", "cases-7plus", &[Engine::Valkey80]),
    ("valkey-8.1.8", "cases-7plus", &[Engine::Valkey81, Engine::Valkey82]),
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
fn every_recorded_answer_is_ours() {
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
    assert_eq!(compared, 8489, "verdicts in the recorded files");
}

/// Holds one case against the server's own words; how many verdicts that were.
fn compare(engine: Engine, case: &Value, result: &Value) -> usize {
    let access = oracle::read(engine, case);
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
    for (check, said) in checks.iter().zip(replies) {
        let argv: Vec<&str> =
            check["cmd"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap()).collect();
        let database = u32::try_from(check["db"].as_u64().unwrap_or(0)).unwrap();
        let verdict = user.can(&argv, database);
        let what = format!("{what}\n{argv:?} in {database}");
        let reply = if engine.has_selectors() {
            verdict.dryrun_reply(engine, "oracle", &argv)
        } else {
            verdict.noperm_reply(engine, "oracle", &argv).unwrap_or("OK".to_owned())
        };
        let said = said["reply"].as_str().unwrap();
        if verdict == Verdict::UnknownCommand && !engine.has_selectors() {
            assert!(said.starts_with("ERR unknown command"), "{what}: {said}");
        } else {
            assert_eq!(reply, said, "{what}");
        }
    }
    checks.len()
}
