//! wasm-bindgen's program, in exactly the version that the page is compiled with.
use crate::Ctx;
use crate::cargo;
use std::fs;
use std::path::PathBuf;

/// wasm-bindgen.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    let lock = fs::read_to_string(ctx.path("Cargo.lock")).map_err(|why| format!("Cargo.lock: {why}"))?;
    let version = cargo::locked(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen")?;
    let krate =
        cargo::ensure(ctx, "wasm-bindgen-cli", version, &["--no-default-features"], "2 to 5 minutes")?;
    Ok(krate.with_file_name(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX)))
}
