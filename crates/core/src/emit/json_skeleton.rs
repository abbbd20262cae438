//! What `--generate-cli-skeleton` prints: an empty request to fill in, and the shape of the reply.

use super::*;
use crate::MemberKind;
use PieceKind::*;
use alloc::string::String;

pub const TARGET: Target = Target {
    id: "json-skeleton",
    title: "JSON skeleton",
    group: Group::File,
    runs: "an empty form to fill in, as the AWS CLI prints it",
    operations: &Operation::ALL,
    honors: &[],
    emit,
};

const IDS: &str = "[\n        \"\"\n    ]";
// The two list members are those that can be repeated; the CLI prints one of each.
const PASSWORDS: &str = "[\n        \"\"\n    ]";
const TAGS: &str = "[\n        {\n            \"Key\": \"\",\n            \"Value\": \"\"\n        }\n    ]";
const MODE: &str =
    "{\n        \"Type\": \"password\",\n        \"Passwords\": [\n            \"\"\n        ]\n    }";

const REPLY: &[(&str, &str)] = &[
    ("UserId", "\"UserId\""),
    ("UserName", "\"UserName\""),
    ("Status", "\"Status\""),
    ("Engine", "\"Engine\""),
    ("MinimumEngineVersion", "\"MinimumEngineVersion\""),
    ("AccessString", "\"AccessString\""),
    ("UserGroupIds", "[\n        \"UserGroupId\"\n    ]"),
    ("Authentication", "{\n        \"Type\": \"Type\",\n        \"PasswordCount\": 0\n    }"),
    ("ARN", "\"ARN\""),
];

const GROUP_REPLY: &[(&str, &str)] = &[
    ("UserGroupId", "\"UserGroupId\""),
    ("Status", "\"Status\""),
    ("Engine", "\"Engine\""),
    ("UserIds", "[\n        \"UserId\"\n    ]"),
    ("MinimumEngineVersion", "\"MinimumEngineVersion\""),
    (
        "PendingChanges",
        "{\n        \"UserIdsToRemove\": [\n            \"UserId\"\n        ],\n        \"UserIdsToAdd\": [\n            \"UserId\"\n        ]\n    }",
    ),
    ("ReplicationGroups", "[\n        \"String\"\n    ]"),
    ("ServerlessCaches", "[\n        \"String\"\n    ]"),
    ("ARN", "\"ARN\""),
];

fn emit(job: &Job<'_>) -> Emission {
    let command = job.operation.command();
    let request = job.operation.members().iter().map(|member| {
        let value = match member.kind() {
            MemberKind::Texts => IDS,
            MemberKind::Passwords => PASSWORDS,
            MemberKind::Flag => "true",
            MemberKind::Tags => TAGS,
            MemberKind::AuthenticationMode => MODE,
            MemberKind::Text => "\"\"",
        };
        (member.name(), value)
    });
    let group = job.operation.is_of_group();
    let notes = vec![Note::advice(if group {
        "A skeleton is empty, whatever you entered, and can't be sent as is. The reply file shows what comes back."
    } else {
        "A skeleton is empty, whatever you entered, and can't be sent as is: it contains every way to authenticate at \
         once. The reply file shows what comes back. AWS CLI 1 prints one of the three types at random."
    })];
    let files = vec![
        object(format!("{command}-skeleton.json"), request),
        object(format!("{command}-reply.json"), if group { GROUP_REPLY } else { REPLY }.iter().copied()),
    ];
    Emission { ready: job.ready, files, notes, ..Emission::default() }
}

fn object(name: String, members: impl Iterator<Item = (&'static str, &'static str)>) -> File {
    let mut text = Text::default();
    for (n, (name, value)) in members.enumerate() {
        text.put(Plain, if n == 0 { "{\n    " } else { ",\n    " });
        text.put(Option, format!("\"{name}\"")).put(Plain, ": ").put(Placeholder, value);
    }
    text.put(Plain, "\n}\n");
    text.file(name)
}
