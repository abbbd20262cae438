//! How the number of steps grows with the input: `crates/acl/tests/work.rs` and `crates/testkit/tests/work.rs` in a build
//! that counts every executed region. `cargo test` alone counts allocations, for shorter inputs.
use super::Section;
use crate::ctx::Ctx;
use std::process::Command;
use tools::run::run as show;

pub const SECTION: Section =
    Section { name: "work", about: "no function takes more steps per byte if the input is longer", run };

fn run(ctx: &Ctx) -> Result<(), String> {
    for package in ["access-string", "testkit"] {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&ctx.root).args(["test", "--quiet", "--package", package, "--test", "work"]);
        cargo
            .env("CARGO_TARGET_DIR", ctx.path("target/work"))
            .env("RUSTFLAGS", "-C instrument-coverage --cfg counts_steps")
            .env("CARGO_PROFILE_TEST_OPT_LEVEL", "1")
            // The tests read the counters themselves; by default a program writes them to a file when it exits.
            .env("LLVM_PROFILE_FILE", "/dev/null");
        // The counters are global.
        show(cargo.args(["--", "--test-threads=1"]))?;
    }
    Ok(())
}
