//! The core's results as JavaScript sees them: member names in camel case, and spans in UTF-16 units.

use crate::utf16::Units;
use elasticache_user::emit::{Emission, Note};
use elasticache_user::import::{Import, Imported, Rewritten};
use elasticache_user::{Draft, Edit, Path, Report, Severity, User};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// None of the results has a map with keys that aren't strings, so none of them fails.
pub fn value(result: impl Serialize) -> Value {
    serde_json::to_value(result).unwrap_or_default()
}

/// A report: `{"ready", "findings", "accessString", "prediction"}`.
pub fn report(draft: &Draft, mut report: Report) -> Value {
    let mut units = Units::default();
    for finding in &mut report.findings {
        let text = text_at(draft, &finding.path);
        finding.span = finding.span.as_ref().map(|span| units.span(text, span));
        for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            if let Edit::Replace(path, span, _) = edit {
                *span = units.span(text_at(draft, path), span);
            }
        }
    }
    value(report)
}

/// What `check` says when it was not told what to check.
pub fn unknown_operation(given: &Value) -> Value {
    let message = match given.as_str() {
        Some(name) => format!("`{}` is no operation.", name.chars().take(40).collect::<String>()),
        None => "The operation is missing.".to_owned(),
    };
    let finding = json!({
        "rule": "operation-known",
        "severity": Severity::Error,
        "path": "",
        "span": null,
        "message": message,
        "help": "Give \"CreateUser\" or \"ModifyUser\".",
        "source": {
            "title": "Actions, Amazon ElastiCache API Reference",
            "url": "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Operations.html",
        },
        "fixes": [],
        "predicts": null,
    });
    json!({ "ready": false, "findings": [finding] })
}

/// The string that a span at this path counts in.
pub fn text_at<'a>(draft: &'a Draft, path: &Path) -> &'a str {
    let secret = || {
        let list = match path {
            Path::Password(_) => draft.passwords.as_ref(),
            Path::ModePassword(_) => {
                draft.authentication_mode.as_ref().and_then(|mode| mode.passwords.as_ref())
            }
            _ => None,
        };
        let (Path::Password(n) | Path::ModePassword(n)) = path else { return None };
        list.and_then(|list| list.get(*n)).map(|secret| secret.expose())
    };
    draft.text_at(path).or_else(secret).unwrap_or_default()
}

/// An emission that could not be made.
pub fn no_emission(why: &'static str) -> Emission {
    let note = Note { severity: Severity::Error, ..Note::advice(why) };
    Emission { ready: false, files: Vec::new(), notes: vec![note] }
}

/// An import: `{"format", "users", "notes", "errors", …}`, and the first user's operation and input beside it.
pub fn import(text: &str, mut import: Import) -> Value {
    let mut units = Units::default();
    for note in import.notes.iter_mut().chain(&mut import.errors) {
        note.span = note.span.as_ref().map(|span| units.span(text, span));
    }
    for ranges in [&mut import.secrets, &mut import.uncertain, &mut import.comments] {
        ranges.iter_mut().for_each(|range| *range = units.span(text, range));
    }
    let first = import.users.first();
    json!({
        "format": import.format,
        "operation": first.map(|user| user.operation),
        "input": first.map(|user| user.draft.to_json()),
        "users": import.users.iter().map(|user| imported(&mut units, text, user)).collect::<Vec<_>>(),
        "secrets": import.secrets,
        "uncertain": import.uncertain,
        "comments": import.comments,
        "notes": import.notes,
        "errors": import.errors,
    })
}

fn imported<'a>(units: &mut Units<'a>, text: &'a str, user: &Imported) -> Value {
    let mut placeholders = Vec::with_capacity(user.placeholders.len());
    for one in &user.placeholders {
        let span = units.span(text, &one.span);
        placeholders.push(json!({ "path": one.path, "name": one.name, "span": span }));
    }
    let mut places = Map::new();
    for (path, place) in user.places.iter() {
        let literal = units.span(text, &place.literal);
        let key = place.key.as_ref().map(|key| units.span(text, key));
        let verbatim = place.verbatim.as_ref().map(|verbatim| units.span(text, verbatim));
        let place = json!({ "start": literal.start, "end": literal.end, "key": key, "verbatim": verbatim });
        places.insert(path.to_string(), place);
    }
    json!({
        "label": user.label,
        "operation": user.operation,
        "input": user.draft.to_json(),
        "current": user.current.as_ref().map(User::to_json),
        "placeholders": placeholders,
        "span": units.span(text, &user.span),
        "places": places,
    })
}

/// A text after changes: `{"text", "applied"}`.
pub fn rewritten(rewritten: &Rewritten) -> Value {
    json!({ "text": rewritten.text, "applied": rewritten.applied })
}
