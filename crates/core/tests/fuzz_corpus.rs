//! The corpus of the fuzzer, without the fuzzer: `check`, `predict` and the fixes panic at none of it, and every
//! span lies in its text. The target itself is `fuzz/targets/check.rs`.

use elasticache_user::{Context, Draft, Operation, apply, check, predict};
use std::fs;

fn look(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let operation = Operation::ALL[usize::from(first % 2)];
    let (context, request) = match rest.iter().position(|byte| *byte == 0) {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (&[][..], rest),
    };
    let context = elasticache_user::json::from_str(&String::from_utf8_lossy(context))
        .map(|value| Context::from_json(&value))
        .unwrap_or_default();
    let draft = Draft::from_json_text(&String::from_utf8_lossy(request));
    let report = check(operation, &draft, &context);
    for finding in &report.findings {
        if let (Some(span), Some(text)) = (&finding.span, draft.text_at(&finding.path)) {
            assert!(text.get(span.clone()).is_some(), "a span lies in its text");
        }
    }
    for fix in report.findings.iter().flat_map(|finding| &finding.fixes).take(16) {
        check(operation, &apply(&draft, &fix.edits), &context);
    }
    predict(operation, &draft, &context);
}

#[test]
fn the_corpus_and_what_is_left_of_it_when_cut() {
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
