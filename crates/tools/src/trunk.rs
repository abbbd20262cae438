//! Trunk, which builds the site for those who have it.
use crate::Ctx;
use crate::cargo;
use std::path::PathBuf;

// Newer ones need a newer compiler than this project does.
const VERSION: &str = "0.21.14";

/// Trunk.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    // Without the look for newer versions of itself.
    cargo::ensure(ctx, "trunk", VERSION, &["--no-default-features", "--features", "rustls"], "2 to 5 minutes")
}
