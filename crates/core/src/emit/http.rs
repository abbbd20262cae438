//! The body of the request on the wire: a form of the query protocol.

use super::value::{Node, Value};
use super::*;
use PieceKind::*;
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};

pub const TARGET: Target = Target {
    id: "http",
    title: "HTTP body",
    group: Group::Wire,
    runs: "POST to https://elasticache.<region>.amazonaws.com/, signed",
    operations: &Operation::ALL,
    honors: &["secrets", "secretName", "region", "endpointUrl"],
    emit,
};

fn emit(job: &Job<'_>) -> Emission {
    let mut emission = Emission { ready: job.ready, ..Emission::default() };
    json::secrets_notes(job, &mut emission, "A body");
    emission.notes.push(Note::advice(format!(
        "Send it by POST to {} with Content-Type: application/x-www-form-urlencoded; charset=utf-8, signed with \
         Signature Version 4 for the service elasticache. Never put it into a URL: those are logged.",
        endpoint(job.options, "<region>")
    )));
    let file = file(job, emission.ready);
    emission.files.push(file);
    emission
}

/// The body as a separate file.
pub(super) fn file(job: &Job<'_>, ready: bool) -> File {
    let secrets = json::holds_secrets(job);
    let text = body(job, ready, &mut |text, name, path, n, secret| {
        text.put(Plain, "&").put_at(Option, path, name.to_owned()).put(Plain, "=");
        if secrets {
            text.put_at(Secret, path, crate::quote::url(secret.expose()));
        } else {
            text.put_at(Placeholder, path, format!("%3Cpassword+{}%3E", n + 1));
        }
    });
    text.file(format!("{}.txt", job.operation.command()))
}

/// The service's address in the chosen Region, or in this one.
pub(super) fn endpoint(options: &Options, region: &str) -> String {
    if let Some(url) = &options.globals.endpoint_url {
        return url.clone();
    }
    let region = options.globals.region.as_deref().unwrap_or(region);
    let domain = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    format!("https://elasticache.{region}.{domain}/")
}

/// Writes a password, with the name of its field and its number from 0.
pub(super) type PutSecret<'a> = dyn FnMut(&mut Text, &str, &Path, usize, &crate::Password) + 'a;

/// The body, on one line. If it isn't ready, its action is one that the service doesn't know.
pub(super) fn body(job: &Job<'_>, ready: bool, secret: &mut PutSecret<'_>) -> Text {
    let mut text = Text::default();
    text.put(Option, "Action").put(Plain, "=");
    if ready {
        text.put(Command, job.operation.name());
    } else {
        text.put(Placeholder, crate::quote::url(&job.not_ready()));
    }
    text.put(Plain, "&").put(Option, "Version").put(Plain, "=").put(Keyword, "2015-02-02");
    for member in job.operation.members() {
        if let Some(value) = Value::from_draft(job.draft, *member) {
            write_value(&mut text, member.name(), &value, secret);
        } else if job.missing().any(|missing| missing == *member) {
            text.put(Plain, "&").put_at(Option, *member, member.name()).put(Plain, "=");
            text.put_at(Placeholder, *member, crate::quote::url(Job::placeholder(*member)));
        }
    }
    text
}

fn write_value(text: &mut Text, name: &str, value: &Value<'_>, secret: &mut PutSecret<'_>) {
    match &value.node {
        Node::List(items) if !items.is_empty() => {
            // The model names the items of Tags; items of other lists have the protocol's default name.
            let item = if name == "Tags" { "Tag" } else { "member" };
            for (n, value) in items.iter().enumerate() {
                write_value(text, &format!("{name}.{item}.{}", n + 1), value, secret);
            }
        }
        Node::Structure(members) => {
            for (inner, value) in members {
                write_value(text, &format!("{name}.{inner}"), value, secret);
            }
        }
        Node::Secret(n, password) => secret(text, name, &value.path, *n, password),
        node => {
            text.put(Plain, "&").put_at(Option, &value.path, name.to_owned()).put(Plain, "=");
            match node {
                Node::Text(string) => text.put_at(String, &value.path, crate::quote::url(string)),
                Node::Flag(flag) => text.put_at(Keyword, &value.path, flag.to_string()),
                _ => text,
            };
        }
    }
}
