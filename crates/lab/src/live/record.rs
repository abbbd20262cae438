//! Records a server's answers for the tests of `access-string`, which start no server: a case is kept if one of its checks
//! shows something new about a command.

use super::cases::{Case, Cases, Check, Rules};
use super::compare::{difference, left_out, read, smallest};
use super::oracle::{Oracle, Said};
use super::random::Random;
use super::sources::Source;
use access_string::{Command, Dialect, Engine, Verdict};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use tools::Ctx;

/// The servers that are worth the bytes: each is the first or the last of its kind.
const RECORDED: [&str; 3] = ["redis-6.2", "redis-7.0", "valkey-9.1"];

/// The same cases every time.
const SEED: u64 = 1;
/// How many cases about each command, and how many about anything, are looked at.
const EACH: usize = 6;
const ANY: usize = 600;
/// Commands whose other arguments say where their keys or databases are: this many cases of these.
const MOVING: [&str; 24] = [
    "bitfield",
    "blmpop",
    "copy",
    "eval",
    "georadius",
    "georadiusbymember",
    "memory|usage",
    "memory",
    "migrate",
    "move",
    "msetex",
    "publish",
    "psubscribe",
    "select",
    "set",
    "sort",
    "sort_ro",
    "stralgo",
    "subscribe",
    "swapdb",
    "xread",
    "xreadgroup",
    "zinterstore",
    "zunion",
];
const EACH_MOVING: usize = 100;

/// Quotes inside parentheses, read character by character.
const QUOTES: [&str; 16] = [
    r"('~a\')",
    r#"("~a\")"#,
    r#"("~a\"")"#,
    r"('~a\'')",
    r"('~a\' )",
    r#"("~a\" +get)"#,
    r#"(~a"\x4")"#,
    r#"(~a"\x4g")"#,
    r#"(~a"\x7a")"#,
    r#"(~a"\x")"#,
    r#"(~"\ta\rb\bc\ad\qe")"#,
    r"('~\ta\nb\x41\\')",
    r#"(~a"" +get)"#,
    r#"(""~a)"#,
    r#"(~'a'"b"c)"#,
    r#"(~a'b" )"#,
];

/// Writes `crates/acl/tests/data/by-command/<engine>.jsonl`, if this server's answers are in the repository.
pub fn record(ctx: &Ctx, source: &Source) -> Result<(), String> {
    let engine = source.engine;
    if !RECORDED.contains(&engine.name()) {
        return Ok(());
    }
    let (mut oracle, _server) = source.open()?;
    let mut cases = Cases::new(SEED, engine);
    let commands: Vec<Command> = Dialect::from(engine).commands().collect();
    let mut all: Vec<Case> = Vec::new();
    if engine.has_selectors() {
        let check = || Check { argv: vec!["GET".to_owned(), "a".to_owned()], database: 0 };
        all.extend(QUOTES.map(|text| Case { rules: Rules::Text(text.to_owned()), checks: vec![check()] }));
    }
    for command in commands {
        let each = if MOVING.contains(&command.name()) { EACH_MOVING } else { EACH };
        all.extend((0..each).map(|_| cases.about(command)));
    }
    all.extend((0..ANY).map(|_| cases.any()));
    all.retain(|case| !left_out(engine, case));
    let mut seen = BTreeSet::new();
    let mut text = String::new();
    for batch in all.chunks(64) {
        let said = oracle.ask(batch)?;
        for (case, said) in batch.iter().zip(&said) {
            text.extend(kept(&mut oracle, source, case, said, &mut seen)?);
        }
    }
    write(ctx, &format!("by-command/{engine}.jsonl"), &text)?;
    if engine == Engine::Valkey91 { write(ctx, "globs.txt", &globs(&mut oracle)?) } else { Ok(()) }
}

fn write(ctx: &Ctx, name: &str, text: &str) -> Result<(), String> {
    let path = ctx.path(format!("crates/acl/tests/data/{name}"));
    fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))
}

