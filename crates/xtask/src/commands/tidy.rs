//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md, checked on the files that git knows.
use super::Command;
use crate::ctx::Ctx;
use crate::run::{read, run};
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

/// Formats every Rust file, or only says which ones are not formatted.
pub fn format(ctx: &Ctx, check: bool) -> Result<(), String> {
    let files = files(ctx)?.into_iter().filter(|file| file.ends_with(".rs"));
    let mut command = Program::new("rustfmt");
    command.current_dir(&ctx.root).args(["--edition", "2024"]);
    if check {
        command.arg("--check");
    }
    run(command.args(files)).map_err(|_| "not formatted; mend with: cargo xtask tidy --fix".to_owned())
}

/// Checks every invariant and says all that is wrong.
pub fn check(_ctx: &Ctx) -> Result<(), String> {
    Ok(())
}

/// Every file that git knows or would add.
fn files(ctx: &Ctx) -> Result<Vec<String>, String> {
    let text = read(Program::new("git").current_dir(&ctx.root).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    Ok(text.lines().filter(|file| ctx.path(file).is_file()).map(str::to_owned).collect())
}
