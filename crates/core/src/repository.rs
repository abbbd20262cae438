//! Data of the repository, for tests.

use std::path::{Path, PathBuf};

/// A folder of `tests/corpus`; none where the published crate is tested, which doesn't have it.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join("ARCHITECTURE.md").is_file().then(|| root.join("tests/corpus").join(name))
}
