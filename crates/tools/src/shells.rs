//! The shells that commands are written for.
use crate::Ctx;
use crate::apt;
use crate::run::on_path;
use std::path::PathBuf;

/// The available shells: names of both program and package.
pub const SHELLS: &[&str] = &["bash", "dash", "fish", "mksh", "zsh"];

/// A shell: the machine's own, or Debian's.
pub fn ensure(ctx: &Ctx, shell: &str) -> Result<PathBuf, String> {
    if let Some(found) = on_path(&[shell]) {
        return Ok(found);
    }
    apt::ensure(ctx, &[shell], &format!("the shell {shell}"))?;
    on_path(&[shell]).ok_or_else(|| format!("the package {shell} has no program {shell}"))
}