/// Which keys each pattern matches: the keys on the first line, then a pattern a line, with a digit for each key. All short
/// patterns of these letters, and some longer ones.
fn globs(oracle: &mut Oracle) -> Result<String, String> {
    const LETTERS: [&str; 8] = ["a", "b", "-", "]", "^", "[", "\\", "*"];
    let longer = |all: &[String]| -> Vec<String> {
        all.iter().flat_map(|text| LETTERS.map(|letter| format!("{text}{letter}"))).collect()
    };
    let one = LETTERS.map(str::to_owned).to_vec();
    let two = longer(&one);
    let keys: Vec<&String> = one.iter().chain(&two).filter(|key| !key.contains('*')).collect();
    let mut patterns =
        [vec!["?".to_owned(), "a?".to_owned(), "?b".to_owned(), "*?".to_owned()], two.clone(), longer(&two)]
            .concat();
    let mut random = Random(SEED);
    for _ in 0..900 {
        let length = 4 + random.below(5);
        patterns.push((0..length).map(|_| LETTERS[random.below(LETTERS.len())]).collect());
    }
    let case = |pattern: &String| Case {
        rules: Rules::Args(vec![format!("~{pattern}"), "+get".to_owned()]),
        checks: keys
            .iter()
            .map(|key| Check { argv: vec!["GET".to_owned(), (*key).clone()], database: 0 })
            .collect(),
    };
    let mut text = keys.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(" ") + "\n";
    for batch in patterns.chunks(64) {
        let cases: Vec<Case> = batch.iter().map(case).collect();
        for (pattern, said) in batch.iter().zip(oracle.ask(&cases)?) {
            let digits = said.checks.iter().map(|reply| if reply == b"OK" { '1' } else { '0' });
            let digits: String = digits.collect();
            if digits.contains('1') {
                text += &format!("{pattern} {digits}\n");
            }
        }
    }
    Ok(text)
}

/// The case as a line, with the checks that show something new; none where nothing does.
fn kept(
    oracle: &mut Oracle,
    source: &Source,
    case: &Case,
    said: &Said,
    seen: &mut BTreeSet<String>,
) -> Result<Option<String>, String> {
    let engine = source.engine;
    if difference(engine, case, said).is_some() {
        return Err(smallest(oracle, engine, case)?);
    }
    let (Ok(line), Ok(error)) =
        (String::from_utf8(said.line.clone()), said.error.clone().map(String::from_utf8).transpose())
    else {
        return Ok(None);
    };
    let quotes = matches!(&case.rules, Rules::Text(text) if QUOTES.contains(&text.as_str()));
    let mut recorded = match &case.rules {
        Rules::Text(text) => json!({"rules": text}),
        Rules::Args(args) => json!({"args": args}),
    };
    if let Some(error) = error {
        // The reason follows the word that it is about.
        let reason = error.rsplit("': ").next().unwrap_or_default().to_owned();
        recorded["error"] = json!(error);
        return Ok((quotes || new(seen, reason, 6)).then(|| format!("{recorded}\n")));
    }
    let user = read(engine, &case.rules).user;
    let checks: Vec<Value> = case
        .checks
        .iter()
        .zip(&said.checks)
        .filter(|(check, _)| new(seen, shows(&user.can(&check.argv, check.database), check.argv.len()), 1))
        .filter_map(|(check, reply)| Some(shown(check, std::str::from_utf8(reply).ok()?)))
        .collect();
    if checks.is_empty() && !quotes {
        return Ok(None);
    }
    recorded["line"] = json!(line);
    recorded["checks"] = checks.into();
    Ok(Some(format!("{recorded}\n")))
}

/// Whether this was seen fewer than this many times.
fn new(seen: &mut BTreeSet<String>, what: String, times: usize) -> bool {
    (0..times).any(|n| seen.insert(format!("{n} {what}")))
}

fn shows(verdict: &Verdict, count: usize) -> String {
    let count = |command: &Command| if MOVING.contains(&command.name()) { count } else { 0 };
    match verdict {
        Verdict::Allowed { command, selector, .. } => {
            format!("{command} {} {}", *selector > 0, count(command))
        }
        Verdict::Refused { command, reason, .. } => format!("{command} {reason:?} {}", count(command)),
        other => format!("{other:?}"),
    }
}

/// A check with the reply; without what is usual: database 0, and `OK`.
fn shown(check: &Check, reply: &str) -> Value {
    let mut value = json!({"cmd": check.argv});
    if check.database != 0 {
        value["db"] = json!(check.database);
    }
    if reply != "OK" {
        value["reply"] = json!(reply);
    }
    value
}
