//! The JSON for `--cli-input-json file://…`: every member that is set, in the model's order.

use super::value::{Node, Value};
use super::*;
use PieceKind::*;
use alloc::string::String;

pub const TARGET: Target = Target {
    id: "json",
    title: "JSON",
    group: Group::File,
    runs: "aws elasticache … --cli-input-json file://…",
    operations: &Operation::ALL,
    honors: &["secrets", "secretName"],
    emit,
};

fn emit(job: &Job<'_>) -> Emission {
    let mut emission = Emission { ready: job.ready, ..Emission::default() };
    secrets_notes(job, &mut emission, "JSON");
    let file = file(job, emission.ready, &[]);
    emission.files.push(file);
    emission
}

/// A file can't prompt. By default it contains the passwords; with a source that it can't use, it isn't ready.
pub(super) fn secrets_notes(job: &Job<'_>, emission: &mut Emission, what: &str) {
    if job.draft.all_passwords().next().is_none() {
        return;
    }
    let path = Path::Option("secrets");
    emission.notes.push(match job.options.secrets {
        Secrets::Prompt | Secrets::File | Secrets::Inline => Note::advice(format!(
            "{what} can't ask for a password when it's read, so this file contains the passwords. Let nobody else \
             read it (chmod 600), and delete it once the user is created."
        ))
        .at(Severity::Security, path),
        Secrets::Environment | Secrets::SecretsManager | Secrets::Generate => {
            emission.ready = false;
            Note::advice(format!(
                "{what} can't fetch a password when it's read, so this file has a placeholder. A shell command with \
                 the style input-json can: it reads the rest from a file like this one."
            ))
            .at(Severity::Error, path)
        }
    });
}

/// Whether the passwords themselves are written into a file.
pub(super) fn holds_secrets(job: &Job<'_>) -> bool {
    !matches!(job.options.secrets, Secrets::Environment | Secrets::SecretsManager)
}

/// The file, without these members. If it isn't ready, it has a member that every client rejects.
pub(super) fn file(job: &Job<'_>, ready: bool, without: &[Member]) -> File {
    let mut text = Text::default();
    let mut between = "{\n    ";
    if !ready {
        text.put(Plain, between).put(Placeholder, "\"Not ready\"").put(Plain, ": ");
        text.put(Placeholder, crate::quote::json(&job.not_ready()));
        between = ",\n    ";
    }
    for member in job.operation.members().iter().filter(|member| !without.contains(member)) {
        let value = Value::from_draft(job.draft, *member);
        if value.is_none() && !job.missing().any(|missing| missing == *member) {
            continue;
        }
        text.put(Plain, between).put_at(Option, *member, format!("\"{}\"", member.name())).put(Plain, ": ");
        match value {
            Some(value) => write(&mut text, &value, 1, holds_secrets(job)),
            None => {
                text.put_at(Placeholder, *member, "\"\"");
            }
        }
        between = ",\n    ";
    }
    text.put(Plain, if between.starts_with('{') { "{}\n" } else { "\n}\n" });
    text.file(format!("{}.json", job.operation.command()))
}

/// Writes a value as the AWS CLI prints it: four spaces per level.
pub(super) fn write(text: &mut Text, value: &Value<'_>, level: usize, secrets: bool) {
    let line = |level: usize| format!("\n{}", "    ".repeat(level));
    match &value.node {
        Node::List(items) if !items.is_empty() => {
            for (n, item) in items.iter().enumerate() {
                text.put(Plain, if n == 0 { "[" } else { "," }).put(Plain, line(level + 1));
                write(text, item, level + 1, secrets);
            }
            text.put(Plain, line(level)).put(Plain, "]");
        }
        Node::Structure(members) if !members.is_empty() => {
            for (n, (name, value)) in members.iter().enumerate() {
                text.put(Plain, if n == 0 { "{" } else { "," }).put(Plain, line(level + 1));
                text.put_at(Option, &value.path, format!("\"{name}\"")).put(Plain, ": ");
                write(text, value, level + 1, secrets);
            }
            text.put(Plain, line(level)).put(Plain, "}");
        }
        _ => scalar(text, value, crate::quote::json, secrets),
    }
}

/// Writes a value that fits on one line: JSON and YAML share most of them.
pub(super) fn scalar(text: &mut Text, value: &Value<'_>, quote: fn(&str) -> String, secrets: bool) {
    let path = &value.path;
    match &value.node {
        Node::Text(string) => text.put_at(String, path, quote(string)),
        Node::Flag(flag) => text.put_at(Keyword, path, if *flag { "true" } else { "false" }),
        Node::Secret(_, secret) if secrets => text.put_at(Secret, path, quote(secret.expose())),
        Node::Secret(n, _) => text.put_at(Placeholder, path, format!("\"<password {}>\"", n + 1)),
        Node::List(_) => text.put_at(Plain, path, "[]"),
        Node::Structure(_) => text.put_at(Plain, path, "{}"),
    };
}
