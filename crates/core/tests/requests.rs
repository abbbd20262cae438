//! The requests in `tests/corpus/requests`: each problem is found, and nothing else is reported as an error.
//! The folder's README says how to add one.

use elasticache_user::{Context, Draft, Finding, Operation, Severity, check};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/requests"))
}

/// `rule path`, or `rule path start-end` with the span in characters. The request as a whole is written `-`.
fn written(finding: &Finding, input: &Value, with_span: bool) -> String {
    let path = finding.path.to_string();
    let path = if path.is_empty() { "-" } else { &path };
    match finding.span.as_ref().filter(|_| with_span) {
        Some(span) => {
            let text = text_at(input, path);
            let characters = |bytes: usize| text[..bytes].chars().count();
            format!("{} {path} {}-{}", finding.rule, characters(span.start), characters(span.end))
        }
        None => format!("{} {path}", finding.rule),
    }
}

/// The text at a path such as `Tags[2].Key`.
fn text_at<'a>(input: &'a Value, path: &str) -> &'a str {
    let path = path.replace(']', "");
    let found = path.split(['.', '[']).try_fold(input, |value, step| match value {
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        other => other.get(step),
    });
    found.and_then(Value::as_str).unwrap_or_default()
}

fn texts<'a>(line: &'a Value, name: &str) -> Vec<&'a str> {
    line.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn problem(line: &Value) -> Option<String> {
    let operation = line["operation"].as_str().and_then(Operation::from_name)?;
    let input = &line["input"];
    let context = line.get("context").map(Context::from_json).unwrap_or_default();
    let report = check(operation, &Draft::from_json(input.clone()), &context);
    let (errors, others): (Vec<&Finding>, Vec<&Finding>) =
        report.findings.iter().partition(|finding| finding.severity == Severity::Error);
    let expected: BTreeSet<&str> = texts(line, "errors").into_iter().collect();
    // A span is compared where the line names one.
    let names_span = |text: &str| text.split(' ').count() > 2;
    let found: BTreeSet<String> = errors
        .iter()
        .map(|finding| {
            let whole = written(finding, input, true);
            if expected.contains(whole.as_str()) { whole } else { written(finding, input, false) }
        })
        .collect();
    if found.iter().map(String::as_str).ne(expected.iter().copied()) {
        return Some(format!("expected {expected:?}\n   found {found:?}"));
    }
    for other in texts(line, "others") {
        if !others.iter().any(|finding| written(finding, input, names_span(other)) == other) {
            let found: Vec<String> = others.iter().map(|finding| written(finding, input, true)).collect();
            return Some(format!("expected {other:?} among {found:?}"));
        }
    }
    None
}

#[test]
fn every_request_of_the_corpus_is_checked() {
    let (mut invalid, mut valid) = (0, 0);
    let mut problems = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".jsonl") {
            continue;
        }
        for (n, text) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let line: Value =
                serde_json::from_str(text).unwrap_or_else(|why| panic!("{name}:{}: {why}", n + 1));
            let errors = texts(&line, "errors").len();
            assert_eq!(
                errors > 0,
                name.starts_with("invalid"),
                "{name}:{}: errors belong in invalid-*.jsonl",
                n + 1
            );
            if errors > 0 {
                invalid += 1
            } else {
                valid += 1
            }
            assert!(line["operation"].as_str().and_then(Operation::from_name).is_some(), "{name}:{}", n + 1);
            if let Some(problem) = problem(&line) {
                problems.push(format!("{name}:{}: {text}\n{problem}", n + 1));
            }
        }
    }
    assert!(problems.is_empty(), "{} of {}\n{}", problems.len(), invalid + valid, problems.join("\n\n"));
    assert!(invalid >= 200 && valid >= 200, "{invalid} invalid and {valid} valid requests");
}
