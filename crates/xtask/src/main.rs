//! `cargo xtask <command>`: the one way to run anything in this repository.
//!
//! Each command installs what it lacks, says what it is doing and how long that may take, and never installs twice.
mod bench;
mod cases;
mod cli_words;
mod commands;
mod ctx;
mod drafts;
mod r#gen;
mod hostile;
mod install;
mod json;
mod live;
mod programs;
mod recipes;
mod run;
mod sbom;
mod stub;
mod test;
mod tidy;
mod tools;
mod users;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let name = if args.is_empty() { "help".to_owned() } else { args.remove(0) };
    if matches!(name.as_str(), "help" | "-h" | "--help") {
        // Whoever reads it may stop before its end.
        drop(writeln!(std::io::stdout(), "{}", help()));
        return ExitCode::SUCCESS;
    }
    let Some(command) = commands::COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("There is no command `{name}`.\n\n{}", help());
        return ExitCode::from(2);
    };
    match ctx::Ctx::new().and_then(|ctx| run_with_node(&ctx, command, &args)) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("\ncargo xtask {name}: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Commands that run on a machine without Node.js.
const WITHOUT_NODE: &[&str] = &["gen", "tidy", "servers"];

/// Runs a command; where PATH lacks Node.js, in this program started anew with a PATH that has it.
fn run_with_node(ctx: &ctx::Ctx, command: &commands::Command, args: &[String]) -> Result<ExitCode, String> {
    let path = if WITHOUT_NODE.contains(&command.name) { None } else { tools::node::path(ctx)? };
    let Some(path) = path else { return (command.run)(ctx, args).map(|()| ExitCode::SUCCESS) };
    let program = std::env::current_exe().map_err(|why| why.to_string())?;
    let mut again = std::process::Command::new(program);
    let status =
        again.arg(command.name).args(args).env("PATH", path).status().map_err(|why| why.to_string())?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn help() -> String {
    let mut text = String::from("cargo xtask <command>\n");
    for command in commands::COMMANDS {
        text.push_str(&format!("\n  {:<38} {}", command.usage, command.about));
    }
    text.push_str("\n\nTools are kept in ~/.cache/elasticache-user-builder; set ELASTICACHE_USER_BUILDER_CACHE for another place.");
    text
}
