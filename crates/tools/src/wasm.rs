//! The compiler for `wasm32-unknown-unknown`.
//!
//! rustup adds the target where it can. Where it can't (no network, a distribution's Rust, a company's network),
//! Debian ships a compiler with the sources of the standard library, which is then built with the page.
use crate::Ctx;
use crate::apt;
use crate::cargo::cargo_home;
use crate::install;
use crate::run::{on_path, read, say};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of the page and of the npm package.
pub const TARGET: &str = "wasm32-unknown-unknown";

// Debian's clippy of the same version.
const DEBIAN: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
const DEBIAN_CLIPPY: &[&str] = &["rust-web-clippy"];

/// A cargo that can compile for wasm.
#[derive(Debug, Clone)]
pub struct Toolchain {
    /// The folder of its `cargo`, which goes first on PATH; none if the usual cargo works.
    pub bin: Option<PathBuf>,
    env: Vec<(&'static str, PathBuf)>,
}

/// A compiler for wasm, from rustup or from Debian.
pub fn ensure(ctx: &Ctx) -> Result<Toolchain, String> {
    let _lock = install::lock(ctx, "wasm-target")?;
    match rustup(ctx) {
        Ok(()) => Ok(Toolchain { bin: None, env: Vec::new() }),
        Err(why) => match debian(ctx, DEBIAN) {
            Ok(toolchain) => {
                // Not tried again for each build: without a network, rustup may wait long.
                drop(std::fs::write(refusal(ctx), sysroot(ctx)?));
                Ok(toolchain)
            }
            Err(more) => Err(format!("no compiler for {TARGET}: rustup: {why}\nDebian: {more}")),
        },
    }
}

/// A compiler for wasm with its clippy.
pub fn ensure_clippy(ctx: &Ctx) -> Result<Toolchain, String> {
    let toolchain = ensure(ctx)?;
    if toolchain.bin.is_some() {
        apt::ensure(ctx, DEBIAN_CLIPPY, "clippy for wasm")?;
    }
    Ok(toolchain)
}

impl Toolchain {
    /// `cargo <subcommand> --target wasm32-unknown-unknown`, with its own target folder: if two compilers
    /// shared one, each would rebuild everything.
    pub fn cargo(&self, ctx: &Ctx, subcommand: &str) -> Command {
        let mut command =
            Command::new(self.bin.as_ref().map_or_else(|| PathBuf::from("cargo"), |bin| bin.join("cargo")));
        command.current_dir(&ctx.root).args([subcommand, "--target", TARGET]);
        self.set(ctx, &mut command);
        command
    }

    /// The version of the compiler, and of the standard library that it puts into a wasm.
    pub fn version(&self, ctx: &Ctx) -> Result<String, String> {
        let rustc = self.env.iter().find(|(name, _)| *name == "RUSTC");
        let rustc = rustc.map_or_else(|| PathBuf::from("rustc"), |(_, path)| path.clone());
        let text = read(Command::new(rustc).current_dir(&ctx.root).arg("-vV"))?;
        let release = text.lines().find_map(|line| line.strip_prefix("release: "));
        release.map(str::to_owned).ok_or_else(|| format!("the compiler reports no version: {text}"))
    }

    /// For published files: they contain no path of this machine.
    pub fn published(&self, ctx: &Ctx, command: &mut Command) -> Result<(), String> {
        // The flags of .cargo/config.toml aren't added to these.
        command.env("RUSTFLAGS", format!("--cfg erase_components {}", without_paths(ctx)?));
        Ok(())
    }

