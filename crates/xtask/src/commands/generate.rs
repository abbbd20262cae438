//! `cargo xtask gen`: generated files. `crates/testkit/src/rule_docs.rs` generates them from the rules, `crates/lab` from
//! recordings.
use crate::ctx::Ctx;
use crate::shell::{cmd, run, shell};

/// The kinds of files.
const KINDS: &[&str] = &["rules", "recipes", "tables"];

/// Writes these kinds of files (by default, all), or only reports stale ones.
pub fn generate(ctx: &Ctx, kinds: &[String], check: bool) -> Result<(), String> {
    if let Some(unknown) = kinds.iter().find(|kind| !KINDS.contains(&kind.as_str())) {
        return Err(format!("unknown kind `{unknown}`: {}", KINDS.join(", ")));
    }
    let wanted = |kind: &str| kinds.is_empty() || kinds.iter().any(|typed| typed == kind);
    let shell = shell(ctx)?;
    if wanted("rules") {
        let pages = cmd!(shell, "cargo test --quiet --package testkit --test rule_docs");
        run(if check { pages } else { pages.env("UPDATE", "1") })?;
    }
    let measured: Vec<&str> = ["recipes", "tables"].into_iter().filter(|kind| wanted(kind)).collect();
    if measured.is_empty() {
        return Ok(());
    }
    let check = check.then_some("--check");
    run(cmd!(shell, "cargo run --quiet --package lab -- gen {measured...} {check...}"))
}
