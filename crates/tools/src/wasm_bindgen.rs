//! wasm-bindgen's program, in exactly the version that the page is compiled with.
use crate::Ctx;
use crate::cargo;
use std::fs;
use std::path::PathBuf;

/// wasm-bindgen.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    let lock = fs::read_to_string(ctx.path("Cargo.lock")).map_err(|why| format!("Cargo.lock: {why}"))?;
    let version = locked(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen")?;
    let krate =
        cargo::ensure(ctx, "wasm-bindgen-cli", version, &["--no-default-features"], "2 to 5 minutes")?;
    Ok(krate.with_file_name(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX)))
}

/// The version of a package in a lock file of cargo.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
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
