//! `cargo xtask build`: the site, into `dist/`.
//!
//! cargo compiles the page and wasm-bindgen writes the script around it. Then the wasm is shrunk, scripts and styles are
//! bundled, each file is named by its hash, the integrity hashes are written into the page, and `web/static/` is copied.
//!
//! Trunk can be used instead: as `Trunk.toml` says, it calls `build --trunk` for the second half.
use crate::ctx::Ctx;
use crate::flags::Build;
use crate::install::short_hash;
use crate::run::{logged, read as capture, run, say};
use crate::tools::{node, wasm, wasm_bindgen, wasm_opt};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use sha2::{Digest, Sha384};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Program;

/// How to build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Quick to build, but large.
    pub dev: bool,
    /// The path that the site is served under, if known. Only 404.html needs it.
    pub base: Option<String>,
}

/// `cargo xtask build`.
pub fn command(ctx: &Ctx, typed: Build) -> Result<(), String> {
    if typed.trunk {
        return finish(ctx);
    }
    build(ctx, &Options { dev: typed.dev, base: typed.base })
}

/// Builds the site, and replaces `dist/`.
pub fn build(ctx: &Ctx, options: &Options) -> Result<(), String> {
    let compiled = compile(ctx, options)?;
    let site = Site::new(ctx, compiled, options.dev)?;
    site.write(options)?;
    let dist = ctx.path("dist");
    remove(&dist)?;
    fs::rename(&site.out, &dist).map_err(|why| format!("cannot replace dist: {why}"))?;
    report(&dist, options)
}

/// Builds the site from what Trunk has compiled, in Trunk's staging folder.
fn finish(ctx: &Ctx) -> Result<(), String> {
    let variable =
        |name| std::env::var(name).map_err(|_| format!("{name} isn't set: this is for Trunk to call"));
    let stage = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let options = Options { dev: variable("TRUNK_PROFILE")? == "debug", base: None };
    let compiled = ctx.path("target/page");
    remove(&compiled)?;
    fs::rename(&stage, &compiled).map_err(|why| format!("{}: {why}", stage.display()))?;
    let site = Site::new(ctx, compiled, options.dev)?;
    site.write(&options)?;
    copy_folder(&site.out, &stage)
}

/// Compiles `web.js` and `web_bg.wasm`; returns their folder.
fn compile(ctx: &Ctx, options: &Options) -> Result<PathBuf, String> {
    let toolchain = wasm::ensure(ctx)?;
    let bindgen = wasm_bindgen::ensure(ctx)?;
    say(if options.dev {
        "compiling the page (a minute or two at first, then seconds)"
    } else {
        "compiling the page (3 to 5 minutes at first, then less)"
    });
    let profile = if options.dev { "wasm-dev" } else { "wasm" };
    let mut cargo = toolchain.cargo(ctx, "build");
    if !options.dev {
        toolchain.published(ctx, &mut cargo)?;
    }
    run(cargo.args(["--package", "web", "--profile", profile]))?;
    let folder = ctx.path("target/page");
    remove(&folder)?;
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let mut bind = Program::new(bindgen);
    bind.args(["--target", "web", "--no-typescript", "--out-name", "web", "--out-dir"]).arg(&folder);
    bind.arg(wasm::target_folder(ctx).join(wasm::TARGET).join(profile).join("web.wasm"));
    logged(&mut bind, &folder.join("wasm-bindgen.log"))?;
    Ok(folder)
}

/// Turns compiled files into the served site.
struct Site {
    ctx: Ctx,
    compiled: PathBuf,
    out: PathBuf,
    programs: PathBuf,
    dev: bool,
}

/// A file of the site, named by its hash.
struct Asset {
    name: String,
    integrity: String,
}

impl Site {
    fn new(ctx: &Ctx, compiled: PathBuf, dev: bool) -> Result<Self, String> {
        let programs = node::packages(ctx, "crates/xtask/node")?;
        Ok(Self { ctx: ctx.clone(), compiled, out: ctx.path("target/site"), programs, dev })
    }

    fn write(&self, options: &Options) -> Result<(), String> {
        remove(&self.out)?;
        copy_folder(&self.ctx.path("web/static"), &self.out)?;
        let wasm = self.wasm()?;
        let script = self.script(&wasm)?;
        let style = self.bundle(&self.ctx.path("web/style/main.css"), "css", &[])?;
        let page = self.page(&wasm, &script)?;
        let page = replace(
            &page,
            "href=\"style.css\"",
            &format!("href=\"{}\" integrity=\"{}\"", style.name, style.integrity),
        )?;
        write(&self.out.join("index.html"), page.as_bytes())?;
        let named = [&wasm, &script, &style].map(|asset| (asset.name.clone(), asset.integrity.clone()));
        let page_itself = ("./".to_owned(), integrity(page.as_bytes()));
        let mut files = vec![page_itself];
        files.extend(named);
        for name in ["favicon.svg", "manifest.webmanifest"] {
            let path = self.out.join(name);
            let bytes = fs::read(&path).map_err(|why| format!("{}: {why}", path.display()))?;
            files.push((name.to_owned(), integrity(&bytes)));
        }
        self.worker(&files, &short_hash(page.as_bytes()))?;
        sbom::write(&self.ctx, sbom::PAGE, &self.out)?;
        // Without it, GitHub Pages ignores files whose names start with an underscore.
        write(&self.out.join(".nojekyll"), b"")?;
        if let Some(base) = &options.base {
            let lost = self.out.join("404.html");
            let link = format!("href=\"{}/\"", base.trim_end_matches('/'));
            write(&lost, replace(&read(&lost)?, "href=\"./\"", &link)?.as_bytes())?;
        }
        Ok(())
    }

