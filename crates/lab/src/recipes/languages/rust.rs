//! Rust, with the crates of `crates/lab/recipes/Cargo.toml`.
use super::Runner;
use crate::recipes::given::{FOLDER, Library};
use std::fs;
use std::process::Command;
use tools::run::logged;
use tools::{Ctx, cargo, install};

/// Compiles the workload, once for each state of it and of its crates. Its program is named as its folder is.
pub fn ensure(ctx: &Ctx, library: &Library) -> Result<Runner, String> {
    let own = ctx.path(FOLDER);
    let read = |path| fs::read_to_string(path).map_err(|why| format!("{FOLDER}: {why}"));
    let lock = read(own.join("Cargo.lock"))?;
    let program = library.program.parent().and_then(|folder| folder.file_name()?.to_str());
    let program = program.ok_or("a workload without a folder")?;
    let sources = [
        read(own.join("Cargo.toml"))?,
        lock.clone(),
        read(own.join("setting.rs"))?,
        read(library.program.clone())?,
    ];
    let about = format!("the workload of {program} (a minute or two to compile)");
    let folder = install::once(ctx, &format!("recipe-{program}"), &sources.concat(), &about, |folder| {
        let mut command = Command::new("cargo");
        command.args(["install", "--debug", "--locked", "--bin", program, "--path"]).arg(&own);
        command.arg("--root").arg(folder);
        command.envs([("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_PROFILE_DEV_STRIP", "true")]);
        // The crates are compiled once for all workloads.
        command.env("CARGO_TARGET_DIR", ctx.cache.join("recipes-target"));
        logged(&mut command, &folder.join("install.log"))
    })?;
    let program = folder.join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    let version = |package: &String| Some((package.clone(), cargo::locked(&lock, package)?.to_owned()));
    Ok(Runner {
        program,
        arguments: Vec::new(),
        versions: library.packages.iter().filter_map(version).collect(),
    })
}
