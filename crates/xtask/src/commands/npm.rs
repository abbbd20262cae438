//! `cargo xtask npm`: the npm package, into `target/npm/elasticache-user/`, with a packed tarball beside it.
//!
//! The wasm is compiled and made small, `crates/wasm/build.mjs` puts it into the modules and writes the types, and the
//! package is checked as its users' tools will see it. Sizes are the same for the same sources, so a budget may fail.
use super::Command;
use crate::ctx::Ctx;
use crate::run::{read, run, say};
use crate::sbom;
use crate::tools::{node, wasm, wasm_opt};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Program;

/// `cargo xtask npm`.
pub const COMMAND: Command = Command {
    name: "npm",
    usage: "npm",
    about: "the npm package, into target/npm/",
    run: |ctx, _| npm(ctx).map(drop),
};

// Bytes: the wasm in brotli, and the packed tarball.
const WASM_AIM: usize = 100 * 1024;
// It only ever goes down: what is above the aim is a debt, and must not grow.
const WASM_MOST: usize = 232 * 1024;
const TARBALL_MOST: usize = 600 * 1024;

/// Builds, packs and checks the package; gives the tarball.
pub fn npm(ctx: &Ctx) -> Result<PathBuf, String> {
    let programs = node::packages(ctx, "crates/wasm")?;
    let (wasm, unpack) = (compile(ctx)?, assemble(ctx)?);
    let out = ctx.path("target/npm/elasticache-user");
    let mut build = Program::new(node::ensure(ctx)?);
    build.current_dir(ctx.path("crates/wasm")).arg("build.mjs");
    build.arg("--wasm").arg(&wasm).arg("--unpack").arg(&unpack);
    build.arg("--licences").arg(&ctx.root).arg("--out").arg(&out);
    run(build.args(["--version", env!("CARGO_PKG_VERSION")]))?;
    sbom::write(ctx, sbom::PACKAGE, &out)?;
    let tarball = pack(&out)?;
    check(&programs, &out, &tarball)?;
    weigh(&out, &tarball)?;
    Ok(tarball)
}

/// Compiles the wasm and makes it small.
fn compile(ctx: &Ctx) -> Result<PathBuf, String> {
    let toolchain = wasm::ensure(ctx)?;
    say("compiling the wasm of the package (2 minutes at first, then less)");
    let mut build = toolchain.cargo(ctx, "build");
    // The linker optimises everything once more: only it knows that nothing is ever freed.
    toolchain.smallest(ctx, &mut build, "-Clinker-plugin-lto -Clink-arg=--lto-O3")?;
    run(build.args(["--profile", "wasm", "--package", "elasticache-user-wasm"]))?;
    let compiled = wasm::target_folder(ctx).join(wasm::TARGET).join("wasm/elasticache_user_wasm.wasm");
    let wasm = ctx.path("target/npm/core.wasm");
    fs::create_dir_all(ctx.path("target/npm")).map_err(|why| why.to_string())?;
    wasm_opt::shrink(ctx, "npm", &compiled, &wasm)?;
    Ok(wasm)
}

/// The little wasm that takes the large one out of its text.
fn assemble(ctx: &Ctx) -> Result<PathBuf, String> {
    let unpack = ctx.path("target/npm/unpack.wasm");
    wasm_opt::assemble(ctx, &ctx.path("crates/wasm/package/src/unpack.wat"), &unpack)?;
    Ok(unpack)
}

fn pack(out: &Path) -> Result<PathBuf, String> {
    let beside = out.parent().unwrap_or(out);
    let name = read(Program::new("npm").current_dir(beside).args(["pack", "--silent"]).arg(out))?;
    Ok(beside.join(name.trim()))
}

/// What publint and attw say of the package.
fn check(programs: &Path, out: &Path, tarball: &Path) -> Result<(), String> {
    run(Program::new(programs.join("publint")).arg("--strict").arg(out))?;
    // A wasm file has no types.
    let exclude = ["--exclude-entrypoints", "./core.wasm"];
    run(Program::new(programs.join("attw")).arg(tarball).args(exclude).args(["--format", "table-flipped"]))
}

fn weigh(out: &Path, tarball: &Path) -> Result<(), String> {
    let size =
        |path: &Path| fs::metadata(path).map(|file| file.len() as usize).map_err(|why| why.to_string());
    let code = "const {brotliCompressSync}=require('zlib');process.stdout.write(String(brotliCompressSync(require('fs').readFileSync(process.argv[1])).length))";
    let wasm = out.join("core.wasm");
    let brotli: usize =
        read(Program::new("node").args(["-e", code]).arg(&wasm))?.parse().map_err(|why| format!("{why}"))?;
    let tarball = size(tarball)?;
    println!(
        "core.wasm  {:>8} bytes, {brotli} in brotli (aim {WASM_AIM}, at most {WASM_MOST})",
        size(&wasm)?
    );
    println!("index.mjs  {:>8} bytes", size(&out.join("index.mjs"))?);
    println!("tarball    {tarball:>8} bytes (at most {TARBALL_MOST})");
    if brotli > WASM_MOST || tarball > TARBALL_MOST {
        return Err("the package is larger than its budget".to_owned());
    }
    Ok(())
}
