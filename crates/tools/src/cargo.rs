//! Programs from crates.io, kept in the cache.
use crate::Ctx;
use crate::install;
use crate::run::{logged, on_path, say};
use std::path::PathBuf;
use std::process::Command;

/// A crate's program at one version: its prebuilt binary if cargo-binstall is on PATH and finds one,
/// otherwise compiled without optimization, which takes a quarter of the time.
pub fn ensure(
    ctx: &Ctx,
    krate: &str,
    version: &str,
    flags: &[&str],
    minutes: &str,
) -> Result<PathBuf, String> {
    let about = format!("{krate} {version} ({minutes} if it has to be compiled)");
    let folder = install::once(ctx, krate, version, &about, |folder| {
        let log = folder.join("install.log");
        if on_path(&["cargo-binstall"]).is_some() {
            let mut command = Command::new("cargo");
            command.args([
                "binstall",
                "--no-confirm",
                "--disable-strategies",
                "compile",
                "--version",
                version,
                "--root",
            ]);
            if logged(command.arg(folder).arg(krate), &log).is_ok() {
                return Ok(());
            }
            say("no prebuilt binary: compiling it");
        }
        let install = |lock: &[&str]| {
            let mut command = Command::new("cargo");
            command
                .args(["install", krate, "--version", version, "--root"])
                .arg(folder)
                .args(flags)
                .args(lock);
            command.envs([
                ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
                ("CARGO_PROFILE_RELEASE_LTO", "off"),
                ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
                ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
                ("CARGO_PROFILE_RELEASE_STRIP", "true"),
            ]);
            // The project's target folder isn't this program's.
            logged(command.env_remove("CARGO_TARGET_DIR").current_dir(folder), &log)
        };
        // A mirror of the registry may lack the versions in the crate's own lock file.
        install(&["--locked"]).or_else(|_| install(&[]))
    })?;
    Ok(folder.join("bin").join(format!("{krate}{}", std::env::consts::EXE_SUFFIX)))
}

/// Where Cargo keeps what it downloads: `CARGO_HOME`, or `.cargo` in the home folder.
pub fn cargo_home() -> PathBuf {
    let default = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cargo");
    std::env::var_os("CARGO_HOME").map_or_else(default, PathBuf::from)
}

/// The version of a package in a lock file of cargo.
pub fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let entry =
        lock.split("[[package]]").find(|entry| entry.contains(&format!("\nname = \"{package}\"\n")))?;
    entry.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::locked;

    #[test]
    fn the_version_is_the_packages_own() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.3\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.3"));
        assert_eq!(locked(lock, "leptos"), None);
    }
}
