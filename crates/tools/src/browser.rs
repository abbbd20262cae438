//! Chromium, to test the page in.
use crate::Ctx;
use crate::run::{on_path, read, run, say};
use crate::{apt, node};
use std::path::{Path, PathBuf};
use std::process::Command;

const NAMES: &[&str] = &["chromium", "google-chrome-stable", "google-chrome", "chrome"];
const MACOS: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A Chromium that starts: the machine's own, Debian's, or Playwright's.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    let debian = apt::ensure(ctx, &["chromium"], "Chromium");
    match (installed(), debian) {
        (Some(found), _) => Ok(found),
        (None, debian) => {
            let why =
                debian.err().unwrap_or_else(|| "the package chromium has no browser that starts".to_owned());
            playwright(ctx).map_err(|more| format!("no Chromium: {why}\nPlaywright: {more}\nInstall Chromium or Google Chrome so that it is on PATH."))
        }
    }
}

fn installed() -> Option<PathBuf> {
    let candidates = on_path(NAMES).into_iter().chain(MACOS.iter().map(PathBuf::from));
    candidates.filter(|path| path.is_file()).find(|path| starts(path))
}

/// Ubuntu's package of that name is a stub that only points to another store.
fn starts(path: &Path) -> bool {
    read(Command::new(path).arg("--version")).is_ok_and(|version| version.contains("Chrom"))
}

fn playwright(ctx: &Ctx) -> Result<PathBuf, String> {
    let folder = ctx.path("web/e2e");
    let programs = node::packages(ctx, "web/e2e")?;
    say("installing Chromium with Playwright (a minute)");
    run(Command::new(programs.join("playwright")).args(["install", "chromium"]).current_dir(&folder))?;
    let script = "console.log(require('@playwright/test').chromium.executablePath())";
    let path = PathBuf::from(read(Command::new("node").args(["-e", script]).current_dir(&folder))?.trim());
    if starts(&path) { Ok(path) } else { Err(format!("{} doesn't start", path.display())) }
}
