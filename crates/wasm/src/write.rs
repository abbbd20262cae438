//! Writes the core's results as JSON text.

use crate::utf16::to_utf16;
use elasticache_user::emit::{CliVersion, Emission};
use elasticache_user::import::{Import, ImportNote};
use elasticache_user::{
    Answer, Answerer, Context, Draft, Edit, Finding, Fix, Member, Operation, Path, Prediction, Report,
    Severity, User, predict,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::Range;

/// A report: `{"ready", "findings", "accessString"}`.
pub fn report(draft: &Draft, context: &Context, report: &Report) -> String {
    let findings: Vec<Value> = report.findings.iter().map(|one| finding(draft, one)).collect();
    let engine = draft.engine.as_deref().unwrap_or_default().to_ascii_lowercase();
    let version = predict::version(context, &engine);
    let stored = draft.access_string.as_deref().and_then(|text| predict::stored(text, version));
    json!({
        "ready": report.ready,
        "findings": findings,
        "accessString": stored.map(|stored| json!({ "canonical": stored.text, "sure": stored.sure.name() })),
    })
    .to_string()
}

/// A prediction: `{"outcome", …}`.
pub fn prediction(operation: Operation, prediction: &Prediction) -> String {
    match prediction {
        Prediction::RefusedByClient(refusal) => json!({
            "outcome": "refused-by-client",
            "problems": refusal.complaints.iter().map(|complaint| json!({
                "path": complaint.path.to_string(),
                "message": complaint.line(),
            })).collect::<Vec<Value>>(),
            "text": { "v1": refusal.text(CliVersion::V1), "v2": refusal.text(CliVersion::V2) },
        }),
        Prediction::RefusedByService(refusal) => json!({
            "outcome": "refused-by-service",
            "first": answer(&refusal.first),
            "others": refusal.others.iter().map(answer).collect::<Vec<Value>>(),
            "text": {
                "v1": refusal.text(operation, CliVersion::V1),
                "v2": refusal.text(operation, CliVersion::V2),
            },
        }),
        Prediction::Accepted(accepted) => json!({
            "outcome": "accepted",
            "user": user_json(&accepted.user),
            "sure": accepted.sure.iter().map(|(member, sure)| (*member, sure.name())).collect::<BTreeMap<_, _>>(),
            "changes": accepted.changes.iter().map(|change| json!({
                "member": change.member,
                "before": change.before,
                "after": change.after,
            })).collect::<Vec<Value>>(),
            "unless": accepted.unless.iter().map(answer).collect::<Vec<Value>>(),
        }),
    }
    .to_string()
}

fn answer(answer: &Answer) -> Value {
    json!({
        "by": if answer.by == Answerer::Client { "client" } else { "service" },
        "code": answer.code,
        "message": answer.message,
        "httpStatus": answer.http_status,
        "sure": answer.sure.name(),
    })
}

/// What `check` says when it was not told what to check.
pub fn unknown_operation(given: &Value) -> String {
    let message = match given.as_str() {
        Some(name) => format!("`{}` is no operation.", name.chars().take(40).collect::<String>()),
        None => "The operation is missing.".to_owned(),
    };
    json!({
        "ready": false,
        "findings": [{
            "rule": "operation-known",
            "severity": Severity::Error.name(),
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
        }],
    })
    .to_string()
}

fn finding(draft: &Draft, finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "path": finding.path.to_string(),
        "span": finding.span.as_ref().map(|range| span(text_at(draft, &finding.path), range)),
        "message": finding.message,
        "help": finding.help,
        "source": { "title": finding.source.title, "url": finding.source.url },
        "fixes": finding.fixes.iter().map(|one| fix(draft, one)).collect::<Vec<Value>>(),
        "predicts": finding.predicts.as_ref().map(answer),
    })
}

