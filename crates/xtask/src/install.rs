//! Installing once: a folder of the cache, a lock beside it, and a stamp that says what stands in it.
use crate::ctx::Ctx;
use crate::run::say;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What marks a folder as whole.
const STAMP: &str = ".installed";

/// The folder `name` of the cache, made by `make` unless it already stands there with the same stamp.
///
/// Two runs at once are safe: the second one waits for the first. A folder whose making failed or was
/// interrupted has no stamp and is made anew.
pub fn once(
    ctx: &Ctx,
    name: &str,
    stamp: &str,
    about: &str,
    make: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<PathBuf, String> {
    let folder = ctx.cache.join(name);
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

/// A lock of the cache, held until it is dropped; waits while another run holds it.
pub fn lock(ctx: &Ctx, name: &str) -> Result<File, String> {
    let path = ctx.cache.join(format!("{}.lock", name.replace('/', "-")));
    let file = File::create(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    if file.try_lock().is_err() {
        say(format!("another run is busy with {name}: waiting for it"));
        file.lock().map_err(|why| format!("{}: {why}", path.display()))?;
    }
    Ok(file)
}

fn stands(folder: &Path, stamp: &str) -> bool {
    fs::read_to_string(folder.join(STAMP)).is_ok_and(|found| found == stamp)
}
