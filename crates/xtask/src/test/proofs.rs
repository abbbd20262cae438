//! The test program of `crates/proofs`: compiled once, its tests found by their module.
use crate::ctx::Ctx;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tools::run::{read, say};

/// Compiles it, and gives it.
pub fn build(ctx: &Ctx) -> Result<PathBuf, String> {
    say("compiling the proofs (a minute or two at first, then seconds)");
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&ctx.root).args(["test", "--quiet", "--package", "proofs", "--no-run"]);
    let output =
        cargo.args(["--message-format", "json-render-diagnostics"]).stderr(Stdio::inherit()).output();
    let output = output.map_err(|why| format!("cargo cannot be started: {why}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let program = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find_map(|said| said["executable"].as_str().map(PathBuf::from));
    program.filter(|_| output.status.success()).ok_or_else(|| "the proofs do not compile".to_owned())
}

/// The program, to run the tests of a module.
pub fn command(ctx: &Ctx, program: &Path, module: &str) -> Result<Command, String> {
    let names = read(Command::new(program).args(["--list", "--format", "terse"]))?;
    let names = names.lines().filter_map(|line| line.strip_suffix(": test"));
    let names: Vec<&str> = names.filter(|name| name.split("::").next() == Some(module)).collect();
    if names.is_empty() {
        return Err(format!("crates/proofs has no test in {module}"));
    }
    let mut command = Command::new(program);
    command.current_dir(ctx.path("crates/proofs")).args(["--exact", "--nocapture", "--test-threads=1"]);
    command.args(names);
    Ok(command)
}
