//! Node.js, and the packages of a folder.
use crate::ctx::Ctx;
use crate::install;
use crate::run::{logged, on_path, read, say};
use crate::tools::apt;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

// The oldest one with a test runner that takes a folder, and the oldest still maintained.
const OLDEST: u32 = 20;

/// Node.js.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    if on_path(&["node"]).is_none() || on_path(&["npm"]).is_none() {
        apt::ensure(ctx, &["nodejs", "npm"], "Node.js")?;
    }
    let node = on_path(&["node"]).ok_or("there is no node on PATH")?;
    let version = read(Command::new(&node).arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= OLDEST) {
        return Ok(node);
    }
    Err(format!(
        "Node.js {OLDEST} or newer is needed and {} is on PATH: get one from nodejs.org",
        version.trim()
    ))
}

/// Installs the packages that a folder's `package-lock.json` names, and gives the folder of their programs.
pub fn packages(ctx: &Ctx, folder: &str) -> Result<PathBuf, String> {
    ensure(ctx)?;
    let place = ctx.path(folder);
    let lock = fs::read_to_string(place.join("package-lock.json"))
        .map_err(|why| format!("{folder}/package-lock.json: {why}"))?;
    let stamp = place.join("node_modules/.installed");
    let stands = || fs::read_to_string(&stamp).is_ok_and(|found| found == lock);
    let programs = place.join("node_modules/.bin");
    if stands() {
        return Ok(programs);
    }
    let _lock = install::lock(ctx, &format!("npm-{}", place.display()))?;
    if stands() {
        return Ok(programs);
    }
    say(format!("installing the Node packages of {folder} (seconds)"));
    let log = ctx.cache.join("npm.log");
    logged(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--no-update-notifier"])
            .current_dir(&place),
        &log,
    )?;
    fs::write(&stamp, &lock).map_err(|why| why.to_string())?;
    Ok(programs)
}
