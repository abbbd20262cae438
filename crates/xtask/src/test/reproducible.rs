//! The same sources give the same bytes: site and package are built again in another folder, and compared file by file.
//!
//! That is two builds of what is published, one of them from nothing, so it is made by `--long` alone. They are looked
//! through for paths of this machine, too, which would make them others elsewhere.
use super::Section;
use crate::commands::build::{Options, build};
use crate::commands::npm::npm;
use crate::ctx::Ctx;
use crate::run::{read, say};
use crate::tidy::files;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const SECTION: Section = Section {
    name: "reproducible",
    about: "with --long: a build in another folder has the same bytes, and nothing of this machine in it",
    run: test,
};

/// The files of a folder.
pub(super) type Contents = BTreeMap<PathBuf, Vec<u8>>;

fn test(ctx: &Ctx) -> Result<(), String> {
    if !ctx.long {
        say("NOT CHECKED here: two builds are made and compared by `cargo xtask test --long reproducible`");
        return Ok(());
    }
    let options = Options { dev: ctx.dev, base: None };
    let here = published(ctx, &options)?;
    // A debug build names the files of its sources, for those who debug it.
    if !ctx.dev {
        says_nothing_of_here(ctx, &here)?;
    }
    let elsewhere = ctx.path("target/reproducible/elsewhere");
    copy(ctx, &elsewhere)?;
    let there = published(&Ctx { root: elsewhere, ..ctx.clone() }, &options)?;
    if here == there {
        say(format!("{} files have the same bytes", here.len()));
        return Ok(());
    }
    Err(format!("not the same in both folders: {}", differing(&here, &there)))
}

/// Builds site and package, and gives their files, with the tarball.
fn published(ctx: &Ctx, options: &Options) -> Result<Contents, String> {
    build(ctx, options)?;
    let tarball = npm(ctx)?;
    let bytes = fs::read(&tarball).map_err(|why| format!("{}: {why}", tarball.display()))?;
    let mut files = BTreeMap::from([(PathBuf::from("the tarball"), bytes)]);
    for folder in ["dist", "target/npm/elasticache-user"] {
        let named = contents(&ctx.path(folder))?
            .into_iter()
            .map(|(name, bytes)| (Path::new(folder).join(name), bytes));
        files.extend(named);
    }
    Ok(files)
}

/// The names of the files that are in one of two folders only, or have other bytes there.
pub(super) fn differing(one: &Contents, other: &Contents) -> String {
    let names: BTreeSet<&PathBuf> = one.keys().chain(other.keys()).collect();
    let differ = names.into_iter().filter(|name| one.get(*name) != other.get(*name));
    let differ: Vec<String> = differ.map(|name| name.display().to_string()).collect();
    differ.join(", ")
}

/// No path of this machine stands in a file.
fn says_nothing_of_here(ctx: &Ctx, files: &Contents) -> Result<(), String> {
    let home = std::env::var("HOME").unwrap_or_default();
    let cargo = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
    let sysroot = read(Command::new("rustc").args(["--print", "sysroot"]))?;
    let paths = [ctx.root.display().to_string(), cargo, sysroot.trim().to_owned()];
    for (name, bytes) in files {
        for path in paths.iter().filter(|path| path.len() > 1) {
            if let Some(at) = bytes.windows(path.len()).position(|part| part == path.as_bytes()) {
                let end = bytes.len().min(at + 160);
                let around = String::from_utf8_lossy(bytes.get(at..end).unwrap_or_default());
                return Err(format!("{} has a path of this machine: {around}", name.display()));
            }
        }
    }
    Ok(())
}

/// Every file that git knows or would add, as it stands here.
fn copy(ctx: &Ctx, to: &Path) -> Result<(), String> {
    // What was compiled there before may stay: it is what is being tested.
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

/// The files of a folder, by their path in it.
pub(super) fn contents(folder: &Path) -> Result<Contents, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(place) = open.pop() {
        for entry in fs::read_dir(&place).map_err(|why| format!("{}: {why}", place.display()))?.flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).map_err(|why| why.to_string())?.to_owned();
                found.insert(name, fs::read(&path).map_err(|why| format!("{}: {why}", path.display()))?);
            }
        }
    }
    Ok(found)
}
