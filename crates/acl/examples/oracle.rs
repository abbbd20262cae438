//! Answers access-control cases as a real server would, for holding the two against each other.
//!
//! Usage: `oracle <engine> < cases.jsonl > results.jsonl`, with an engine such as `valkey-8.0`. `valkey-8.1+modules` is that
//! engine with the modules that Amazon ElastiCache has in it; its results have one member more, `replies`: for each check
//! the reply of `ACL DRYRUN`.
//!
//! A case is `{"id": …, "rules": "on ~a +get", "checks": [{"cmd": ["GET", "a"], "db": 0}]}`; `args` instead of
//! `rules` gives exact arguments. A result is `{"id", "ok", "canonical", "passwords", "checks"}` or
//! `{"id", "ok", "error"}`. A check is `1` (allowed), or why not: `cmd:get`, `key:a`, `chan:a`, `db:1`,
//! `err:unknown`, `err:arity`.

use access_string::{AccessString, Dialect, Engine, Modules, Reason, User, Verdict, parse, parse_args};
use serde_json::{Map, Value, json};
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some(dialect) = dialect(&name) else {
        let known: Vec<&str> = ENGINES.iter().map(|(name, ..)| *name).collect();
        eprintln!("usage: oracle <engine>[+modules], one of {}", known.join(", "));
        return ExitCode::from(2);
    };
    match run(dialect) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The engines by the numbers of Amazon ElastiCache, of which two are its own, and the modules that come with each.
const ENGINES: [(&str, Engine, Modules); 10] = [
    ("redis-6.0", Engine::Redis60, Modules::None),
    ("redis-6.2", Engine::Redis62, Modules::Json),
    ("redis-7.0", Engine::Redis70, Modules::Json),
    ("redis-7.1", Engine::Redis70, Modules::Json),
    ("valkey-7.2", Engine::Valkey72, Modules::Json),
    ("valkey-8.0", Engine::Valkey80, Modules::Json),
    ("valkey-8.1", Engine::Valkey81, Modules::Bloom),
    ("valkey-8.2", Engine::Valkey81, Modules::Search),
    ("valkey-9.0", Engine::Valkey90, Modules::Aggregate),
    ("valkey-9.1", Engine::Valkey91, Modules::Aggregate),
];

/// The engine that a name refers to.
pub fn dialect(name: &str) -> Option<Dialect> {
    let (engine, with_modules) = match name.strip_suffix("+modules") {
        Some(engine) => (engine, true),
        None => (name, false),
    };
    let (_, engine, modules) = *ENGINES.iter().find(|(name, ..)| *name == engine)?;
    Some(engine.with(if with_modules { modules } else { Modules::None }))
}

fn run(dialect: Dialect) -> Result<(), String> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| error.to_string())?;
        let line = line.trim();
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let case: Value =
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", number + 1))?;
        writeln!(out, "{}", answer(dialect, &case)).map_err(|error| error.to_string())?;
    }
    out.flush().map_err(|error| error.to_string())
}

/// The result for one case.
fn answer(dialect: Dialect, case: &Value) -> Value {
    let access = read(dialect, case);
    let mut result = Map::new();
    if let Some(id) = case.get("id") {
        result.insert("id".into(), id.clone());
    }
    result.insert("ok".into(), access.is_accepted().into());
    if let Some(error) = access.server_error() {
        result.insert("error".into(), error.into());
        return result.into();
    }
    let user = &access.user;
    result.insert("canonical".into(), user.canonical().into());
    if !user.passwords.is_empty() {
        result.insert("passwords".into(), user.passwords.len().into());
    }
    let checks = case.get("checks").and_then(Value::as_array);
    let checks = checks.map(Vec::as_slice).unwrap_or_default();
    let verdicts: Vec<Value> = checks.iter().map(|check| verdict(user, check)).collect();
    result.insert("checks".into(), verdicts.into());
    if dialect.modules != Modules::None {
        let replies: Vec<Value> = checks.iter().map(|check| reply(user, check).into()).collect();
        result.insert("replies".into(), replies.into());
    }
    result.into()
}

/// The access string of a case.
pub fn read(dialect: Dialect, case: &Value) -> AccessString {
    match case.get("args").and_then(Value::as_array) {
        Some(args) => parse_args(&strings(args), dialect),
        None => {
            let rules = case.get("rules").and_then(Value::as_str);
            parse(rules.unwrap_or_default(), dialect)
        }
    }
}

fn strings(list: &[Value]) -> Vec<&str> {
    list.iter().map(|item| item.as_str().unwrap_or_default()).collect()
}

/// The command of a check, and the database that it is run in.
fn call(check: &Value) -> (Vec<&str>, u32) {
    let argv = check.get("cmd").and_then(Value::as_array);
    let argv = strings(argv.map(Vec::as_slice).unwrap_or_default());
    let database = check.get("db").and_then(Value::as_u64).unwrap_or(0);
    (argv, u32::try_from(database).unwrap_or(u32::MAX))
}

/// The reply of `ACL DRYRUN` to a check.
fn reply(user: &User, check: &Value) -> String {
    let (argv, database) = call(check);
    user.can(&argv, database).dryrun_reply(user.dialect, "oracle", &argv)
}

/// One check in the short form.
fn verdict(user: &User, check: &Value) -> Value {
    let (argv, database) = call(check);
    let arg = |position: usize| argv.get(position).copied().unwrap_or_default();
    match user.can(&argv, database) {
        Verdict::Allowed { .. } => json!(1),
        Verdict::UnknownCommand => json!("err:unknown"),
        Verdict::WrongArity { .. } => json!("err:arity"),
        Verdict::Refused { command, reason, .. } => json!(match reason {
            Reason::Command => format!("cmd:{}", command.reply_name()),
            Reason::Key { position, .. } => format!("key:{}", arg(position)),
            Reason::Channel { position } => format!("chan:{}", arg(position)),
            Reason::Database { position } => format!("db:{}", arg(position)),
        }),
    }
}
