//! wasm-opt, which makes wasm small.
use crate::ctx::Ctx;
use crate::install::hash;
use crate::run::{logged, run, say};
use crate::tools::node;
use std::fs;
use std::path::Path;
use std::process::Command;

// What rustc emits for this target. All features would let wasm-opt write what browsers refuse.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

// The compiler has optimised for size. What -Oz does beyond makes a file that is smaller as it is and larger when
// compressed: shared locals and folded code look less alike.
const PASSES: &[&str] = &[
    // What Leptos brings along for streams of a server. Nothing calls it, but exports are kept, and all that they need.
    "--remove-exports=*intounderlying*",
    "-O1",
    "--dae-optimizing",
    "--reorder-locals",
    "--reorder-functions",
    "--strip-debug",
    "--strip-producers",
];

/// Writes the small form of a wasm file. What was made small before, under the same name, is taken as it is.
pub fn shrink(ctx: &Ctx, name: &str, from: &Path, to: &Path) -> Result<(), String> {
    let programs = node::packages(ctx, "crates/xtask/node")?;
    let folder = ctx.path("target/wasm-opt");
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let kept = folder.join(format!("{name}.wasm"));
    let of = folder.join(format!("{name}.made-from"));
    let bytes = fs::read(from).map_err(|why| format!("{}: {why}", from.display()))?;
    // The lock file names the version of wasm-opt.
    let lock = fs::read(ctx.path("crates/xtask/node/package-lock.json")).map_err(|why| why.to_string())?;
    let made_from = format!("{} {} {} {}", hash(&bytes), hash(&lock), FEATURES.join(" "), PASSES.join(" "));
    if !kept.is_file() || fs::read_to_string(&of).is_ok_and(|before| before != made_from) {
        drop(fs::remove_file(&of));
    }
    if !of.is_file() {
        say("shrinking the wasm (half a minute)");
        let mut command = Command::new(programs.join("wasm-opt"));
        command.args(PASSES).args(FEATURES).arg(from).arg("-o").arg(&kept);
        logged(&mut command, &folder.join(format!("{name}.log")))?;
        fs::write(&of, made_from).map_err(|why| why.to_string())?;
    }
    fs::copy(&kept, to).map(drop).map_err(|why| format!("{}: {why}", to.display()))
}

/// The binary form of a wasm text file.
pub fn assemble(ctx: &Ctx, from: &Path, to: &Path) -> Result<(), String> {
    let programs = node::packages(ctx, "crates/xtask/node")?;
    run(Command::new(programs.join("wasm-as")).arg(from).arg("-o").arg(to))
}
