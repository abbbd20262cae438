//! The root of the repository, the tool cache, and options of the run.
use std::env;
use std::path::{Path, PathBuf};

/// Passed to every command, section and tool.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The root of the repository.
    pub root: PathBuf,
    /// The folder that installed tools are kept in, shared by all checkouts of one person.
    pub cache: PathBuf,
    /// Whether to run the long versions of tests.
    pub long: bool,
    /// Whether a quick build of the page is enough.
    pub dev: bool,
    /// Whether to rewrite files of the repository that tests create, such as screenshots.
    pub update: bool,
    /// Whether this run compiles the whole workspace, with one set of features.
    pub whole: bool,
}

impl Ctx {
    /// The repository this program was built from, the cache, and the options in the environment.
    pub fn new() -> Result<Self, String> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root =
            manifest.ancestors().nth(2).ok_or("this crate's folder is not inside a repository")?.to_owned();
        let cache = cache_folder()?;
        std::fs::create_dir_all(&cache).map_err(|why| format!("can't create {}: {why}", cache.display()))?;
        let asked = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        Ok(Self {
            root,
            cache,
            long: asked("LONG"),
            dev: asked("DEV"),
            update: asked("UPDATE"),
            whole: asked("WHOLE"),
        })
    }

    /// A path under the root.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }
}

fn cache_folder() -> Result<PathBuf, String> {
    let given = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = given("ELASTICACHE_USER_BUILDER_CACHE") {
        return std::path::absolute(folder).map_err(|why| why.to_string());
    }
    let base = given("XDG_CACHE_HOME")
        .or_else(|| given("HOME").map(|home| home.join(".cache")))
        .or_else(|| given("LOCALAPPDATA"))
        .ok_or("no place for the cache of tools: set ELASTICACHE_USER_BUILDER_CACHE to a folder")?;
    Ok(base.join("elasticache-user-builder"))
}
