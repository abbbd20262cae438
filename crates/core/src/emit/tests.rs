//! Every target's file is listed, and ids are unique and named as their file.

use super::*;
use std::collections::BTreeSet;

#[test]
fn every_file_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/emit");
    let not_targets = ["mod", "options", "text", "tests"];
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !not_targets.contains(&name.as_str()))
        .collect();
    let listed: BTreeSet<String> = FILES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files, listed);
    for (file, target) in FILES.iter().zip(TARGETS) {
        assert_eq!(target.id, file.replace('_', "-"), "a target is named as its file");
    }
}
