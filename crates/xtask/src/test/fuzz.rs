//! Fuzzes every entry point for a minute: access strings, requests, pasted text, links. Only with --long, as it takes a
//! nightly compiler and minutes.
use super::Section;
use crate::ctx::Ctx;
use crate::run::{logged, read, run as show, say};
use crate::shell::{cmd, shell};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

pub const SECTION: Section =
    Section { name: "fuzz", about: "with --long: fuzzes every entry point for a minute", run };

/// A fuzz target: its crate, its name, its corpus, and its dictionary.
const TARGETS: &[(&str, &str, &str, Option<&str>)] = &[
    ("crates/acl/fuzz", "access_string", "crates/acl/fuzz/corpus/access_string", None),
    ("crates/core/fuzz", "check", "crates/core/fuzz/corpus/check", Some("crates/core/fuzz/words.dict")),
    ("crates/core/fuzz", "import", "crates/core/fuzz/corpus/import", Some("crates/core/fuzz/words.dict")),
    ("crates/core/fuzz", "link", "crates/core/fuzz/corpus/link", Some("crates/core/fuzz/words.dict")),
];

/// cargo-fuzz's flags, which tell libFuzzer what code an input reaches.
/// The counters of `-C instrument-coverage` are the steps that each target bounds.
const COVERAGE: &str = "--cfg fuzzing --cfg counts_steps -Cinstrument-coverage -Cdebug-assertions=on -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

fn run(ctx: &Ctx) -> Result<(), String> {
    if !ctx.long {
        say("only with --long");
        return Ok(());
    }
    nightly(ctx)?;
    let version = read(Command::new("rustc").args(["+nightly", "-vV"]))?;
    let host =
        version.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc doesn't print its host")?;
    let built = ctx.path("target/fuzz");
    for (folder, name, seeds, words) in TARGETS {
        say(format!("{name} (some minutes to build)"));
        let mut cargo = Command::new("cargo");
        cargo.args(["+nightly", "build", "--quiet", "--release", "--target", host, "--bin", name]);
        cargo.arg("--manifest-path").arg(ctx.path(folder).join("Cargo.toml"));
        // Each has its own workspace, so cargo's variables for this one don't apply.
        cargo.env("CARGO_TARGET_DIR", &built).env("RUSTFLAGS", COVERAGE).env_remove("CARGO");
        logged(&mut cargo, &ctx.path("target/fuzz.log"))?;
        let found = built.join("corpus").join(name);
        fs::create_dir_all(&found).map_err(|why| why.to_string())?;
        let program: PathBuf = built.join(host).join("release").join(name);
        let mut fuzzer = Command::new(program);
        fuzzer.arg(&found).arg(ctx.path(seeds));
        // A minute. An input that takes longer than the timeout counts as a failure, like a panic.
        fuzzer.args(["-max_total_time=60", "-timeout=10", "-max_len=65536"]);
        fuzzer.args(["-verbosity=0", "-print_funcs=0", "-print_final_stats=1"]);
        fuzzer.arg(format!("-artifact_prefix={}/", built.display()));
        fuzzer.env("LLVM_PROFILE_FILE", "/dev/null");
        if let Some(words) = words {
            fuzzer.arg(format!("-dict={}", ctx.path(words).display()));
        }
        show(&mut fuzzer).map_err(|why| format!("{name} found something: {why}"))?;
    }
    Ok(())
}

/// A nightly compiler, by rustup.
fn nightly(ctx: &Ctx) -> Result<(), String> {
    let shell = shell(ctx)?;
    if cmd!(shell, "rustc +nightly --version").quiet().ignore_stderr().read().is_ok() {
        return Ok(());
    }
    say("installing a nightly compiler, which fuzzing needs (a minute)");
    crate::shell::run(cmd!(shell, "rustup toolchain install nightly --profile minimal"))
}
