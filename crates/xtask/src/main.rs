//! `cargo xtask <command>`: the one way to run anything in this repository.
//!
//! Each command installs what it lacks, says what it is doing and how long that may take, and never installs twice.
mod bench;
mod cli_words;
mod commands;
mod ctx;
mod drafts;
mod r#gen;
mod install;
mod live;
mod programs;
mod run;
mod test;
mod tidy;
mod tools;
mod users;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let name = if args.is_empty() { "help".to_owned() } else { args.remove(0) };
    if matches!(name.as_str(), "help" | "-h" | "--help") {
        println!("{}", help());
        return ExitCode::SUCCESS;
    }
    let Some(command) = commands::COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("There is no command `{name}`.\n\n{}", help());
        return ExitCode::from(2);
    };
    match ctx::Ctx::new().and_then(|ctx| (command.run)(&ctx, &args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\ncargo xtask {name}: {why}");
            ExitCode::FAILURE
        }
    }
}

fn help() -> String {
    let mut text = String::from("cargo xtask <command>\n");
    for command in commands::COMMANDS {
        text.push_str(&format!("\n  {:<38} {}", command.usage, command.about));
    }
    text.push_str("\n\nTools are kept in ~/.cache/elasticache-user-builder; set ELASTICACHE_USER_BUILDER_CACHE for another place.");
    text
}
