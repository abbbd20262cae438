//! Sections that run cargo or this program on the sources.
use super::Section;
use crate::commands::tidy::format;
use crate::ctx::Ctx;
use crate::shell::{cmd, run, shell};
use crate::tidy;
use crate::tools::wasm;

pub const FMT: Section =
    Section { name: "fmt", about: "every Rust file is formatted", run: |ctx| format(ctx, true) };

pub const TIDY: Section =
    Section { name: "tidy", about: "the invariants of ARCHITECTURE.md hold", run: tidy::check };

pub const UNIT: Section = Section {
    name: "unit",
    about: "the tests of every crate, the examples in their documentation, generated files",
    run: unit,
};

pub const CLIPPY: Section =
    Section { name: "clippy", about: "no warning, natively and for wasm", run: clippy };

pub const DOCS: Section = Section {
    name: "docs",
    about: "the documentation of the crates builds as on docs.rs, without a warning",
    run: docs,
};

fn docs(ctx: &Ctx) -> Result<(), String> {
    let shell = shell(ctx)?;
    shell.set_var("RUSTDOCFLAGS", "-D warnings");
    run(cmd!(shell, "cargo doc --no-deps --all-features --package access-string --package elasticache-user"))
}

fn unit(ctx: &Ctx) -> Result<(), String> {
    let shell = shell(ctx)?;
    // All cases: by default there are fewer.
    shell.set_var("FULL", "1");
    // The proofs are only compiled here; their own sections run them.
    run(cmd!(shell, "cargo test --workspace --no-run"))?;
    if tools::run::on_path(&["cargo-nextest"]).is_none() {
        return run(cmd!(shell, "cargo test --workspace --exclude proofs"));
    }
    run(cmd!(shell, "cargo nextest run --workspace --exclude proofs --no-tests=pass --no-fail-fast"))?;
    // Doctests have names with their lines. (`--doc` would select other packages, and so compile them again.)
    run(cmd!(shell, "cargo test --quiet --workspace --exclude proofs -- '(line '"))
}

fn clippy(ctx: &Ctx) -> Result<(), String> {
    let shell = shell(ctx)?;
    run(cmd!(shell, "cargo clippy --workspace --all-targets -- -D warnings"))?;
    // These have their own workspaces and need a nightly compiler to run, so nothing else compiles them. Nothing is linked, so
    // libFuzzer, half a minute of C++, isn't needed.
    shell.set_var("CUSTOM_LIBFUZZER_PATH", ctx.path("target/fuzz/libnone.a"));
    for fuzz in ["crates/acl/fuzz", "crates/core/fuzz"] {
        let target = ctx.path("target/fuzz");
        run(cmd!(shell, "cargo check --manifest-path {fuzz}/Cargo.toml --target-dir {target}"))?;
    }
    let toolchain = wasm::ensure_clippy(ctx)?;
    // The profile of the real build, with which it shares macros and build scripts.
    let mut for_wasm = toolchain.cargo(ctx, "clippy");
    let for_wasm = for_wasm.args(["--profile", "wasm"]).args(wasm::packages(ctx)?);
    tools::run::run(for_wasm.args(["--", "-D", "warnings"]))
}
