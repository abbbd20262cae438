//! `cargo xtask npm`: the npm package, into `target/npm/elasticache-user/`, with a packed tarball next to it.
//!
//! The wasm is compiled twice, whole and for `elasticache-user/check`; wasm-bindgen writes the bindings and the types of both,
//! `crates/wasm/build.mjs` makes the modules, and the package is checked the way its users' tools see it.
use crate::ctx::Ctx;
use crate::run::{logged, read, run, say};
use crate::tools::{node, wasm, wasm_bindgen};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Program;

/// Each wasm: its name, cargo's options, and its size limit in brotli.
const PARTS: [(&str, &[&str], usize); 2] =
    [("elasticache-user", &[], 320 * 1024), ("check", &["--no-default-features"], 190 * 1024)];

/// Builds, packs and checks the package; returns the tarball.
pub fn npm(ctx: &Ctx) -> Result<PathBuf, String> {
    let programs = node::packages(ctx, "crates/wasm")?;
    bindings(ctx)?;
    let out = ctx.path("target/npm/elasticache-user");
    let mut build = Program::new(node::ensure(ctx)?);
    build.current_dir(ctx.path("crates/wasm")).arg("build.mjs");
    build.arg("--licenses").arg(&ctx.root).arg("--out").arg(&out);
    let bundled = read(build.args(["--version", env!("CARGO_PKG_VERSION")]))?;
    if !bundled.lines().eq(sbom::PACKAGE.bundled.iter().copied()) {
        return Err(format!(
            "the package contains the code of {bundled:?}, but crates/sbom lists {:?}",
            sbom::PACKAGE.bundled
        ));
    }
    for sources in ["npm", "npm/src/cli"] {
        run(Program::new(programs.join("tsc"))
            .current_dir(ctx.path("crates/wasm"))
            .args(["--project", sources]))?;
    }
    sbom::write(ctx, sbom::PACKAGE, &out)?;
    let beside = ctx.path("target/npm");
    let name = read(Program::new("npm").current_dir(&beside).args(["pack", "--silent"]).arg(&out))?;
    let tarball = beside.join(name.trim());
    check(&programs, &out, &tarball)?;
    weigh(&out, &tarball)?;
    Ok(tarball)
}

/// Compiles both wasm files, and writes them and their bindings where the package's sources import them from.
fn bindings(ctx: &Ctx) -> Result<(), String> {
    let toolchain = wasm::ensure(ctx)?;
    let bindgen = wasm_bindgen::ensure(ctx)?;
    for (name, features, _) in PARTS {
        say(format!("compiling {name}.wasm (2 minutes at first, then less)"));
        // Building the rlib for tests as well would disable LTO.
        let mut build = toolchain.cargo(ctx, "rustc");
        toolchain.published(ctx, &mut build)?;
        build.args(["--profile", "npm", "--package", "elasticache-user-wasm", "--crate-type", "cdylib"]);
        run(build.args(features))?;
        let compiled = wasm::target_folder(ctx).join(wasm::TARGET).join("npm/elasticache_user_wasm.wasm");
        let folder = ctx.path("crates/wasm/npm/wasm").join(name);
        fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        let mut bind = Program::new(&bindgen);
        // The caller supplies the wasm. After a trap, the instance is replaced.
        bind.args(["--target", "web", "--omit-default-module-path", "--experimental-reset-state-function"]);
        bind.args(["--remove-name-section", "--remove-producers-section", "--out-name", "bindings"]);
        logged(bind.arg("--out-dir").arg(&folder).arg(compiled), &folder.join("wasm-bindgen.log"))?;
    }
    Ok(())
}

/// Checks the package with publint and attw.
fn check(programs: &Path, out: &Path, tarball: &Path) -> Result<(), String> {
    run(Program::new(programs.join("publint")).arg("--strict").arg(out))?;
    // A wasm file has no types.
    let exclude = ["--exclude-entrypoints", "./elasticache-user.wasm", "./check.wasm"];
    run(Program::new(programs.join("attw")).arg(tarball).args(exclude).args(["--format", "table-flipped"]))
}

/// Prints the sizes, which depend only on the sources, and marks those over their limit.
fn weigh(out: &Path, tarball: &Path) -> Result<(), String> {
    let size = |path: &Path| {
        fs::metadata(path).map(|file| file.len()).map_err(|why| format!("{}: {why}", path.display()))
    };
    for (name, _, most) in PARTS {
        let wasm = out.join(format!("{name}.wasm"));
        let brotli = read(Program::new("node").args(["-e", BROTLI]).arg(&wasm))?;
        let brotli: usize = brotli.parse().map_err(|why| format!("{brotli}: {why}"))?;
        let over = if brotli > most { ": OVER THE LIMIT" } else { "" };
        println!("{name}.wasm: {} bytes, {brotli} in brotli, limit {most}{over}", size(&wasm)?);
    }
    println!("tarball: {} bytes", size(tarball)?);
    Ok(())
}

/// A Node script that prints a file's size in brotli.
const BROTLI: &str = "const {brotliCompressSync}=require('zlib');process.stdout.write(String(brotliCompressSync(require('fs').readFileSync(process.argv[1])).length))";
