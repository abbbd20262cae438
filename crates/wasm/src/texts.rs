//! Whole texts: a request written in a target's format, users read from any text, and fixes written into one.

use crate::requests::{draft, edits_of, operation};
use crate::view::{self, Emission, ImportResult, RewrittenText};
use elasticache_user::{Context, emit, import};
use serde_json::Value;

/// `(operation, input, { target, context, …options })`
#[cfg(feature = "emit")]
pub fn emit([name, input, wanted]: [Value; 3]) -> Emission {
    let Some(operation) = operation(&name) else { return view::no_emission("Unknown operation.") };
    let target = wanted.get("target").and_then(Value::as_str).unwrap_or_default();
    let Some(target) = emit::target(target) else { return view::no_emission("Unknown target.") };
    let (options, mut notes) = crate::options::options(&wanted);
    let context = Context::from_json(wanted.get("context").unwrap_or(&Value::Null));
    let mut emission = emit::emit(target, operation, &draft(input), &context, &options);
    notes.append(&mut emission.notes);
    view::emission(emit::Emission { notes, ..emission })
}

/// `(text)`
#[cfg(feature = "import")]
pub fn import([text]: [Value; 1]) -> ImportResult {
    let text = text.as_str().unwrap_or_default();
    view::import(text, import::import(text))
}

/// `(text, changes)`, each `{ user, edits }`
#[cfg(feature = "import")]
pub fn rewrite([text, changes]: [Value; 2]) -> RewrittenText {
    let text = text.as_str().unwrap_or_default();
    let users = import::import(text).users;
    let change = |change: &Value| {
        let user = change.get("user").and_then(Value::as_u64).and_then(|user| usize::try_from(user).ok());
        let user = user.unwrap_or(usize::MAX);
        let mut draft = users.get(user).map(|user| user.draft.clone()).unwrap_or_default();
        let edits = edits_of(&mut draft, change.get("edits").unwrap_or(&Value::Null));
        import::Change { user, edits }
    };
    let changes: Vec<import::Change> = changes.as_array().into_iter().flatten().map(change).collect();
    let rewritten = import::rewrite(text, &changes);
    RewrittenText { text: rewritten.text, applied: rewritten.applied }
}
