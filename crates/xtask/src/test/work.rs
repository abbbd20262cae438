//! The growth of work, counted to the last step: `crates/acl/tests/work.rs` and `crates/testkit/tests/work.rs` in a build
//! whose every executed region is counted. `cargo test` alone counts allocations of shorter inputs.
use super::Section;
use crate::ctx::Ctx;
use std::process::Command;
use tools::run::run as show;

pub const SECTION: Section =
    Section { name: "work", about: "no function costs more per byte of a longer input, step by step", run };

fn run(ctx: &Ctx) -> Result<(), String> {
    for package in ["access-string", "testkit"] {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&ctx.root).args(["test", "--quiet", "--package", package, "--test", "work"]);
        cargo
            .env("CARGO_TARGET_DIR", ctx.path("target/work"))
            .env("RUSTFLAGS", "-C instrument-coverage --cfg counts_steps")
            .env("CARGO_PROFILE_TEST_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_TEST_DEBUG", "0")
            // The counters are read by the tests themselves; at its end a program would write them into a file.
            .env("LLVM_PROFILE_FILE", "/dev/null");
        // The counters are those of the whole program.
        show(cargo.args(["--", "--test-threads=1"]))?;
    }
    Ok(())
}
