//! The functions that write and read whole texts: scripts, templates, recipes.
//!
//! They are half of the code and the least called, so they are not in `core.wasm` but in `scripts.wasm`, which is loaded
//! when one of them is first called. `cargo xtask npm` splits the wasm: all that only [`call`] needs goes into the second.

use crate::facade::{draft, edits_of, operation};
use crate::options::options;
use crate::{recipe, view};
use elasticache_user::{Context, emit, import};
use serde_json::Value;

/// Calls a function by name, with its first three arguments.
pub fn call(name: &str, first: Value, second: Value, third: &Value) -> Value {
    match name {
        "emit" => emit_one(&first, second, third),
        "importText" => import_text(&first),
        "rewriteText" => rewrite_text(&first, &second),
        "fillRecipe" => recipe::fill(&first, &second),
        _ => Value::Null,
    }
}

fn emit_one(name: &Value, input: Value, wanted: &Value) -> Value {
    let Some(operation) = operation(name) else {
        return view::value(view::no_emission("There is no such operation."));
    };
    let target = wanted.get("target").and_then(Value::as_str).unwrap_or_default();
    let Some(target) = emit::target(target) else {
        return view::value(view::no_emission("There is no such target."));
    };
    let (options, mut notes) = options(wanted);
    let context = Context::from_json(wanted.get("context").unwrap_or(&Value::Null));
    let mut emission = emit::emit(target, operation, &draft(input), &context, &options);
    notes.append(&mut emission.notes);
    emission.notes = notes;
    view::value(&emission)
}

fn import_text(text: &Value) -> Value {
    let text = text.as_str().unwrap_or_default();
    view::import(text, import::import(text))
}

/// Changes of a text's users, each `{"user", "edits"}`, written into the text.
fn rewrite_text(text: &Value, changes: &Value) -> Value {
    let text = text.as_str().unwrap_or_default();
    let users = import::import(text).users;
    let changes: Vec<import::Change> = changes
        .as_array()
        .into_iter()
        .flatten()
        .map(|change| {
            let user = change.get("user").and_then(Value::as_u64).and_then(|user| usize::try_from(user).ok());
            let user = user.unwrap_or(usize::MAX);
            let mut draft = users.get(user).map(|user| user.draft.clone()).unwrap_or_default();
            let edits = edits_of(&mut draft, change.get("edits").unwrap_or(&Value::Null));
            import::Change { user, edits }
        })
        .collect();
    view::rewritten(&import::rewrite(text, &changes))
}
