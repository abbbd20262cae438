//! `cargo xtask tidy`: the form of the sources, and the invariants of ARCHITECTURE.md.
use crate::ctx::Ctx;
use crate::run::run;
use crate::tidy::check;
use std::process::Command as Program;

/// `cargo xtask tidy`.
pub fn command(ctx: &Ctx, fix: bool) -> Result<(), String> {
    format(ctx, !fix)?;
    check(ctx)
}

/// The workspaces: fuzzing has its own, as it needs another compiler.
const WORKSPACES: &[&str] = &["Cargo.toml", "crates/acl/fuzz/Cargo.toml", "crates/core/fuzz/Cargo.toml"];

/// Formats every crate, or only says which ones are not formatted.
pub fn format(ctx: &Ctx, check: bool) -> Result<(), String> {
    for manifest in WORKSPACES {
        let mut fmt = Program::new("cargo");
        fmt.args(["fmt", "--all", "--manifest-path"]).arg(ctx.path(manifest));
        if check {
            fmt.arg("--check");
        }
        run(&mut fmt).map_err(|_| "not formatted; fix it with: cargo xtask tidy --fix".to_owned())?;
    }
    Ok(())
}
