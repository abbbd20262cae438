//! `cargo xtask <command>`: the one way to run anything in this repository.
//!
//! Each command installs missing tools once, and prints what it's doing and how long that may take.
mod commands;
mod flags;
mod shell;
mod test;
mod tidy;
mod tools;

use ::tools::{ctx, install, run};
use ctx::Ctx;
use flags::{Xtask, XtaskCmd};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args: Vec<_> = std::env::args_os().skip(1).collect();
    if args.is_empty() || args[0] == "help" {
        args = vec!["--help".into()];
    }
    let typed = match Xtask::from_vec(args.clone()) {
        Ok(typed) => typed,
        Err(why) if why.is_help() => why.exit(),
        Err(why) => {
            eprintln!("cargo xtask: {why}\n`cargo xtask help` lists the commands.");
            return ExitCode::from(2);
        }
    };
    match Ctx::new().and_then(|ctx| run_with_node(ctx, typed.subcommand, &args)) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("\ncargo xtask {}: {why}", args[0].to_string_lossy());
            ExitCode::FAILURE
        }
    }
}

/// Runs a command. If PATH lacks Node.js, restarts this program with a PATH that has it.
fn run_with_node(ctx: Ctx, command: XtaskCmd, args: &[std::ffi::OsString]) -> Result<ExitCode, String> {
    let without = matches!(command, XtaskCmd::Gen(_) | XtaskCmd::Tidy(_) | XtaskCmd::Servers(_));
    let path = if without { None } else { tools::node::path(&ctx)? };
    let Some(path) = path else { return dispatch(ctx, command).map(|()| ExitCode::SUCCESS) };
    let program = std::env::current_exe().map_err(|why| why.to_string())?;
    let status = std::process::Command::new(program).args(args).env("PATH", path).status();
    let status = status.map_err(|why| why.to_string())?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn dispatch(ctx: Ctx, command: XtaskCmd) -> Result<(), String> {
    match command {
        XtaskCmd::Serve(typed) => commands::serve::command(&ctx, &typed),
        XtaskCmd::Test(typed) => test::command(ctx, &typed),
        XtaskCmd::Build(typed) => commands::build::command(&ctx, typed),
        XtaskCmd::Npm(_) => commands::npm::npm(&ctx).map(drop),
        XtaskCmd::Bench(typed) => commands::lab::bench(&ctx, &typed),
        XtaskCmd::Gen(typed) => commands::generate::generate(&ctx, &typed.kinds, typed.check),
        XtaskCmd::Tidy(typed) => commands::tidy::command(&ctx, typed.fix),
        XtaskCmd::Servers(typed) => commands::servers::command(&ctx, &typed.engines),
        XtaskCmd::Recipes(typed) => commands::lab::recipes(&ctx, &typed),
        XtaskCmd::Tool(typed) => commands::tool::command(&ctx, &typed.names),
    }
}
