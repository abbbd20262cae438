//! What cargo and this program say of the sources.
use super::Section;
use crate::commands::generate::generate;
use crate::commands::tidy::format;
use crate::ctx::Ctx;
use crate::tidy;
use crate::tools::wasm;
use tools::run::run;
use xshell::{Shell, cmd};

pub const FMT: Section =
    Section { name: "fmt", about: "every Rust file is formatted", run: |ctx| format(ctx, true) };

pub const TIDY: Section =
    Section { name: "tidy", about: "the invariants of ARCHITECTURE.md hold", run: tidy::check };

pub const GENERATED: Section = Section {
    name: "generated",
    about: "generated files are up to date",
    run: |ctx| generate(ctx, &[], true),
};

pub const UNIT: Section = Section {
    name: "unit",
    about: "the tests of every crate, and the examples in their documentation",
    run: unit,
};

pub const CLIPPY: Section =
    Section { name: "clippy", about: "no warning, natively and for wasm", run: clippy };

fn unit(ctx: &Ctx) -> Result<(), String> {
    let shell = shell(ctx)?;
    let test = if cmd!(shell, "cargo nextest --version").quiet().ignore_stdout().ignore_stderr().run().is_ok()
    {
        cmd!(shell, "cargo nextest run --workspace --exclude proofs --no-tests=pass")
            .run()
            .and_then(|()| cmd!(shell, "cargo test --workspace --exclude proofs --doc").run())
    } else {
        cmd!(shell, "cargo test --workspace --exclude proofs").run()
    };
    test.map_err(|why| why.to_string())
}

fn clippy(ctx: &Ctx) -> Result<(), String> {
    let shell = shell(ctx)?;
    let native = cmd!(shell, "cargo clippy --workspace --all-targets -- -D warnings");
    native.run().map_err(|why| why.to_string())?;
    let toolchain = wasm::ensure_clippy(ctx)?;
    // The profile of the real build: what runs on this machine is then compiled once for both.
    let mut for_wasm = toolchain.cargo(ctx, "clippy");
    run(for_wasm.args(["--profile", "wasm"]).args(wasm::packages(ctx)?).args(["--", "-D", "warnings"]))
}

fn shell(ctx: &Ctx) -> Result<Shell, String> {
    let shell = Shell::new().map_err(|why| why.to_string())?;
    shell.change_dir(&ctx.root);
    // All the cases: a person at work has fewer of them.
    shell.set_var("FULL", "1");
    Ok(shell)
}
