//! Answers access-control cases as a real server would, for holding the two against each other.
//!
//! Usage: `oracle <engine> < cases.jsonl > results.jsonl`, with an engine such as `valkey-8.0`.
//!
//! A case is `{"id": …, "rules": "on ~a +get", "checks": [{"cmd": ["GET", "a"], "db": 0}]}`; `args` instead of
//! `rules` gives exact arguments. A result is `{"id", "ok", "canonical", "passwords", "checks"}` or
//! `{"id", "ok", "error"}`. A check is `1` (allowed), or why not: `cmd:get`, `key:a`, `chan:a`, `db:1`,
//! `err:unknown`, `err:arity`.

use access_string::{AccessString, Engine, Reason, User, Verdict, parse, parse_args};
use serde_json::{Map, Value, json};
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some(engine) = Engine::from_name(&name) else {
        let known: Vec<&str> = Engine::ALL.iter().map(|engine| engine.name()).collect();
        eprintln!("usage: oracle <engine>, one of {}", known.join(", "));
        return ExitCode::from(2);
    };
    match run(engine) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(engine: Engine) -> Result<(), String> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| error.to_string())?;
        let line = line.trim();
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let case: Value =
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", number + 1))?;
        writeln!(out, "{}", answer(engine, &case)).map_err(|error| error.to_string())?;
    }
    out.flush().map_err(|error| error.to_string())
}

/// The result for one case.
fn answer(engine: Engine, case: &Value) -> Value {
    let access = read(engine, case);
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
    let checks: Vec<Value> = checks.iter().map(|check| verdict(user, check)).collect();
    result.insert("checks".into(), checks.into());
    result.into()
}

/// The access string of a case.
pub fn read(engine: Engine, case: &Value) -> AccessString {
    match case.get("args").and_then(Value::as_array) {
        Some(args) => parse_args(&strings(args), engine),
        None => {
            let rules = case.get("rules").and_then(Value::as_str);
            parse(rules.unwrap_or_default(), engine)
        }
    }
}

fn strings(list: &[Value]) -> Vec<&str> {
    list.iter().map(|item| item.as_str().unwrap_or_default()).collect()
}

/// One check in the short form.
fn verdict(user: &User, check: &Value) -> Value {
    let argv = check.get("cmd").and_then(Value::as_array);
    let argv = strings(argv.map(Vec::as_slice).unwrap_or_default());
    let database = check.get("db").and_then(Value::as_u64).unwrap_or(0);
    let database = u32::try_from(database).unwrap_or(u32::MAX);
    let arg = |position: usize| argv.get(position).copied().unwrap_or_default();
    match user.can(&argv, database) {
        Verdict::Allowed { .. } => json!(1),
        Verdict::UnknownCommand => json!("err:unknown"),
        Verdict::WrongArity { .. } => json!("err:arity"),
        Verdict::Refused { command, reason, .. } => json!(match reason {
            Reason::Command => format!("cmd:{command}"),
            Reason::Key { position, .. } => format!("key:{}", arg(position)),
            Reason::Channel { position } => format!("chan:{}", arg(position)),
            Reason::Database { position } => format!("db:{}", arg(position)),
        }),
    }
}
