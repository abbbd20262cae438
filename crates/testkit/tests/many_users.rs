//! Audits and test files of hostile users: the content of a name or an access string stays in its cell, and no password is
//! in the output.

use elasticache_user::audit::{audit, csv, markdown};
use elasticache_user::expect::{self, Suite, Test, Tests};
use elasticache_user::{EngineVersion, compare};
use serde_json::{Value, json};
use testkit::generate::{self, Chance, many};
use testkit::hostile;

/// The generators never produce this.
const SECRET: &str = "canary-of-a-password";

/// An access string with passwords in it, in varying places.
fn access(chance: &mut Chance) -> String {
    let text = match chance.below(3) {
        0 => generate::access_string(chance),
        1 => hostile::value(chance),
        _ => generate::text(chance, true),
    };
    let rule = chance.pick(&[">", "<", "#", "!"]);
    match chance.below(4) {
        0 => text,
        1 => format!("{rule}{SECRET} {text}"),
        2 => format!("{text} {rule}{SECRET}"),
        _ => format!("on ({rule}{SECRET} +get) {text}"),
    }
}

fn name(chance: &mut Chance) -> String {
    let start = chance.pick(&["", "=", "+", "-", "@", "\t=", "|", "`", "\"", ";=", "<b>"]);
    format!("{start}{}", hostile::value(chance))
}

/// The cells of a CSV file, read according to RFC 4180.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = vec![vec![String::new()]];
    let mut inside = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let record = records.last_mut().unwrap();
        match (c, inside) {
            ('"', true) if letters.peek() == Some(&'"') => {
                letters.next();
                record.last_mut().unwrap().push('"');
            }
            ('"', _) => inside = !inside,
            (',', false) => record.push(String::new()),
            ('\r', false) => {}
            ('\n', false) => records.push(vec![String::new()]),
            (c, _) => record.last_mut().unwrap().push(c),
        }
    }
    assert!(!inside);
    records.pop();
    records
}

#[test]
fn hostile_users_stay_in_their_cells() {
    let mut chance = Chance::new(24);
    for _ in 0..many(400, 60) {
        let users: Vec<Value> = (0..5)
            .map(|n| {
                json!({"UserId": format!("{}{n}", name(&mut chance)), "UserName": name(&mut chance), "Status": "active",
                    "Engine": name(&mut chance), "AccessString": access(&mut chance), "UserGroupIds": [name(&mut chance)],
                    "Passwords": [SECRET], "Authentication": {"Type": name(&mut chance)}})
            })
            .collect();
        let audit = audit(&[&json!({ "Users": users }).to_string()], None);
        assert_eq!(audit.users.len(), 5);
        let (csv, markdown) = (csv(&audit), markdown(&audit));
        for text in [&csv, &markdown, &serde_json::to_string(&audit).unwrap()] {
            assert!(!text.contains(SECRET), "{text}");
        }
        let records = records(&csv);
        assert_eq!(records.len(), 6, "{csv}");
        for cell in records.iter().flatten() {
            let begins = cell.trim_start().chars().next().unwrap_or(' ');
            assert!(!"=+-@|".contains(begins), "{cell:?}");
        }
        assert!(records.iter().all(|record| record.len() == 14), "{csv}");
        let rows: Vec<&str> = markdown.lines().take(7).collect();
        for row in rows {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 15, "{row}");
        }
    }
}

/// The lines with one space between their words.
fn spaced(text: &str) -> Vec<String> {
    text.lines().map(|line| line.split_ascii_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn test_files_round_trip_without_passwords() {
    let mut chance = Chance::new(25);
    for _ in 0..many(1_000, 200) {
        let tests = (0..4).map(|n| {
            let text = match chance.below(3) {
                0 => format!(
                    "{} {SECRET}",
                    chance.pick(&[
                        "AUTH",
                        "hello 3 auth app",
                        "ACL SETUSER a",
                        "config set requirepass",
                        "\"\\x61uth\""
                    ])
                ),
                1 => format!("GET {}", hostile::value(&mut chance)),
                _ => generate::text(&mut chance, true),
            };
            Test::new(n, n % 2 == 0, &text)
        });
        let tests = tests.collect();
        let suite = Suite {
            line: 1,
            user: Some(name(&mut chance)),
            engine: Some(chance.pick(&EngineVersion::ALL)),
            access: Some(access(&mut chance)),
            tests,
        };
        let tests = Tests { suites: vec![suite], misread: Vec::new() };
        let text = expect::write(&tests);
        let again = expect::read(&text);
        assert!(again.misread.is_empty(), "{text:?}: {:?}", again.misread);
        assert!(again.suites.len() <= 1, "{text:?}");
        // A control character becomes a space, and two spaces between rules are one.
        assert_eq!(spaced(&expect::write(&again)), spaced(&text));
        let script = expect::script(&tests);
        assert!(script.is_ascii());
        let run = serde_json::to_string(&expect::run(&tests, None, |_| None)).unwrap();
        for text in [&text, &script, &run] {
            assert!(!text.contains(SECRET), "{text}");
        }
    }
}

#[test]
fn a_comparison_has_no_password_and_is_empty_only_for_equals() {
    let mut chance = Chance::new(26);
    for _ in 0..many(2_000, 300) {
        let (before, after) = (access(&mut chance), access(&mut chance));
        let (first, second) = (chance.pick(&EngineVersion::ALL), chance.pick(&EngineVersion::ALL));
        let changes = compare(&before, first, &after, second);
        assert!(!format!("{changes:?}").contains(SECRET), "{before:?} {after:?}: {changes:?}");
        let users = [(&before, first), (&after, second)];
        let [a, b] = users.map(|(text, version)| access_string::parse(text, version.dialect()).user);
        assert_eq!(changes.is_empty(), a.diff(&b).is_empty(), "{before:?} {after:?}");
    }
}
