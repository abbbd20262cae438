//! Firefox, to test the page in.
use crate::Ctx;
use crate::apt;
use crate::run::{on_path, read};
use std::path::PathBuf;
use std::process::Command;

const NAMES: &[&str] = &["firefox-esr", "firefox"];
const MACOS: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

/// A Firefox that runs: the machine's own, or Debian's.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    let debian = apt::ensure(ctx, &["firefox-esr"], "Firefox");
    let why = debian.err().unwrap_or_else(|| "the package firefox-esr has no browser that starts".to_owned());
    installed().ok_or_else(|| format!("no Firefox: {why}\nInstall Firefox so that it is on PATH."))
}

fn installed() -> Option<PathBuf> {
    let candidates = on_path(NAMES).into_iter().chain([PathBuf::from(MACOS)]);
    // Ubuntu's package of that name is a stub that only points to another store.
    let starts = |path: &PathBuf| {
        read(Command::new(path).arg("--version")).is_ok_and(|version| version.contains("Mozilla Firefox"))
    };
    candidates.filter(|path| path.is_file()).find(starts)
}