    /// The page, with its script and wasm instead of Trunk's link.
    fn page(&self, wasm: &Asset, script: &Asset) -> Result<String, String> {
        let page = read(&self.ctx.path("index.html"))?;
        let link = page.lines().find(|line| line.starts_with("<link data-trunk rel=\"rust\""));
        let link = link.ok_or("index.html has no link for Trunk")?;
        // Browsers ignore the integrity of a preload of wasm: start.js checks it.
        let names = format!(
            "<script type=\"module\" src=\"{}\" integrity=\"{}\"></script>\n<link rel=\"preload\" href=\"{}\" as=\"fetch\" type=\"application/wasm\" crossorigin>",
            script.name, script.integrity, wasm.name
        );
        replace(&page, link, &names)
    }

    /// The service worker, with the files that it caches and their hashes. The page's hash identifies the build, as the page
    /// names every other file by its hash.
    fn worker(&self, files: &[(String, String)], build: &str) -> Result<(), String> {
        let each: Vec<String> =
            files.iter().map(|(name, integrity)| format!("  \"{name}\": \"{integrity}\",\n")).collect();
        let list = format!("{{\n{}}}", each.concat());
        let text = read(&self.ctx.path("web/worker.js"))?;
        let text = replace(&text, "FILES_OF_THIS_BUILD", &list)?;
        let text = replace(&text, "NAME_OF_THIS_BUILD", build)?;
        write(&self.out.join("sw.js"), text.as_bytes())
    }

    fn wasm(&self) -> Result<Asset, String> {
        let compiled = self.compiled.join("web_bg.wasm");
        if self.dev {
            return self.asset(&compiled, "web", "wasm");
        }
        let small = self.compiled.join("web.opt.wasm");
        wasm_opt::shrink(&self.ctx, "web", &compiled, &small)?;
        self.asset(&small, "web", "wasm")
    }

    fn script(&self, wasm: &Asset) -> Result<Asset, String> {
        let bindings = format!("--alias:bindings={}", self.compiled.join("web.js").display());
        let file = format!("--define:WASM_FILE=\"{}\"", wasm.name);
        let integrity = format!("--define:WASM_INTEGRITY=\"{}\"", wasm.integrity);
        self.bundle(&self.ctx.path("web/start.js"), "js", &["--format=esm", &bindings, &file, &integrity])
    }

    /// Bundles an entry with its imports.
    fn bundle(&self, entry: &Path, kind: &str, args: &[&str]) -> Result<Asset, String> {
        let bundle = self.compiled.join("bundle").with_extension(kind);
        let mut command = Program::new(self.programs.join("esbuild"));
        command.arg(entry).args(["--bundle", "--target=es2022", "--log-level=warning"]).args(args);
        command.arg(format!("--outfile={}", bundle.display()));
        if !self.dev {
            command.arg("--minify");
        }
        run(&mut command)?;
        self.asset(&bundle, "web", kind)
    }

    fn asset(&self, from: &Path, name: &str, kind: &str) -> Result<Asset, String> {
        let bytes = fs::read(from).map_err(|why| format!("{}: {why}", from.display()))?;
        let asset =
            Asset { name: format!("{name}-{}.{kind}", short_hash(&bytes)), integrity: integrity(&bytes) };
        write(&self.out.join(&asset.name), &bytes)?;
        Ok(asset)
    }
}

/// The size limit of the page's scripts, styles and wasm together, in gzip, as GitHub Pages sends it. The aim is 600 KiB, which
/// needs a second wasm: *Decisions* in ARCHITECTURE.md.
const BUDGET: u64 = 1152 * 1024;

/// Prints the sizes, and checks the budget.
fn report(dist: &Path, options: &Options) -> Result<(), String> {
    let script =
        "const { brotliCompressSync, gzipSync } = require('zlib'), fs = require('fs'), dir = process.argv[1];
        for (const name of fs.readdirSync(dir).sort()) {
            const bytes = fs.readFileSync(`${dir}/${name}`);
            console.log(name, bytes.length, gzipSync(bytes).length, brotliCompressSync(bytes).length);
        }";
    let sizes = capture(Program::new("node").args(["-e", script]).arg(dist))?;
    println!("{:<24} {:>9} {:>9} {:>9}", "dist/", "bytes", "gzip", "brotli");
    let mut total = 0;
    for line in sizes.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [name, bytes, gzip, brotli] = words.as_slice() else { continue };
        println!("  {name:<22} {bytes:>9} {gzip:>9} {brotli:>9}");
        if [".js", ".css", ".wasm"].iter().any(|kind| name.ends_with(kind)) {
            total += gzip.parse::<u64>().unwrap_or_default();
        }
    }
    println!("scripts, styles and wasm: {total} bytes in gzip, of {BUDGET}");
    if options.dev || total <= BUDGET {
        return Ok(());
    }
    Err(format!("the page is {} bytes over its budget", total - BUDGET))
}

/// Replaces a string that must occur exactly once.
fn replace(text: &str, from: &str, to: &str) -> Result<String, String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        count => Err(format!("expected `{from}` once, found it {count} times")),
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(|why| format!("{}: {why}", to.display()))?;
    for entry in fs::read_dir(from).map_err(|why| format!("{}: {why}", from.display()))?.flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).map_err(|why| format!("{}: {why}", target.display()))?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))
    } else {
        Ok(())
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|why| format!("{}: {why}", path.display()))
}

/// The value of an integrity attribute.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}
