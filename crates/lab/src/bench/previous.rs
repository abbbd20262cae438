//! Version 0.1, which this version is measured beside in one run. Its sources are in the history of the repository, and
//! are built once, in `target/bench/0.1`.
use super::{Row, rows};
use std::path::PathBuf;
use std::process::Command;
use tools::Ctx;
use tools::run::{read, run, say};

/// The last commit of version 0.1.0.
const COMMIT: &str = "4b1bdff767b3ec4d2d1d0fcd1a4c256fddcd7c59";

/// The folder with its sources.
fn sources(ctx: &Ctx) -> Result<PathBuf, String> {
    let folder = ctx.path("target/bench/0.1");
    if folder.join("CHANGELOG.md").is_file() {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let packed = ctx.path("target/bench/0.1.tar");
    let mut archive = Command::new("git");
    archive.current_dir(&ctx.root).args(["archive", "--format", "tar", "--output"]).arg(&packed).arg(COMMIT);
    run(&mut archive)
        .map_err(|why| format!("{why}. A shallow clone doesn't have version 0.1: git fetch --unshallow"))?;
    run(Command::new("tar").arg("-x").arg("-f").arg(&packed).arg("-C").arg(&folder))?;
    Ok(folder)
}

/// cargo in its folder.
fn cargo(ctx: &Ctx) -> Result<Command, String> {
    let mut cargo = Command::new("cargo");
    // It has a lock file and a target folder of its own.
    cargo.current_dir(sources(ctx)?).env_remove("CARGO_TARGET_DIR");
    Ok(cargo)
}

/// What its example prints that measures the same as ours.
pub fn native(ctx: &Ctx, example: &str) -> Result<Vec<Row>, String> {
    say("building version 0.1, at first");
    let run = ["run", "--quiet", "--release", "--locked", "-p", "elasticache-user", "--example", example];
    let mut rows = rows(&read(cargo(ctx)?.args(run))?);
    rows.iter_mut().for_each(|row| row.who = row.who.replace("ours", "0.1"));
    Ok(rows)
}

/// What an example prints that it hasn't, and that is written into its folder first.
pub fn native_with(ctx: &Ctx, example: &str) -> Result<Vec<Row>, String> {
    let file = format!("{example}.rs");
    let there = sources(ctx)?.join("crates/core/examples").join(&file);
    std::fs::copy(ctx.path("crates/lab/rust").join(&file), &there)
        .map_err(|why| format!("{}: {why}", there.display()))?;
    native(ctx, example)
}

/// The folder of its npm package.
pub fn package(ctx: &Ctx) -> Result<PathBuf, String> {
    let folder = sources(ctx)?.join("target/npm/elasticache-user");
    if !folder.join("node.mjs").is_file() {
        say("building the package of version 0.1, at first");
        run(cargo(ctx)?.args(["xtask", "npm"]))?;
    }
    Ok(folder)
}
