//! `cargo xtask servers`: real servers, for as long as a command runs.
use super::Command;
use crate::ctx::Ctx;
use crate::run::run;
use crate::tools::servers::{self, SERVERS, Server};
use std::process::Command as Program;

/// `cargo xtask servers`.
pub const COMMAND: Command = Command {
    name: "servers",
    usage: "servers [engine …] [-- command …]",
    about: "start real servers; SERVER_VALKEY_9_1 has the port for the command",
    run: command,
};

fn command(ctx: &Ctx, args: &[String]) -> Result<(), String> {
    let (engines, program) = match args.iter().position(|arg| arg == "--") {
        Some(at) => (args.get(..at).unwrap_or_default(), args.get(at + 1..).unwrap_or_default()),
        None => (args, [].as_slice()),
    };
    let all: Vec<String> = SERVERS.iter().map(|spec| spec.engine.to_owned()).collect();
    let started = start(ctx, if engines.is_empty() { &all } else { engines })?;
    let Some((program, rest)) = program.split_first() else {
        println!("Press Enter to stop them.");
        drop(std::io::stdin().read_line(&mut String::new()));
        return Ok(());
    };
    run(Program::new(program)
        .args(rest)
        .envs(started.iter().map(|server| (variable(server.engine), server.port.to_string()))))
}

/// Starts these engines and says where they listen. They stop when the list is dropped.
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
