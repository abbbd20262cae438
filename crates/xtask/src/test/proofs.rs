//! The test program of `crates/proofs`: compiled once, its tests found by their module.
use crate::ctx::Ctx;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tools::run::{read, say};

/// Compiles it, and returns its path.
pub fn build(ctx: &Ctx) -> Result<PathBuf, String> {
    say("compiling the proofs (a minute or two at first, then seconds)");
    compile(ctx, &["--package", "proofs"], "proofs")
}

/// Compiles these packages with their tests and examples, and returns the program with this name. A run with `unit` always
/// compiles the whole workspace: each selection of packages has its own features, so most dependencies would be compiled
/// again.
pub fn compile(ctx: &Ctx, packages: &[&str], name: &str) -> Result<PathBuf, String> {
    let packages = if ctx.whole { WHOLE } else { packages };
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&ctx.root).args(["test", "--quiet", "--no-run"]).args(packages);
    let output =
        cargo.args(["--message-format", "json-render-diagnostics"]).stderr(Stdio::inherit()).output();
    let output = output.map_err(|why| format!("cargo can't be started: {why}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let program = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|artifact| artifact["target"]["name"] == name)
        .find_map(|artifact| artifact["executable"].as_str().map(PathBuf::from));
    program.filter(|_| output.status.success()).ok_or_else(|| format!("{name} doesn't compile"))
}

/// What `unit` compiles.
pub const WHOLE: &[&str] = &["--workspace"];

/// A command that runs a module's tests.
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
