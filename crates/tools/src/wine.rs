//! Wine, which runs batch files with its cmd, and a compiler for the small programs that they start.
use crate::Ctx;
use crate::apt;
use crate::install;
use crate::run::{logged, on_path};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A separate Wine prefix.
#[derive(Debug, Clone)]
pub struct Wine {
    program: PathBuf,
    prefix: PathBuf,
    /// A C compiler for programs that Wine runs: `<compiler> a.c -o a.exe`.
    pub compiler: PathBuf,
}

const PACKAGES: &[&str] = &["wine", "wine64", "gcc-mingw-w64-x86-64-win32"];
const COMPILERS: &[&str] = &["x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-gcc-win32"];

/// Wine with its own prefix in the cache.
pub fn ensure(ctx: &Ctx) -> Result<Wine, String> {
    if on_path(&["wine"]).is_none() || on_path(COMPILERS).is_none() {
        apt::ensure(ctx, PACKAGES, "Wine and a compiler for Windows")?;
    }
    let program = on_path(&["wine"]).ok_or("wine is not on PATH")?;
    let compiler = on_path(COMPILERS).ok_or("x86_64-w64-mingw32-gcc is not on PATH")?;
    let folder = install::once(ctx, "wine", "1", "a prefix for Wine (ten seconds)", |folder| {
        let mut boot = wine(&program, &folder.join("prefix"));
        logged(boot.args(["wineboot", "--init"]), &folder.join("wineboot.log"))
    })?;
    Ok(Wine { program, prefix: folder.join("prefix"), compiler })
}

impl Wine {
    /// `wine`, ready for a program and its arguments.
    pub fn command(&self) -> Command {
        wine(&self.program, &self.prefix)
    }
}

fn wine(program: &Path, prefix: &Path) -> Command {
    let mut command = Command::new(program);
    // It doesn't ask for missing components, and opens no window.
    command.env("WINEPREFIX", prefix).env("WINEDEBUG", "-all").env("WINEDLLOVERRIDES", "mscoree,mshtml=");
    command.env_remove("DISPLAY");
    command
}
