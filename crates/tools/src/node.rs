//! Node.js, and the packages of a folder.
use crate::Ctx;
use crate::install;
use crate::python;
use crate::run::{logged, on_path, path_with, read, say};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

// The oldest version whose test runner accepts a folder, and the oldest still maintained.
const OLDEST: u32 = 20;

/// Node.js from PATH: `path` made sure of that when this program started.
pub fn ensure(_: &Ctx) -> Result<PathBuf, String> {
    on_path(&["node"])
        .ok_or_else(|| format!("there is no node on PATH: get {OLDEST} or newer from nodejs.org"))
}

/// The PATH to restart this program with, if the current one has no recent enough Node.js: its first folder has one from
/// the Python packages of `node.txt`.
pub fn path(ctx: &Ctx) -> Result<Option<OsString>, String> {
    if on_path(&["npm"]).is_some() && on_path(&["node"]).is_some_and(|node| is_new_enough(&node)) {
        return Ok(None);
    }
    say(format!("no Node.js {OLDEST} or newer on PATH: using the one from Python's packages"));
    let bin = python::ensure(ctx, "node")
        .map_err(|why| format!("{why}\nor get Node.js {OLDEST} or newer from nodejs.org"))?
        .bin;
    if !is_new_enough(&bin.join("node")) {
        return Err(format!("{} has no Node.js {OLDEST} or newer: get one from nodejs.org", bin.display()));
    }
    path_with(&[&bin]).map(Some)
}

fn is_new_enough(node: &Path) -> bool {
    let version = read(Command::new(node).arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    major.is_some_and(|major| major >= OLDEST)
}

/// The folders with packages that are compiled on this machine. None of them is used for published files; in all other
/// folders, installing a package runs none of its code.
const WITH_SCRIPTS: &[&str] = &["crates/proofs/node/powershell", "crates/wasm/bench"];

/// Installs the packages in a folder's `package-lock.json`, and returns the folder of their programs.
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
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund", "--no-update-notifier"]).current_dir(&place);
    if !WITH_SCRIPTS.contains(&folder) {
        install.arg("--ignore-scripts");
    }
    logged(&mut install, &log)?;
    fs::write(&stamp, &lock).map_err(|why| why.to_string())?;
    Ok(programs)
}
