//! `cargo xtask servers`: real servers, for as long as a command runs.
use crate::ctx::Ctx;
use std::ffi::OsString;
use std::process::Command as Program;
use tools::run::run;
use tools::servers::{self, SERVERS, Server};

/// `cargo xtask servers`: these engines (by default, all) and a command.
pub fn command(ctx: &Ctx, words: &[OsString]) -> Result<(), String> {
    // The argument parser removes `--`; the first word that isn't an engine begins the command.
    let is_engine = |word: &&OsString| SERVERS.iter().any(|spec| **word == *spec.engine);
    let engines: Vec<String> =
        words.iter().take_while(is_engine).map(|word| word.to_string_lossy().into_owned()).collect();
    let program = words.get(engines.len()..).unwrap_or_default();
    // `redis-5.0` is a version without a server, not the name of a program.
    if let Some(unknown) =
        program.first().and_then(|word| word.to_str()).filter(|word| looks_like_engine(word))
    {
        servers::ensure(ctx, unknown)?;
    }
    let all: Vec<String> = SERVERS.iter().map(|spec| spec.engine.to_owned()).collect();
    let started = start(ctx, if engines.is_empty() { &all } else { &engines })?;
    let Some((program, rest)) = program.split_first() else {
        println!("Press Enter to stop them.");
        drop(std::io::stdin().read_line(&mut String::new()));
        return Ok(());
    };
    run(Program::new(program)
        .args(rest)
        .envs(started.iter().map(|server| (variable(server.engine), server.port.to_string()))))
}

fn looks_like_engine(word: &str) -> bool {
    let version = word.strip_prefix("redis-").or_else(|| word.strip_prefix("valkey-"));
    version.is_some_and(|version| version.starts_with(|digit: char| digit.is_ascii_digit()))
}

/// Starts these engines and prints their ports. They stop when the list is dropped.
pub fn start(ctx: &Ctx, engines: &[String]) -> Result<Vec<Server>, String> {
    engines
        .iter()
        .map(|engine| {
            let program = servers::ensure(ctx, engine)?;
            let server = program.start()?;
            println!("{} ({}) listens on 127.0.0.1:{}", program.engine, program.version, server.port);
            Ok(server)
        })
        .collect()
}

/// The environment variable that carries the port of an engine's server: `SERVER_VALKEY_9_1`.
pub fn variable(engine: &str) -> String {
    format!("SERVER_{}", engine.to_uppercase().replace(['-', '.'], "_"))
}
