//! The commands in documents exist. (`cargo xtask …` is compared with the program itself: the invariant
//! `commands`; `npx elasticache-user …` is run: crates/wasm/fixtures/commands.test.mjs.)

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The documents of the root and of `docs/`.
fn documents() -> Vec<(PathBuf, String)> {
    let folders = [root(), root().join("docs")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap().flatten());
    let documents =
        files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|end| end == "md"));
    documents.map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// The packages after `cargo test -p` are in the workspace, and a test has the name that follows.
#[test]
fn documented_tests_exist() {
    let mut count = 0;
    for (path, text) in documents() {
        for typed in text.split("cargo test -p ").skip(1) {
            let line = typed.split(['\n', '#', '`']).next().unwrap_or_default();
            let mut words = line.split_whitespace();
            let (package, name) = (words.next().unwrap_or_default(), words.find(|word| *word != "--test"));
            let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
            let known =
                Command::new(cargo).args(["pkgid", "-p", package]).current_dir(root()).output().unwrap();
            assert!(known.status.success(), "{}: there is no package {package}", path.display());
            if let Some(name) = name {
                let folder = if package == "elasticache-user" { "core" } else { package };
                let place = root().join("crates").join(folder);
                let there = ["src", "tests"].iter().any(|sources| {
                    let sources = place.join(sources);
                    sources.join(name).is_dir() || sources.join(format!("{name}.rs")).is_file()
                });
                assert!(there, "{}: {package} has no tests in {name}", path.display());
            }
            count += 1;
        }
    }
    assert!(count > 3, "{count}");
}
