//! Go, in whatever version PATH or Debian has.
use crate::Ctx;
use crate::apt;
use crate::run::on_path;
use std::path::PathBuf;

/// The programs `go` and `gofmt`.
pub fn ensure(ctx: &Ctx) -> Result<(PathBuf, PathBuf), String> {
    let found = || Some((on_path(&["go"])?, on_path(&["gofmt"])?));
    if found().is_none() {
        apt::ensure(ctx, &["golang-go"], "Go")?;
    }
    found().ok_or_else(|| "go and gofmt are not on PATH: get them from go.dev".to_owned())
}
