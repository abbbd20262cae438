//! Every importer's file is listed, and the forms are found by content.

use super::*;
use std::collections::BTreeSet;

#[test]
fn every_file_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/import");
    let not_importers = ["mod", "draft", "node", "source", "tests"];
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !not_importers.contains(&name.as_str()))
        .collect();
    let listed: BTreeSet<String> = FILES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files, listed);
    for (file, importer) in FILES.iter().zip(IMPORTERS) {
        assert_eq!(importer.id, file.replace('_', "-"), "an importer is named as its file");
    }
}
