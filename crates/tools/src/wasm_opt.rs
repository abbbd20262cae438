//! wasm-opt, which shrinks wasm.
use crate::Ctx;
use crate::install::hash;
use crate::node;
use crate::run::{logged, say};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The features that rustc uses for this target. With all of them, wasm-opt might write what browsers reject.
pub const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The compiler has optimised for size. The remaining passes of -Oz make the file smaller but its compressed form larger,
/// because shared locals and folded code are less repetitive.
pub const SMALLER: &[&str] = &[
    // Leptos's exports for streams of a server. Nothing calls them, but they would keep everything they use.
    "--remove-exports=*intounderlying*",
    "-O1",
    "--dae-optimizing",
    "--reorder-locals",
    "--reorder-functions",
];

/// Removes the names of functions and of the tools that made the file.
pub const NAMELESS: &[&str] = &["--strip-debug", "--strip-producers"];

/// Writes the shrunk form of a wasm file, from the cache if this file was shrunk before under the same name.
pub fn shrink(ctx: &Ctx, name: &str, from: &Path, to: &Path) -> Result<(), String> {
    let made = once(ctx, name, from, &[], &[name], |folder| {
        pass(ctx, &[SMALLER, NAMELESS], from, &folder.join(format!("{name}.wasm")))
    })?;
    copy(&made.join(format!("{name}.wasm")), to)
}

/// Runs passes of wasm-opt on a wasm file.
pub fn pass(ctx: &Ctx, passes: &[&[&str]], from: &Path, to: &Path) -> Result<(), String> {
    let programs = node::packages(ctx, PROGRAMS)?;
    let mut command = Command::new(programs.join("wasm-opt"));
    command.args(passes.concat()).args(FEATURES).arg(from).arg("-o").arg(to);
    logged(&mut command, &to.with_extension("log"))
}

/// The cache folder with the wasm files that `make` creates from a file; created again only if the file, wasm-opt, its
/// passes or `how` change.
pub fn once(
    ctx: &Ctx,
    name: &str,
    from: &Path,
    how: &[&str],
    files: &[&str],
    make: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<PathBuf, String> {
    let folder = ctx.path("target/wasm-opt");
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let of = folder.join(format!("{name}.made-from"));
    let bytes = fs::read(from).map_err(|why| format!("{}: {why}", from.display()))?;
    // The lock file names the version of wasm-opt.
    let lock = fs::read(ctx.path(PROGRAMS).join("package-lock.json")).map_err(|why| why.to_string())?;
    let how = [SMALLER, NAMELESS, FEATURES, how].concat().join(" ");
    let made_from = format!("{} {} {how}", hash(&bytes), hash(&lock));
    let there = files.iter().all(|file| folder.join(format!("{file}.wasm")).is_file());
    if !there || fs::read_to_string(&of).is_ok_and(|before| before != made_from) {
        drop(fs::remove_file(&of));
    }
    if !of.is_file() {
        say("shrinking the wasm (half a minute)");
        make(&folder)?;
        fs::write(&of, made_from).map_err(|why| why.to_string())?;
    }
    Ok(folder)
}

/// Copies a file.
pub fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(drop).map_err(|why| format!("{}: {why}", to.display()))
}

/// The folder that names the programs.
const PROGRAMS: &str = "crates/xtask/node";
