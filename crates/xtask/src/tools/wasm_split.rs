//! Splits the wasm of the npm package in two: what is always needed, and what writes and reads whole texts.
//!
//! A function goes into the second part when it can only be reached from [`ROOT`]. Both parts share memory and table, so
//! nothing is in both. Which functions these are is found here; Binaryen's wasm-split does the cutting.
use crate::ctx::Ctx;
use crate::install;
use crate::run::{logged, on_path, read};
use crate::tools::wasm_functions::Functions;
use crate::tools::{apt, wasm_opt};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The function that only the second part can answer.
const ROOT: &str = "elasticache_user_wasm::scripts::call";

/// What is called through the table is the second part's when it belongs to one of these: writers and readers stand in lists.
const LISTED: &[&str] =
    &["elasticache_user::emit::", "elasticache_user::import::", "elasticache_user::quote::"];

/// What the parts call each other.
const NAMES: &[&str] = &["--placeholder-namespace", "late", "--import-namespace", "core"];

/// Makes each part a little smaller, as it is now seen what it needs of the other.
const AFTER: &[&str] = &["-O1"];

/// Writes the two parts of a wasm file into a folder, small, `core.wasm` and `scripts.wasm`, and what they were cut out of
/// with the names of its functions, `whole.wasm`.
pub fn split(ctx: &Ctx, from: &Path, to: &Path) -> Result<(), String> {
    let version = version(ctx)?;
    let how = [&[ROOT, &version], LISTED, NAMES, AFTER].concat();
    let made = wasm_opt::once(ctx, "npm", from, &how, &["core", "scripts", "whole"], |folder| {
        let at = |name: &str| folder.join(format!("{name}.wasm"));
        // Functions are told apart by their names, which go last.
        let whole = at("whole");
        wasm_opt::pass(ctx, &[wasm_opt::SMALLER, &["--debuginfo"]], from, &whole)?;
        let list = folder.join("scripts.txt");
        fs::write(&list, second(&Functions::read(&whole)?)?.join("\n")).map_err(|why| why.to_string())?;
        let mut command = Command::new(program(ctx)?);
        command.arg(&whole).arg("--split-funcs").arg(format!("@{}", list.display()));
        command.args(NAMES);
        command.arg("-o1").arg(at("core-long")).arg("-o2").arg(at("scripts-long")).args(wasm_opt::FEATURES);
        logged(&mut command, &folder.join("wasm-split.log"))?;
        ["core", "scripts"].iter().try_for_each(|part| {
            wasm_opt::pass(ctx, &[AFTER, wasm_opt::NAMELESS], &at(&format!("{part}-long")), &at(part))
        })
    })?;
    let files = ["core.wasm", "scripts.wasm", "whole.wasm"];
    files.iter().try_for_each(|name| wasm_opt::copy(&made.join(name), &to.join(name)))
}

/// The version of Binaryen that wasm-split is of.
pub fn version(ctx: &Ctx) -> Result<String, String> {
    let said = read(Command::new(program(ctx)?).arg("--version"))?;
    said.split_whitespace()
        .nth(2)
        .map(str::to_owned)
        .ok_or_else(|| format!("wasm-split --version says `{said}`"))
}

/// wasm-split, as Debian and Ubuntu have it in the package binaryen; that of PATH where there is no apt-get.
fn program(ctx: &Ctx) -> Result<PathBuf, String> {
    let unpack = |folder: &Path| apt::unpack(ctx, &["binaryen"], folder);
    match install::once(ctx, "binaryen", "1", "wasm-split", unpack) {
        Ok(folder) => Ok(folder.join("usr/bin/wasm-split")),
        Err(why) => on_path(&["wasm-split"])
            .ok_or_else(|| format!("{why}\ninstall binaryen by hand, so that wasm-split is on PATH")),
    }
}

/// The names of the functions that the first part can do without.
pub fn second(functions: &Functions) -> Result<Vec<&str>, String> {
    let plain: Vec<String> = (0..functions.names.len() as u32).map(|at| functions.plain(at)).collect();
    let is_root = |function: u32| plain.get(function as usize).is_some_and(|name| name == ROOT);
    let is_listed = |function: u32| {
        plain.get(function as usize).is_some_and(|name| LISTED.iter().any(|listed| name.contains(listed)))
    };
    if !plain.iter().any(|name| name == ROOT) {
        return Err(format!("no function is called {ROOT}"));
    }
    let mut first = HashSet::new();
    let others = functions.listed.iter().copied().filter(|&function| !is_listed(function));
    let mut open: Vec<u32> = functions.exported.iter().copied().chain(others).collect();
    while let Some(function) = open.pop() {
        if !is_root(function) && first.insert(function) {
            open.extend(functions.calls.get(function as usize).into_iter().flatten());
        }
    }
    let all = functions.names.iter().enumerate();
    Ok(all.filter(|(at, _)| !first.contains(&(*at as u32))).map(|(_, name)| name.as_str()).collect())
}
