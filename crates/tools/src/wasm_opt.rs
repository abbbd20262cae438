//! wasm-opt, which shrinks wasm.
use crate::Ctx;
use crate::install::hash;
use crate::node;
use crate::run::{logged, say};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What rustc emits for this target. With `--all-features`, wasm-opt would write what browsers reject.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The compiler has already optimized for size. -Oz would make the file smaller, but 10 KB larger in gzip: shared locals and folded
/// code compress less well.
const PASSES: &[&str] = &[
    // Leptos includes them for streams from a server. Nothing calls them, but exports are kept with everything they need.
    "--remove-exports=*intounderlying*",
    "-O1",
    "--dae-optimizing",
    "--reorder-locals",
    // The copies of a generic function become neighbors, within gzip's window of 32 KB: 51 KB less than in the linker's order,
    // and 45 KB less than by use.
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
];

/// The folder with the package.json that names wasm-opt.
const PROGRAMS: &str = "crates/xtask/node";

/// Writes an optimized wasm file, again only if the file, wasm-opt or its passes have changed.
pub fn shrink(ctx: &Ctx, name: &str, from: &Path, to: &Path) -> Result<(), String> {
    let folder = ctx.path("target/wasm-opt");
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let small = folder.join(format!("{name}.wasm"));
    let key_file = folder.join(format!("{name}.made-from"));
    let bytes = fs::read(from).map_err(|why| format!("{}: {why}", from.display()))?;
    // The lock file names the version of wasm-opt.
    let lock = fs::read(ctx.path(PROGRAMS).join("package-lock.json")).map_err(|why| why.to_string())?;
    let key = format!("{} {} {}", hash(&bytes), hash(&lock), [PASSES, FEATURES].concat().join(" "));
    let is_fresh = small.is_file() && fs::read_to_string(&key_file).is_ok_and(|before| before == key);
    if !is_fresh {
        drop(fs::remove_file(&key_file));
        say("shrinking the wasm (half a minute)");
        let programs = node::packages(ctx, PROGRAMS)?;
        let mut command = Command::new(programs.join("wasm-opt"));
        command.args(PASSES).args(FEATURES).arg(from).arg("-o").arg(&small);
        logged(&mut command, &small.with_extension("log"))?;
        fs::write(&key_file, key).map_err(|why| why.to_string())?;
    }
    fs::copy(&small, to).map(drop).map_err(|why| format!("{}: {why}", to.display()))
}
