//! `cargo xtask tidy`: the form of the sources, and the invariants of ARCHITECTURE.md.
use super::Command;
use crate::ctx::Ctx;
use crate::run::run;
use crate::tidy::{check, files};
use std::process::Command as Program;

/// `cargo xtask tidy`.
pub const COMMAND: Command = Command {
    name: "tidy",
    usage: "tidy [--fix]",
    about: "check the invariants of ARCHITECTURE.md; --fix formats",
    run: tidy,
};

fn tidy(ctx: &Ctx, args: &[String]) -> Result<(), String> {
    format(ctx, !args.iter().any(|arg| arg == "--fix"))?;
    check(ctx)
}

/// Formats every Rust file, or only says which ones are not formatted. `cargo fmt` would not see the files that a list
/// names inside a macro.
pub fn format(ctx: &Ctx, check: bool) -> Result<(), String> {
    let files = files(ctx)?.into_iter().filter(|file| file.ends_with(".rs"));
    let mut command = Program::new("rustfmt");
    command.current_dir(&ctx.root).args(["--edition", "2024"]);
    if check {
        command.arg("--check");
    }
    run(command.args(files)).map_err(|_| "not formatted; mend with: cargo xtask tidy --fix".to_owned())
}