fn fix(draft: &Draft, fix: &Fix) -> Value {
    let edits: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| match edit {
            Edit::Set(path, value) => json!({ "op": "set", "path": path.to_string(), "value": value }),
            Edit::Replace(path, range, text) => {
                json!({ "op": "replace", "path": path.to_string(), "span": span(text_at(draft, path), range), "text": text })
            }
            Edit::Remove(path) => json!({ "op": "remove", "path": path.to_string() }),
            Edit::Move(from, to) => json!({ "op": "move", "from": from.to_string(), "to": to.to_string() }),
        })
        .collect();
    json!({ "title": fix.title, "edits": edits })
}

/// The text that a span at this path counts in.
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

fn span(text: &str, range: &Range<usize>) -> Value {
    let range = to_utf16(text, range);
    json!({ "start": range.start, "end": range.end })
}

/// An emission: `{"ready", "files": [{"name", "text", "pieces"}], "notes"}`.
pub fn emission(emission: &Emission) -> String {
    let files: Vec<Value> = emission
        .files
        .iter()
        .map(|file| {
            let pieces: Vec<Value> = file
                .pieces
                .iter()
                .map(|piece| {
                    json!({
                        "kind": piece.kind.name(),
                        "text": piece.text,
                        "path": piece.path.as_ref().map(Path::to_string),
                    })
                })
                .collect();
            json!({ "name": file.name, "text": file.text(), "pieces": pieces })
        })
        .collect();
    let notes: Vec<Value> = emission
        .notes
        .iter()
        .map(|note| {
            json!({
                "severity": note.severity.name(),
                "text": note.text,
                "path": note.path.as_ref().map(Path::to_string),
            })
        })
        .collect();
    json!({ "ready": emission.ready, "files": files, "notes": notes }).to_string()
}

/// An emission that could not be made.
pub fn no_emission(why: &str) -> String {
    json!({ "ready": false, "files": [], "notes": [{ "severity": "error", "text": why, "path": null }] })
        .to_string()
}

/// An import: `{"format", "users", "notes", "errors"}`, and the first user's operation and input beside it.
pub fn import(text: &str, import: &Import) -> String {
    let users: Vec<Value> = import
        .users
        .iter()
        .map(|user| {
            json!({
                "label": user.label,
                "operation": user.operation.name(),
                "input": user.draft.to_json(),
                "current": user.current.as_ref().map(user_json),
                "placeholders": user.placeholders.iter().map(|one| json!({
                    "path": one.path.to_string(),
                    "name": one.name,
                    "span": span(text, &one.span),
                })).collect::<Vec<Value>>(),
                "span": span(text, &user.span),
            })
        })
        .collect();
    let notes = |list: &[ImportNote]| -> Vec<Value> {
        list.iter()
            .map(|note| {
                json!({
                    "kind": note.kind.name(),
                    "message": note.message,
                    "span": note.span.as_ref().map(|range| span(text, range)),
                })
            })
            .collect()
    };
    let first = |name: &str| users.first().and_then(|user| user.get(name)).cloned().unwrap_or(Value::Null);
    json!({
        "format": import.format,
        "operation": first("operation"),
        "input": first("input"),
        "users": users,
        "notes": notes(&import.notes),
        "errors": notes(&import.errors),
    })
    .to_string()
}

/// A user as the service shows it, in the API's member names.
pub fn user_json(user: &User) -> Value {
    let mut out = serde_json::Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(name.to_owned(), value);
        }
    };
    let text = |text: &Option<String>| text.clone().map(Value::String);
    put(Member::UserId.name(), text(&user.user_id));
    put(Member::UserName.name(), text(&user.user_name));
    put("Status", text(&user.status));
    put(Member::Engine.name(), text(&user.engine));
    put("MinimumEngineVersion", text(&user.minimum_engine_version));
    put(Member::AccessString.name(), text(&user.access_string));
    put("UserGroupIds", Some(user.user_group_ids.clone().into()));
    put(
        "Authentication",
        user.authentication.as_ref().map(|authentication| {
            let mut members = serde_json::Map::new();
            if let Some(kind) = &authentication.kind {
                members.insert("Type".into(), kind.clone().into());
            }
            if let Some(count) = authentication.password_count {
                members.insert("PasswordCount".into(), count.into());
            }
            Value::Object(members)
        }),
    );
    put("ARN", text(&user.arn));
    Value::Object(out)
}
