//! What the fuzzer and the test of its corpus do with a request: nothing panics, and every span is within its text.

use elasticache_user::{Context, Draft, Operation, apply, check, predict};

/// The first byte chooses the operation, a zero byte ends the context, the rest is the request.
pub fn look(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let operation = Operation::ALL[usize::from(first % 2)];
    let (context, request) = match rest.iter().position(|byte| *byte == 0) {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (&[][..], rest),
    };
    let context = serde_json::from_str(&String::from_utf8_lossy(context))
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
