//! Trunk builds the same site as `cargo xtask build`, file by file.
//!
//! Trunk takes minutes to compile, so this runs only with `--long`.
use super::Section;
use super::reproducible::same;
use crate::commands::build::{Options, build};
use crate::ctx::Ctx;
use crate::run::{path_with, run, say};
use crate::tools::{trunk, wasm, wasm_bindgen};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const SECTION: Section =
    Section { name: "trunk", about: "with --long: Trunk builds the same site from Trunk.toml", run: test };

fn test(ctx: &Ctx) -> Result<(), String> {
    if !ctx.long {
        say("NOT CHECKED here: Trunk builds the site in `cargo xtask test --long trunk`");
        return Ok(());
    }
    build(ctx, &Options { dev: ctx.dev, base: None })?;
    let toolchain = wasm::ensure(ctx)?;
    let bindgen = wasm_bindgen::ensure(ctx)?;
    let programs = cargo(ctx, &toolchain)?;
    let site = ctx.path("target/trunk/site");
    let mut trunk = Command::new(trunk::ensure(ctx)?);
    toolchain.set(ctx, &mut trunk);
    if !ctx.dev {
        toolchain.published(ctx, &mut trunk)?;
        trunk.env("TRUNK_BUILD_RELEASE", "true");
    }
    let first = [programs.as_path(), bindgen.parent().unwrap_or(&bindgen)];
    trunk.current_dir(&ctx.root).env("PATH", path_with(&first)?).env_remove("NO_COLOR");
    run(trunk.args(["build", "--log", "warn", "--offline", "--dist"]).arg(&site))?;
    same(&ctx.path("dist"), &site)
}

/// A folder with a `cargo` that compiles for wasm, and whose `cargo xtask` is this program: with the settings for wasm,
/// xtask would be compiled for wasm, too.
fn cargo(ctx: &Ctx, toolchain: &wasm::Toolchain) -> Result<PathBuf, String> {
    let bin = ctx.path("target/trunk/bin");
    let this = std::env::current_exe().map_err(|why| why.to_string())?;
    let usual = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    let real = toolchain.bin.as_ref().map_or(usual, |bin| bin.join("cargo"));
    let script = format!(
        "#!/bin/sh\nif [ \"$1\" = xtask ]; then shift; exec '{}' \"$@\"; fi\nexec '{}' \"$@\"\n",
        this.display(),
        real.display()
    );
    write(&bin, &script).map_err(|why| format!("{}: {why}", bin.display()))?;
    Ok(bin)
}

fn write(bin: &Path, script: &str) -> std::io::Result<()> {
    let file = bin.join("cargo");
    fs::create_dir_all(bin)?;
    fs::write(&file, script)?;
    #[cfg(unix)]
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    Ok(())
}
