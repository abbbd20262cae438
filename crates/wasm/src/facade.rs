//! The functions of the package, each from JSON to JSON. Natively testable; nothing here panics or knows JavaScript.

use crate::utf16::to_bytes;
use crate::{access, lists, scripts, view};
use elasticache_user::{Context, Draft, Edit, MOST_EDITS, Operation, check, predict};
use serde::Deserialize;
use serde_json::{Value, json};

/// Calls a function by name. `arguments` is the JSON text of an array; what cannot be read counts as absent.
pub fn call(name: &str, arguments: &str) -> String {
    let arguments: Vec<Value> = serde_json::from_str(arguments).unwrap_or_default();
    answer(name, arguments).to_string()
}

fn answer(name: &str, arguments: Vec<Value>) -> Value {
    if let Some(name) = name.strip_prefix("accessString.") {
        return access::call(name, &arguments).unwrap_or_default();
    }
    let mut arguments = arguments.into_iter();
    let mut next = || arguments.next().unwrap_or_default();
    match name {
        "check" => check_one(&next(), next(), &next()),
        "predict" => predict_one(&next(), next(), &next()),
        "checkMany" => check_many(next()),
        "applyEdits" => apply_edits(next(), &next()),
        "recipes" => lists::recipes(),
        "rules" => lists::rules(),
        "targets" => lists::targets(),
        _ => scripts::call(name, next(), next(), &next()),
    }
}

/// The operation of a name.
pub fn operation(value: &Value) -> Option<Operation> {
    value.as_str().and_then(Operation::from_name)
}

/// A request may be given as an object or as the JSON text of one.
pub fn draft(input: Value) -> Draft {
    match input {
        Value::String(text) => Draft::from_json_text(&text),
        other => Draft::from_json(other),
    }
}

fn check_one(name: &Value, input: Value, context: &Value) -> Value {
    let Some(operation) = operation(name) else { return view::unknown_operation(name) };
    let draft = draft(input);
    let context = Context::from_json(context);
    view::report(&draft, check(operation, &draft, &context))
}

fn predict_one(name: &Value, input: Value, context: &Value) -> Value {
    let Some(operation) = operation(name) else { return Value::Null };
    view::value(predict(operation, &draft(input), &Context::from_json(context)))
}

fn check_many(requests: Value) -> Value {
    let Value::Array(requests) = requests else { return Value::Array(Vec::new()) };
    let check = |mut request: Value| {
        let mut take = |name: &str| request.get_mut(name).map(Value::take).unwrap_or_default();
        let (name, input, context) = (take("operation"), take("input"), take("context"));
        check_one(&name, input, &context)
    };
    requests.into_iter().map(check).collect()
}

fn apply_edits(input: Value, edits: &Value) -> Value {
    let mut draft = draft(input);
    let count = edits.as_array().map_or(0, Vec::len);
    if count > MOST_EDITS {
        let message = format!("This fix has {count} edits; at most {MOST_EDITS} are applied at once.");
        let help = "Nothing is changed. Apply fixes one by one.";
        return json!({ "refused": { "message": message, "help": help } });
    }
    edits_of(&mut draft, edits);
    view::value(draft)
}

/// The edits of a list, applied to the draft one at a time: a span counts in the text that the edits before it left. None
/// of more than [`MOST_EDITS`].
pub fn edits_of(draft: &mut Draft, edits: &Value) -> Vec<Edit> {
    let mut all = Vec::new();
    let edits = edits.as_array().filter(|edits| edits.len() <= MOST_EDITS);
    for value in edits.into_iter().flatten() {
        if let Some(edit) = edit(draft, value) {
            edit.apply_to(draft);
            all.push(edit);
        }
    }
    all
}

fn edit(draft: &Draft, value: &Value) -> Option<Edit> {
    let mut edit = Edit::deserialize(value).ok()?;
    if let Edit::Replace(path, span, _) = &mut edit {
        *span = to_bytes(view::text_at(draft, path), span);
    }
    Some(edit)
}
