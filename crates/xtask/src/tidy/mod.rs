//! The invariants of ARCHITECTURE.md, checked on the files that git tracks or would add.
//!
//! A check is a pure function of the files, listed below, with a test of what it must find. ARCHITECTURE.md lists exactly
//! these checks, which `documented` verifies.
mod arrows;
mod circles;
mod commands;
mod documented;
mod listed;
mod paths;
mod pinned;
mod rooms;
mod versions;
mod words;

use crate::ctx::Ctx;
use crate::run::read;
use std::process::Command;

/// An invariant.
#[derive(Debug)]
pub struct Check {
    /// Its name in ARCHITECTURE.md.
    pub name: &'static str,
    /// Returns all violations, each as a line that begins with the file.
    pub run: fn(&Tree) -> Vec<String>,
}

/// The files that git tracks or would add, by their path from the root.
#[derive(Debug, Default)]
pub struct Tree {
    files: Vec<(String, String)>,
}

/// Every check.
pub const CHECKS: &[Check] = &[
    arrows::CHECK,
    circles::CHECK,
    commands::CHECK,
    documented::CHECK,
    listed::CHECK,
    words::OWN_WORDS,
    paths::CHECK,
    pinned::CHECK,
    rooms::CHECK,
    words::UNFINISHED,
    versions::CHECK,
];

/// Checks every invariant; the error lists all violations.
pub fn check(ctx: &Ctx) -> Result<(), String> {
    let tree = Tree::read(ctx)?;
    let mut broken = Vec::new();
    for check in CHECKS {
        broken.extend((check.run)(&tree).into_iter().map(|what| format!("{} ({})", what, check.name)));
    }
    println!("{} invariants, {} files", CHECKS.len(), tree.files.len());
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n")) }
}

/// Every file that git tracks or would add.
pub fn files(ctx: &Ctx) -> Result<Vec<String>, String> {
    let args = ["-c", "core.quotePath=false", "ls-files", "--cached", "--others", "--exclude-standard"];
    let text = read(Command::new("git").current_dir(&ctx.root).args(args))?;
    Ok(text.lines().filter(|file| ctx.path(file).is_file()).map(str::to_owned).collect())
}

impl Tree {
    fn read(ctx: &Ctx) -> Result<Self, String> {
        let files = files(ctx)?.into_iter().map(|path| {
            // An image counts as a file without lines.
            let text = std::fs::read(ctx.path(&path)).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            (path, text.unwrap_or_default())
        });
        Ok(Self { files: files.collect() })
    }

    /// Every path, in the order of git.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(path, _)| path.as_str())
    }

    /// The files whose path this accepts, with their text.
    pub fn with<'a>(
        &'a self,
        accept: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(move |(path, _)| accept(path))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of a file, if it is there.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|(found, _)| found == path).map(|(_, text)| text.as_str())
    }

    /// Every line of the files whose path this accepts: path, number from 1, text.
    pub fn lines<'a>(
        &'a self,
        accept: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = (&'a str, usize, &'a str)> {
        self.with(accept)
            .flat_map(|(path, text)| text.lines().zip(1..).map(move |(line, number)| (path, number, line)))
    }
}

#[cfg(test)]
fn broken(check: &Check, files: &[(&str, &str)]) -> Vec<String> {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    (check.run)(&Tree { files })
}
