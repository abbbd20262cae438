//! The same sources produce the same bytes: site and package are rebuilt in another folder, and compared file by file.
//!
//! That takes two builds, one of them from scratch, so it runs only with `--long`. They are also searched for paths of this
//! machine, with which they would differ elsewhere.
use super::Section;
use crate::commands::build::{Options, build};
use crate::commands::npm::npm;
use crate::ctx::Ctx;
use crate::run::{read, say};
use crate::tidy::files;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tools::cargo::cargo_home;

pub const SECTION: Section = Section {
    name: "reproducible",
    about: "with --long: a build in another folder has the same bytes, and no path of this machine",
    run: test,
};

fn test(ctx: &Ctx) -> Result<(), String> {
    if !ctx.long {
        say("NOT CHECKED here: `cargo xtask test --long reproducible` compares two builds");
        return Ok(());
    }
    let options = Options { dev: ctx.dev, base: None };
    let here = published(ctx, &options)?;
    // A debug build contains the paths of its sources.
    if !ctx.dev {
        here.iter().try_for_each(|folder| contains_no_local_path(ctx, folder))?;
    }
    let elsewhere = ctx.path("target/reproducible/elsewhere");
    copy(ctx, &elsewhere)?;
    let there = published(&Ctx { root: elsewhere, ..ctx.clone() }, &options)?;
    here.iter().zip(&there).try_for_each(|(here, there)| same(here, there))
}

/// Builds the site and the package, and returns their paths: the site, the package and its tarball.
fn published(ctx: &Ctx, options: &Options) -> Result<[PathBuf; 3], String> {
    build(ctx, options)?;
    let tarball = npm(ctx)?;
    Ok([ctx.path("dist"), ctx.path("target/npm/elasticache-user"), tarball])
}

/// Fails if two files, or the files of two folders, differ; git prints where.
pub(super) fn same(one: &Path, other: &Path) -> Result<(), String> {
    let mut diff = Command::new("git");
    let diff = diff.args(["diff", "--no-index", "--stat", "--"]).args([one, other]).output();
    let diff = diff.map_err(|why| format!("git can't be started: {why}"))?;
    if diff.status.success() {
        say(format!("{}: the same bytes", one.display()));
        return Ok(());
    }
    Err(format!("different in both folders:\n{}", String::from_utf8_lossy(&diff.stdout)))
}

/// Fails if a file, or a file in a folder, contains a path of this machine.
fn contains_no_local_path(ctx: &Ctx, place: &Path) -> Result<(), String> {
    let sysroot = read(Command::new("rustc").args(["--print", "sysroot"]))?;
    let paths =
        [ctx.root.display().to_string(), cargo_home().display().to_string(), sysroot.trim().to_owned()];
    let (Some(folder), Some(name)) = (place.parent(), place.file_name()) else { return Ok(()) };
    for path in paths.iter().filter(|path| path.len() > 1) {
        let mut grep = Command::new("git");
        grep.current_dir(folder).args(["grep", "--no-index", "--text", "--only-matching", "-e"]);
        let found = grep.arg(format!("{path}.\\{{0,160\\}}")).arg("--").arg(name).output();
        let found = found.map_err(|why| format!("git can't be started: {why}"))?;
        // Its status is 1 if nothing is found, and higher for an error.
        if found.status.code() != Some(1) {
            let found = [found.stdout, found.stderr].concat();
            return Err(format!("contains a path of this machine: {}", String::from_utf8_lossy(&found)));
        }
    }
    Ok(())
}

/// Copies every file that git tracks or would add.
fn copy(ctx: &Ctx, to: &Path) -> Result<(), String> {
    // Files compiled there earlier may stay: they're under test, too.
    for name in files(ctx)? {
        let place = to.join(&name);
        let bytes = fs::read(ctx.path(&name)).map_err(|why| format!("{name}: {why}"))?;
        if fs::read(&place).is_ok_and(|there| there == bytes) {
            continue;
        }
        fs::create_dir_all(place.parent().unwrap_or(to)).map_err(|why| format!("{name}: {why}"))?;
        fs::write(&place, bytes).map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(())
}
