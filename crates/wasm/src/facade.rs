//! The functions of the package, each from JSON to JSON. Natively testable; nothing here panics or knows JavaScript.

use crate::utf16::to_bytes;
use crate::{access, lists, scripts, write};
use elasticache_user::{Context, Draft, Edit, Operation, Path, apply, check, predict};
use serde_json::{self, Value, Writer};

// Engines compile a function of wasm when it is first called. `inline(never)` keeps what one call does not need out of it.

/// Calls a function by name. `arguments` is the JSON text of an array; what cannot be read counts as absent.
pub fn call(name: &str, arguments: &str) -> String {
    if let Some(name) = name.strip_prefix("accessString.") {
        let arguments: Vec<Value> = match json::from_str(arguments) {
            Ok(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        return access::call(name, &arguments).unwrap_or_else(|| "null".to_owned());
    }
    let mut arguments = match json::from_str(arguments) {
        Ok(Value::Array(items)) => items.into_iter(),
        _ => Vec::new().into_iter(),
    };
    let mut next = || arguments.next().unwrap_or(Value::Null);
    match name {
        "check" => {
            let mut out = Writer { text: String::with_capacity(1024) };
            check_one(&mut out, &next(), next(), &next());
            out.text
        }
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

fn check_one(out: &mut Writer, name: &Value, input: Value, context: &Value) {
    let Some(operation) = operation(name) else { return write::unknown_operation(out, name) };
    let draft = draft(input);
    let context = Context::from_json(context);
    write::report(out, &draft, &context, &check(operation, &draft, &context));
}

#[inline(never)]
fn predict_one(name: &Value, input: Value, context: &Value) -> String {
    let Some(operation) = operation(name) else { return "null".to_owned() };
    write::prediction(operation, &predict(operation, &draft(input), &Context::from_json(context)))
}

#[inline(never)]
fn check_many(requests: Value) -> String {
    let Value::Array(requests) = requests else { return "[]".to_owned() };
    let mut out = Writer::default();
    out.open('[');
    for mut request in requests {
        let mut take = |name: &str| request.get_mut(name).map(Value::take).unwrap_or(Value::Null);
        let (name, input, context) = (take("operation"), take("input"), take("context"));
        check_one(&mut out, &name, input, &context);
    }
    out.close(']');
    out.text
}

#[inline(never)]
fn apply_edits(input: Value, edits: &Value) -> String {
    let mut draft = draft(input);
    edits_of(&mut draft, edits);
    draft.to_json().to_string()
}

/// The edits of a list, applied to the draft one at a time: a span counts in the text that the edits before it left.
pub fn edits_of(draft: &mut Draft, edits: &Value) -> Vec<Edit> {
    let mut all = Vec::new();
    for value in edits.as_array().into_iter().flatten() {
        if let Some(edit) = edit(draft, value) {
            *draft = apply(draft, std::slice::from_ref(&edit));
            all.push(edit);
        }
    }
    all
}

fn edit(draft: &Draft, value: &Value) -> Option<Edit> {
    let path = |name: &str| value.get(name).and_then(Value::as_str).map(Path::parse);
    Some(match value.get("op")?.as_str()? {
        "set" => Edit::Set(path("path")?, value.get("value")?.clone()),
        "remove" => Edit::Remove(path("path")?),
        "move" => Edit::Move(path("from")?, path("to")?),
        "replace" => {
            let path = path("path")?;
            let unit = |name: &str| {
                value.get("span")?.get(name)?.as_u64().and_then(|unit| usize::try_from(unit).ok())
            };
            let span = to_bytes(write::text_at(draft, &path), &(unit("start")?..unit("end")?));
            Edit::Replace(path, span, value.get("text")?.as_str()?.to_owned())
        }
        _ => return None,
    })
}
