//! What a shared link holds, once the browser has unfolded it: any text as JSON with a request, its context and the options
//! of its output. It is read as serde_json reads it, checked, and emitted in the form that it names and in another.
#![no_main]

#[path = "../../../../tests/counting/counted.rs"]
#[allow(dead_code)]
mod counted;

use elasticache_user::emit::{self, Options, TARGETS};
use elasticache_user::{Context, Draft, Operation, check, predict};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// What any text may take, in steps, and what each byte may add.
const FIXED: u64 = 50_000_000;
const PER_BYTE: u64 = 200_000;

fuzz_target!(|data: &[u8]| counted::within(FIXED, PER_BYTE, data.len(), || look(data)));

fn look(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(state) = serde_json::from_str::<Value>(&text) else { return };
    let part = |name: &str| state.get(name).cloned().unwrap_or_default();
    let operation = part("operation").as_str().and_then(Operation::from_name).unwrap_or_default();
    let draft = Draft::from_json(part("request"));
    let context = Context::from_json(&state);
    check(operation, &draft, &context);
    predict(operation, &draft, &context);
    let (options, _) = Options::from_json(&part("options"));
    let named = part("target").as_str().and_then(emit::target);
    for target in named.into_iter().chain([TARGETS[data.len() % TARGETS.len()]]) {
        emit::emit(target, operation, &draft, &context, &options);
    }
    // A draft is kept without loss.
    let stored: Value = draft.to_json();
    assert_eq!(Draft::from_json(stored.clone()).to_json(), stored);
}
