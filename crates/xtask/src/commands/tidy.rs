//! `cargo xtask tidy`: formatting, and the invariants of ARCHITECTURE.md.
use crate::ctx::Ctx;
use crate::shell::{cmd, run, shell};
use crate::tidy::check;

/// The workspaces: fuzzing has its own, as it needs another compiler.
const WORKSPACES: &[&str] = &["Cargo.toml", "crates/acl/fuzz/Cargo.toml", "crates/core/fuzz/Cargo.toml"];

/// `cargo xtask tidy`.
pub fn command(ctx: &Ctx, fix: bool) -> Result<(), String> {
    format(ctx, !fix)?;
    check(ctx)
}

/// Formats every crate, or only reports those that aren't formatted.
pub fn format(ctx: &Ctx, check: bool) -> Result<(), String> {
    let shell = shell(ctx)?;
    let check = check.then_some("--check");
    for manifest in WORKSPACES {
        run(cmd!(shell, "cargo fmt --all --manifest-path {manifest} {check...}"))
            .map_err(|_| "not formatted; fix it with: cargo xtask tidy --fix".to_owned())?;
    }
    Ok(())
}
