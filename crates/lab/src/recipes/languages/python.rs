//! Python, with the libraries of one of the lists in `crates/tools/python/`.
use super::Runner;
use crate::recipes::given::Library;
use std::process::Command;
use tools::run::read;
use tools::{Ctx, python};

/// Installs the libraries.
pub fn ensure(ctx: &Ctx, library: &Library) -> Result<Runner, String> {
    let program = python::ensure(ctx, &library.environment)?.python();
    let frozen = read(Command::new(&program).args(["-m", "pip", "freeze", "--disable-pip-version-check"]))?;
    let versions = frozen.lines().filter_map(|line| line.split_once("=="));
    let versions = versions.map(|(name, version)| (name.to_lowercase(), version.to_owned())).collect();
    Ok(Runner { program, arguments: Vec::new(), versions })
}
