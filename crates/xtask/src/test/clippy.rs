//! No warning of the compiler or of clippy: every target natively, and what only the page and the package compile.
use super::Section;
use crate::ctx::Ctx;
use crate::run::run;
use crate::tools::wasm;
use std::process::Command;

pub const SECTION: Section =
    Section { name: "clippy", about: "no warning, natively and for wasm", run: clippy };

fn clippy(ctx: &Ctx) -> Result<(), String> {
    run(Command::new("cargo").current_dir(&ctx.root).args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    let toolchain = wasm::ensure_clippy(ctx)?;
    // The profile of the real build: what runs on this machine is then compiled once for both.
    run(toolchain
        .cargo(ctx, "clippy")
        .args(["--profile", "wasm"])
        .args(wasm::packages(ctx)?)
        .args(["--", "-D", "warnings"]))
}
