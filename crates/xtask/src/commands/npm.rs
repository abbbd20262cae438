//! `cargo xtask npm`: the npm package, into `target/npm/elasticache-user/`, with a packed tarball beside it.
//!
//! The wasm is compiled and made small, `crates/wasm/build.mjs` puts it into the modules and writes the types, and the
//! package is checked as its users' tools will see it. Sizes are the same for the same sources, so a budget may fail.
use crate::ctx::Ctx;
use crate::run::{read, run, say};
use crate::sbom;
use crate::tools::wasm_functions::Functions;
use crate::tools::{node, wasm, wasm_opt, wasm_split};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Program;

/// Bytes in brotli: at most 320 KiB for both parts.
const WASM_AIM: usize = 100 * 1024;
const CORE_MOST: usize = 170 * 1024;
const SCRIPTS_MOST: usize = 150 * 1024;
/// Bytes of the packed tarball.
const TARBALL_MOST: usize = 800 * 1024;

/// Builds, packs and checks the package; gives the tarball.
pub fn npm(ctx: &Ctx) -> Result<PathBuf, String> {
    let programs = node::packages(ctx, "crates/wasm")?;
    let made = ctx.path("target/npm");
    fs::create_dir_all(&made).map_err(|why| why.to_string())?;
    compile(ctx, &made)?;
    // The little wasm that takes the large ones out of their texts.
    let unpack = ctx.path("crates/wasm/package/src/unpack.wat");
    wasm_opt::assemble(ctx, &unpack, &made.join("unpack.wasm"))?;
    let out = made.join("elasticache-user");
    let mut build = Program::new(node::ensure(ctx)?);
    build.current_dir(ctx.path("crates/wasm")).arg("build.mjs");
    build.arg("--wasm").arg(&made);
    build.arg("--licences").arg(&ctx.root).arg("--out").arg(&out);
    let bundled = read(build.args(["--version", env!("CARGO_PKG_VERSION")]))?;
    if !bundled.lines().eq(sbom::PACKAGE.bundled.iter().copied()) {
        return Err(format!(
            "the package has the code of {bundled:?} in it, and sbom.rs says {:?}",
            sbom::PACKAGE.bundled
        ));
    }
    sbom::write(ctx, sbom::PACKAGE, &out)?;
    let tarball = pack(&out)?;
    check(&programs, &out, &tarball)?;
    where_bytes_are(&made)?;
    weigh(&out, &tarball)?;
    Ok(tarball)
}

/// Compiles the wasm, splits it and makes both parts small: `core.wasm` and `scripts.wasm`.
fn compile(ctx: &Ctx, made: &Path) -> Result<(), String> {
    let toolchain = wasm::ensure(ctx)?;
    say("compiling the wasm of the package (2 minutes at first, then less)");
    let mut build = toolchain.cargo(ctx, "build");
    // The linker optimises everything once more: only it knows that nothing is ever freed.
    toolchain.smallest(ctx, &mut build, "-Clinker-plugin-lto -Clink-arg=--lto-O3")?;
    run(build.args(["--profile", "wasm", "--package", "elasticache-user-wasm"]))?;
    let compiled = wasm::target_folder(ctx).join(wasm::TARGET).join("wasm/elasticache_user_wasm.wasm");
    wasm_split::split(ctx, &compiled, made)
}

/// The tarball as npm makes it, packed once more: the same gzip, found with more patience, is 4 % smaller.
fn pack(out: &Path) -> Result<PathBuf, String> {
    let beside = out.parent().unwrap_or(out);
    let name = read(Program::new("npm").current_dir(beside).args(["pack", "--silent"]).arg(out))?;
    let tarball = beside.join(name.trim());
    let tar =
        Program::new("node").args(["-e", GUNZIP]).arg(&tarball).output().map_err(|why| why.to_string())?;
    if !tar.status.success() {
        return Err(String::from_utf8_lossy(&tar.stderr).into_owned());
    }
    let mut packed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, tar.stdout.as_slice(), &mut packed)
        .and_then(|()| fs::write(&tarball, packed))
        .map_err(|why| format!("{}: {why}", tarball.display()))?;
    Ok(tarball)
}

/// What publint and attw say of the package.
fn check(programs: &Path, out: &Path, tarball: &Path) -> Result<(), String> {
    run(Program::new(programs.join("publint")).arg("--strict").arg(out))?;
    // A wasm file has no types.
    let exclude = ["--exclude-entrypoints", "./core.wasm", "./scripts.wasm"];
    run(Program::new(programs.join("attw")).arg(tarball).args(exclude).args(["--format", "table-flipped"]))
}

fn weigh(out: &Path, tarball: &Path) -> Result<(), String> {
    let size =
        |path: &Path| fs::metadata(path).map(|file| file.len() as usize).map_err(|why| why.to_string());
    let mut over = false;
    let mut together = 0;
    for (name, most) in [("core.wasm", CORE_MOST), ("scripts.wasm", SCRIPTS_MOST)] {
        let wasm = out.join(name);
        let brotli: usize = read(Program::new("node").args(["-e", BROTLI]).arg(&wasm))?
            .parse()
            .map_err(|why| format!("{why}"))?;
        println!("{name:<12} {} bytes, {brotli} in brotli (at most {most})", size(&wasm)?);
        over |= brotli > most;
        together += brotli;
    }
    println!("together     {together} in brotli (aim {WASM_AIM})");
    let tarball = size(tarball)?;
    println!("tarball      {tarball} bytes (at most {TARBALL_MOST})");
    if over || tarball > TARBALL_MOST {
        return Err("the package is larger than its budget".to_owned());
    }
    Ok(())
}

/// What the code is for, by what the name of a function says first; the library's functions count to those they are for.
const GROUPS: &[(&str, &[&str])] = &[
    ("importers", &["elasticache_user::import::"]),
    ("targets and quoting", &["elasticache_user::emit::", "elasticache_user::quote::"]),
    ("rules", &["elasticache_user::rules::"]),
    ("access strings", &["access_string::"]),
    ("drafts, fixes, prediction, JSON, recipes", &["elasticache_user::"]),
    ("the facade", &["elasticache_user_wasm::"]),
    ("the standard library", &[""]),
];

/// Prints the kilobytes of code in each part of the wasm, by what they are for.
fn where_bytes_are(made: &Path) -> Result<(), String> {
    let functions = Functions::read(&made.join("whole.wasm"))?;
    let scripts: HashSet<&str> = wasm_split::second(&functions)?.into_iter().collect();
    let mut table = vec![[0; 2]; GROUPS.len()];
    for (at, (name, size)) in functions.names.iter().zip(&functions.sizes).enumerate() {
        let plain = functions.plain(at as u32);
        let group = GROUPS.iter().position(|(_, of)| of.iter().any(|of| plain.contains(of)));
        table[group.unwrap_or_default()][usize::from(scripts.contains(name.as_str()))] += size;
    }
    println!("code in KB, core.wasm and scripts.wasm:");
    for ((about, _), [core, scripts]) in GROUPS.iter().zip(table) {
        println!("{:>6} {:>6}  {about}", core / 1000, scripts / 1000);
    }
    Ok(())
}

/// Node code: prints how many bytes a file has in brotli.
const BROTLI: &str = "const {brotliCompressSync}=require('zlib');process.stdout.write(String(brotliCompressSync(require('fs').readFileSync(process.argv[1])).length))";

/// Node code: prints what a gzip file holds.
const GUNZIP: &str =
    "process.stdout.write(require('zlib').gunzipSync(require('fs').readFileSync(process.argv[1])))";
