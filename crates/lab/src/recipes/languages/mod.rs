//! What runs a workload, by the language that it's written in.

mod node;
mod php;
mod python;
mod ruby;
mod rust;

use super::given::Library;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tools::Ctx;

/// The languages: how the file of a workload ends, and what installs its program with the libraries.
type Ensure = fn(&Ctx, &Library) -> Result<Runner, String>;
const LANGUAGES: &[(&str, Ensure)] = &[
    ("py", python::ensure),
    ("mjs", node::ensure),
    ("rb", ruby::ensure),
    ("php", php::ensure),
    ("rs", rust::ensure),
];

/// What runs workloads of a language.
#[derive(Debug)]
pub struct Runner {
    /// Its program.
    pub program: PathBuf,
    /// What the program is told before the file of the workload.
    pub arguments: Vec<String>,
    /// The installed packages with their versions.
    pub versions: BTreeMap<String, String>,
}

/// The names that the file of a workload may have.
pub fn files() -> impl Iterator<Item = String> {
    LANGUAGES.iter().map(|(end, _)| format!("workload.{end}"))
}

/// Installs what runs a library's workload.
pub fn ensure(ctx: &Ctx, library: &Library) -> Result<Runner, String> {
    let end = library.program.extension().unwrap_or_default();
    let (_, ensure) =
        LANGUAGES.iter().find(|(own, _)| *own == end).ok_or("a workload in an unknown language")?;
    ensure(ctx, library)
}
