//! Installs once: a folder in the cache, a lock next to it, and a stamp that names its content.
use crate::Ctx;
use crate::run::say;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Marks a folder as complete.
const STAMP: &str = ".installed";

/// The cache folder for `name`, created by `make` unless it exists. The stamp is what determines its content
/// (versions, pins): another stamp is another folder, so that two checkouts don't overwrite each other's.
///
/// Concurrent runs are safe: the second one waits for the first. A folder whose installation failed or was
/// interrupted has no stamp and is created again.
pub fn once(
    ctx: &Ctx,
    name: &str,
    stamp: &str,
    about: &str,
    make: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<PathBuf, String> {
    let folder = ctx.cache.join(format!("{name}-{}", short_hash(stamp.as_bytes())));
    if stands(&folder, stamp) {
        return Ok(folder);
    }
    let _lock = lock(ctx, name)?;
    if stands(&folder, stamp) {
        return Ok(folder);
    }
    say(format!("installing {about}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    make(&folder).map_err(|why| format!("could not install {about}: {why}"))?;
    fs::write(folder.join(STAMP), stamp).map_err(|why| why.to_string())?;
    Ok(folder)
}

/// A lock in the cache, held until it's dropped; waits while another run holds it.
pub fn lock(ctx: &Ctx, name: &str) -> Result<File, String> {
    let path = ctx.cache.join(format!("{}.lock", name.replace('/', "-")));
    let file = File::create(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    if file.try_lock().is_err() {
        say(format!("another run is busy with {name}: waiting for it"));
        file.lock().map_err(|why| format!("{}: {why}", path.display()))?;
    }
    Ok(file)
}

/// A SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Its first eight digits, for names.
pub fn short_hash(bytes: &[u8]) -> String {
    hash(bytes).chars().take(8).collect()
}

fn stands(folder: &Path, stamp: &str) -> bool {
    fs::read_to_string(folder.join(STAMP)).is_ok_and(|found| found == stamp)
}