    /// Sets the environment of a program that runs cargo, except for PATH.
    pub fn set(&self, ctx: &Ctx, command: &mut Command) {
        command.env("CARGO_TARGET_DIR", target_folder(ctx));
        if self.bin.is_some() {
            // These describe the cargo that started this program, not the other one.
            ["CARGO", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH", "RUSTC_WRAPPER"].iter().for_each(|name| {
                command.env_remove(name);
            });
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
    }
}

/// The flags that remove this machine's paths from the output, which is then the same in any folder. `RUSTFLAGS` can't
/// contain a path with a space, so such a path stays.
fn without_paths(ctx: &Ctx) -> Result<String, String> {
    let cargo = cargo_home().display().to_string();
    let places = [(cargo, "/cargo"), (sysroot(ctx)?, "/rust"), (ctx.root.display().to_string(), "/project")];
    let flags = places.iter().filter(|(from, _)| !from.contains(' '));
    let flags: Vec<String> = flags.map(|(from, to)| format!("--remap-path-prefix={from}={to}")).collect();
    Ok(flags.join(" "))
}

/// The target folder of everything that is compiled for wasm.
pub fn target_folder(ctx: &Ctx) -> PathBuf {
    ctx.path("target/wasm")
}

/// `--package` for each crate that is compiled for wasm.
pub fn packages(ctx: &Ctx) -> Result<Vec<String>, String> {
    let crates = [("web", "web"), ("crates/wasm", "wasm")];
    let mut args = Vec::new();
    for (folder, _) in crates.iter().filter(|(folder, _)| ctx.path(folder).join("Cargo.toml").is_file()) {
        let manifest =
            std::fs::read_to_string(ctx.path(folder).join("Cargo.toml")).map_err(|why| why.to_string())?;
        let name = manifest
            .lines()
            .find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
            .ok_or_else(|| format!("{folder}/Cargo.toml has no name"))?;
        args.extend(["--package".to_owned(), name.to_owned()]);
    }
    Ok(args)
}

fn rustup(ctx: &Ctx) -> Result<(), String> {
    let sysroot = sysroot(ctx)?;
    let has = || Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").is_dir();
    if has() {
        return Ok(());
    }
    if on_path(&["rustup"]).is_none() {
        return Err("is not on PATH".to_owned());
    }
    let refusal = refusal(ctx);
    if std::fs::read_to_string(&refusal).is_ok_and(|at| at == sysroot) {
        return Err(format!("could not add the target before (to ask again, remove {})", refusal.display()));
    }
    say(format!("adding {TARGET} with rustup (seconds)"));
    read(Command::new("rustup").current_dir(&ctx.root).args(["target", "add", TARGET]))?;
    if has() { Ok(()) } else { Err("added the target, but it is missing".to_owned()) }
}

/// The sysroot of the usual compiler.
fn sysroot(ctx: &Ctx) -> Result<String, String> {
    read(Command::new("rustc").current_dir(&ctx.root).args(["--print", "sysroot"]))
        .map(|path| path.trim().to_owned())
}

/// Records the compiler for which rustup failed and Debian worked.
fn refusal(ctx: &Ctx) -> PathBuf {
    ctx.cache.join("rustup-cannot-add-wasm")
}

fn debian(ctx: &Ctx, packages: &[&str]) -> Result<Toolchain, String> {
    apt::ensure(ctx, packages, "Debian's compiler for wasm")?;
    // A folder with this cargo alone: /usr/bin before the rest of PATH would hide more than cargo.
    let bin = install::once(ctx, "debian-cargo", "1", "a link to Debian's cargo", link)?;
    let env = vec![
        ("RUSTC", PathBuf::from("/usr/bin/rustc")),
        ("RUSTC_BOOTSTRAP", PathBuf::from("1")),
        ("CARGO_UNSTABLE_BUILD_STD", PathBuf::from("std,panic_abort")),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker(ctx)?),
    ];
    Ok(Toolchain { bin: Some(bin), env })
}

fn link(folder: &Path) -> Result<(), String> {
    let script = "#!/bin/sh\nexec /usr/bin/cargo \"$@\"\n";
    let path = folder.join("cargo");
    std::fs::write(&path, script).map_err(|why| why.to_string())?;
    #[cfg(unix)]
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .map_err(|why| why.to_string())?;
    Ok(())
}

/// A linker for wasm: rustup's, or Debian's.
fn linker(ctx: &Ctx) -> Result<PathBuf, String> {
    if let Ok(libraries) =
        read(Command::new("rustc").current_dir(&ctx.root).args(["--print", "target-libdir"]))
    {
        // lib/rustlib/<host>/lib; the linker is in ../bin
        let lld = Path::new(libraries.trim()).with_file_name("bin").join("rust-lld");
        if lld.is_file() {
            return Ok(lld);
        }
    }
    on_path(&["wasm-ld-22", "wasm-ld"]).map_or_else(
        || {
            apt::ensure(ctx, &["lld-22"], "a linker for wasm")?;
            on_path(&["wasm-ld-22"]).ok_or_else(|| "the package lld-22 has no wasm-ld-22".to_owned())
        },
        Ok,
    )
}
