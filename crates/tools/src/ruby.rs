//! Ruby, and gems from Debian's packages, which are unpacked and not installed: some of them bring a server.
use crate::run::on_path;
use crate::{Ctx, apt, install};
use std::fs;
use std::path::PathBuf;

/// Ruby with some gems.
#[derive(Debug, Clone)]
pub struct Ruby {
    /// Its program.
    pub program: PathBuf,
    /// The folders that gems are required from.
    pub load_path: Vec<PathBuf>,
    /// The gems with their versions.
    pub gems: Vec<(String, String)>,
}

/// Ruby with the gems of these packages.
pub fn ensure(ctx: &Ctx, packages: &[&str]) -> Result<Ruby, String> {
    apt::ensure(ctx, &["ruby"], "Ruby")?;
    let program = on_path(&["ruby"]).ok_or("there is no ruby on PATH")?;
    let list = packages.join(" ");
    let folder = install::once(ctx, "ruby-gems", &list, "gems of Debian (seconds)", |folder| {
        apt::unpack(ctx, packages, folder)
    })?;
    let folder = folder.join("usr/share/rubygems-integration/all/gems");
    let entries = fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let (mut load_path, mut gems) = (Vec::new(), Vec::new());
    for gem in entries.flatten() {
        // concurrent-ruby alone has its files one folder deeper.
        let folders = [gem.path().join("lib"), gem.path().join("lib/concurrent-ruby")];
        load_path.extend(folders.into_iter().filter(|folder| folder.is_dir()));
        let name = gem.file_name().to_string_lossy().into_owned();
        gems.extend(name.rsplit_once('-').map(|(name, version)| (name.to_owned(), version.to_owned())));
    }
    load_path.sort();
    Ok(Ruby { program, load_path, gems })
}
