//! The pages of the rules are up to date. `UPDATE=1` writes them: `cargo xtask gen rules`.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn rule_pages_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut wanted: BTreeMap<PathBuf, String> =
        testkit::rule_docs::pages().into_iter().map(|(name, text)| (root.join(name), text)).collect();
    let pages = root.join("docs/rules");
    let leftover = fs::read_dir(&pages).unwrap().map(|entry| entry.unwrap().path());
    let leftover: Vec<PathBuf> = leftover.filter(|path| !wanted.contains_key(path)).collect();
    wanted.insert(root.join("docs/rules.json"), testkit::rule_docs::json_text());
    wanted.retain(|path, text| fs::read_to_string(path).ok().as_ref() != Some(text));
    if std::env::var_os("UPDATE").is_some() {
        wanted.iter().for_each(|(path, text)| fs::write(path, text).unwrap());
        leftover.iter().for_each(|path| fs::remove_file(path).unwrap());
        return;
    }
    let stale: Vec<&PathBuf> = wanted.keys().chain(&leftover).collect();
    assert!(stale.is_empty(), "stale: {stale:?}. Write them with: cargo xtask gen rules");
}
