//! The corpus of the fuzzer, without the fuzzer, which is `fuzz/targets/check.rs`.

#[path = "../fuzz/look/check.rs"]
mod look;

use look::look;
use std::fs;

#[test]
fn the_corpus_runs_whole_and_truncated() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/check");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let data = fs::read(entry.unwrap().path()).unwrap();
        look(&data);
        look(&data[..data.len() / 2]);
        count += 1;
    }
    assert!(count >= 100, "{count} files");
}
