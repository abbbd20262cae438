//! Trunk, another way to build the site.
use crate::Ctx;
use crate::cargo;
use std::path::PathBuf;

// Newer versions need a newer compiler than this project.
const VERSION: &str = "0.21.14";

/// Trunk.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    // Without its check for updates.
    cargo::ensure(ctx, "trunk", VERSION, &["--no-default-features", "--features", "rustls"], "2 to 5 minutes")
}
