//! Writes down what a server says, for the tests of `access-string`, which start none: a case is kept where one of its
//! checks shows something of a command that none before it did.

use super::cases::{Case, Cases, Check, Rules};
use super::compare::{difference, left_out, read, smallest};
use super::oracle::{Oracle, Said};
use super::sources::Source;
use crate::ctx::Ctx;
use access_string::{Command, Dialect, Verdict};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

/// The servers that are worth the bytes: each is the first or the last of its kind.
const RECORDED: [&str; 3] = ["redis-6.2", "redis-7.0", "valkey-9.1"];

/// The same cases every time.
const SEED: u64 = 1;
/// How many cases about each command, and how many about anything, are looked at.
const EACH: usize = 6;
const ANY: usize = 600;
/// Commands whose keys or databases stand where their other arguments say: so many cases of these.
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

/// Writes `crates/acl/tests/data/by-command/<engine>.jsonl`, if this server's answers stand in the repository.
pub fn record(ctx: &Ctx, source: &Source) -> Result<(), String> {
    let engine = source.engine;
    if !RECORDED.contains(&engine.name()) {
        return Ok(());
    }
    let (mut oracle, _server) = source.open()?;
    let mut cases = Cases::new(SEED, engine);
    let commands: Vec<Command> = Dialect::from(engine).commands().collect();
    let mut all: Vec<Case> = Vec::new();
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
    let path = ctx.path(format!("crates/acl/tests/data/by-command/{engine}.jsonl"));
    fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))
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
    let mut recorded = match &case.rules {
        Rules::Text(text) => json!({"rules": text}),
        Rules::Args(args) => json!({"args": args}),
    };
    if let Some(error) = error {
        // The reason stands behind the word that it is about.
        let reason = error.rsplit("': ").next().unwrap_or_default().to_owned();
        recorded["error"] = json!(error);
        return Ok(new(seen, reason, 6).then(|| format!("{recorded}\n")));
    }
    let user = read(engine, &case.rules).user;
    let checks: Vec<Value> = case
        .checks
        .iter()
        .zip(&said.checks)
        .filter(|(check, _)| new(seen, shows(&user.can(&check.argv, check.database), check.argv.len()), 1))
        .filter_map(|(check, reply)| Some(shown(check, std::str::from_utf8(reply).ok()?)))
        .collect();
    if checks.is_empty() {
        return Ok(None);
    }
    recorded["line"] = json!(line);
    recorded["checks"] = checks.into();
    Ok(Some(format!("{recorded}\n")))
}

/// Whether this was seen fewer than so many times.
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
