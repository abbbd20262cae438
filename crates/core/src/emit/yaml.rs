//! The YAML for `--cli-input-yaml file://…` of AWS CLI 2, with a comment on each member.

use super::value::{Node, Value};
use super::*;
use PieceKind::*;
use alloc::borrow::ToOwned;

pub const TARGET: Target = Target {
    id: "yaml",
    title: "YAML",
    group: Group::File,
    runs: "AWS CLI 2: aws elasticache … --cli-input-yaml file://…",
    operations: &Operation::ALL,
    honors: &["secrets", "secretName"],
    emit,
};

fn emit(job: &Job<'_>) -> Emission {
    let mut emission = Emission { ready: job.ready, ..Emission::default() };
    json::secrets_notes(job, &mut emission, "YAML");
    let mut text = Text::default();
    let command = job.operation.command();
    text.put(Comment, format!("# aws elasticache {command} --cli-input-yaml file://{command}.yaml\n"));
    if !emission.ready {
        // A member that the client doesn't know, so it rejects the file.
        text.put(Placeholder, format!("\"Not ready\": {}\n", crate::quote::yaml(&job.not_ready())));
    }
    for member in job.operation.members() {
        let value = Value::from_draft(job.draft, *member);
        if value.is_none() && !job.missing().any(|missing| missing == *member) {
            continue;
        }
        text.put_at(Option, *member, member.name()).put(Plain, ":");
        let comment = format!(" # {}", about(job.operation, *member));
        match value {
            Some(value) => write(&mut text, &value, "", &comment, json::holds_secrets(job)),
            None => {
                text.put(Plain, " ")
                    .put_at(Placeholder, *member, "\"\"")
                    .put(Comment, comment)
                    .put(Plain, "\n");
            }
        }
    }
    emission.files.push(text.file(format!("{command}.yaml")));
    emission
}

/// Writes what follows `name:`, on the same line and below.
fn write(text: &mut Text, value: &Value<'_>, indent: &str, comment: &str, secrets: bool) {
    match &value.node {
        Node::List(items) if !items.is_empty() => {
            text.put(Comment, comment.to_owned()).put(Plain, "\n");
            for item in items {
                text.put(Plain, format!("{indent}  -"));
                match &item.node {
                    Node::Structure(members) if !members.is_empty() => {
                        structure(text, members, &format!("{indent}    "), " ", secrets);
                    }
                    _ => write(text, item, indent, "", secrets),
                }
            }
        }
        Node::Structure(members) if !members.is_empty() => {
            text.put(Comment, comment.to_owned()).put(Plain, "\n");
            let indent = format!("{indent}  ");
            structure(text, members, &indent, &indent, secrets);
        }
        _ => {
            text.put(Plain, " ");
            json::scalar(text, value, crate::quote::yaml, secrets);
            text.put(Comment, comment.to_owned()).put(Plain, "\n");
        }
    }
}

fn structure(
    text: &mut Text,
    members: &[(&'static str, Value<'_>)],
    indent: &str,
    first: &str,
    secrets: bool,
) {
    for (n, (name, value)) in members.iter().enumerate() {
        text.put(Plain, if n == 0 { first } else { indent }.to_owned());
        text.put_at(Option, &value.path, *name).put(Plain, ":");
        write(text, value, indent, "", secrets);
    }
}

fn about(operation: Operation, member: Member) -> &'static str {
    match (member, operation) {
        (Member::UserId, Operation::CreateUser) => "required: the ID, stored in lowercase",
        (Member::UserId, Operation::ModifyUser) => "required: which user",
        (Member::UserId, _) => "which user",
        (Member::UserGroupId, Operation::CreateUserGroup) => "required: the ID, stored in lowercase",
        (Member::UserGroupId, _) => "required: which group",
        (Member::UserIds, _) => "the IDs of its users, not their names",
        (Member::UserIdsToAdd, _) => "the IDs of the users to add",
        (Member::UserIdsToRemove, _) => "the IDs of the users to remove",
        (Member::UserName, _) => "required: the name that clients log in with",
        (Member::Engine, Operation::CreateUser | Operation::CreateUserGroup) => "required: valkey or redis",
        (Member::Engine, _) => "valkey or redis",
        (Member::Passwords, Operation::CreateUser) => "one or two",
        (Member::Passwords, _) => "one or two; they replace the current ones",
        (Member::AccessString, Operation::CreateUser) => "required: what the user can do",
        (Member::AccessString, _) => "what the user can do; replaces the current access string",
        (Member::AppendAccessString, _) => "added to the current access string",
        (Member::NoPasswordRequired, _) => "whether the user logs in without a password",
        (Member::Tags, _) => "at most 50",
        (Member::AuthenticationMode, _) => "password, no-password-required or iam",
    }
}
