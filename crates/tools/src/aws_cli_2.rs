//! Version 2 of the AWS CLI. Version 1 comes with the Python packages of `aws.txt`.
use crate::Ctx;
use crate::apt;
use crate::run::{all_on_path, read};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Version 2 of the AWS CLI: the machine's own, or Debian's, which is older than AWS's own and doesn't know the newest
/// members.
pub fn ensure(ctx: &Ctx) -> Result<PathBuf, String> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    let by_hand = "install version 2 of the AWS CLI from docs.aws.amazon.com/cli";
    apt::ensure(ctx, &["awscli"], "version 2 of the AWS CLI").map_err(|why| format!("{why}\n{by_hand}"))?;
    installed().ok_or_else(|| format!("the package awscli did not install version 2: {by_hand}"))
}

/// Version 1 may be before it on PATH.
fn installed() -> Option<PathBuf> {
    all_on_path("aws").into_iter().find(|path| is_version_2(path))
}

fn is_version_2(path: &Path) -> bool {
    read(Command::new(path).arg("--version")).is_ok_and(|version| version.starts_with("aws-cli/2"))
}
