//! Requests: checked, predicted, fixed.

use crate::document::Document;
use crate::view::{self, Applied, Prediction, Refusal, Report};
use elasticache_user::utf16::to_bytes;
use elasticache_user::{Context, Draft, Edit, MOST_EDITS, Operation};
use serde_json::Value;

/// The operation with a name.
pub(crate) fn operation(value: &Value) -> Option<Operation> {
    value.as_str().and_then(Operation::from_name)
}

/// A request can be an object or its JSON text.
pub(crate) fn draft(input: Value) -> Draft {
    match input {
        Value::String(text) => Draft::from_json_text(&text),
        other => Draft::from_json(other),
    }
}

/// `(operation, input, context)`
pub fn check([name, input, context]: [Value; 3]) -> Report {
    let Some(operation) = operation(&name) else { return view::unknown_operation(&name) };
    let draft = draft(input);
    view::report(&draft, elasticache_user::check(operation, &draft, &Context::from_json(&context)))
}

/// `(requests)`, each `{ operation, input, context }`
pub fn check_many([requests]: [Value; 1]) -> Vec<Report> {
    let check_one = |mut request: Value| {
        let mut take = |name: &str| request.get_mut(name).map(Value::take).unwrap_or_default();
        check([take("operation"), take("input"), take("context")])
    };
    match requests {
        Value::Array(requests) => requests.into_iter().map(check_one).collect(),
        _ => Vec::new(),
    }
}

/// `(operation, input, context)`; `None` for an unknown operation.
pub fn predict([name, input, context]: [Value; 3]) -> Option<Prediction> {
    let operation = operation(&name)?;
    let prediction = elasticache_user::predict(operation, &draft(input), &Context::from_json(&context));
    Some(view::prediction(prediction))
}

/// `(input, edits)`
pub fn apply_edits([input, edits]: [Value; 2]) -> Applied {
    let count = edits.as_array().map_or(0, Vec::len);
    if count > MOST_EDITS {
        let message = format!("This fix has {count} edits; the maximum is {MOST_EDITS}.");
        let help = "Nothing was changed. Apply fixes one by one.".into();
        return Applied { input: None, refused: Some(Refusal { message, help }) };
    }
    let mut draft = draft(input);
    edits_of(&mut draft, &edits);
    Applied { input: Some(Document(draft)), refused: None }
}

/// Applies the edits in order: each span refers to the text after the previous edits. Applies none if there are more than
/// [`MOST_EDITS`].
pub(crate) fn edits_of(draft: &mut Draft, edits: &Value) -> Vec<Edit> {
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
    let mut edit = Edit::from_json(value)?;
    if let Edit::Replace(path, span, _) | Edit::Extract(path, span, _) = &mut edit {
        *span = to_bytes(view::text_at(draft, path), span);
    }
    Some(edit)
}
