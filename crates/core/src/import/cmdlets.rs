//! AWS Tools for PowerShell: `New-ECUser`, `Edit-ECUser` and the two of groups. Their parameters are the members of the request.

use super::node::{Entry, Node, NodeKind};
use super::syntax::powershell::cmdlets::{self, Call};
use super::{Import, Importer, NoteKind, Source, draft, script};
use crate::{Member, Operation};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

pub const IMPORTER: Importer =
    Importer { id: "cmdlets", title: "AWS Tools for PowerShell", recognizes, read };

const CMDLETS: [(&str, Operation); 4] = [
    ("New-ECUser", Operation::CreateUser),
    ("Edit-ECUser", Operation::ModifyUser),
    ("New-ECUserGroup", Operation::CreateUserGroup),
    ("Edit-ECUserGroup", Operation::ModifyUserGroup),
];

/// Parameters that every cmdlet of the tools or of PowerShell has; they don't describe the user.
const OF_TOOLS: [&str; 24] = [
    "AccessKey",
    "ClientConfig",
    "Confirm",
    "Credential",
    "Debug",
    "EndpointUrl",
    "ErrorAction",
    "ErrorVariable",
    "Force",
    "InformationAction",
    "NetworkCredential",
    "OutBuffer",
    "OutVariable",
    "PassThru",
    "PipelineVariable",
    "ProfileLocation",
    "ProfileName",
    "ProgressAction",
    "Region",
    "SecretKey",
    "Select",
    "SessionToken",
    "Verbose",
    "WhatIf",
];

fn operation(name: &str) -> Option<Operation> {
    CMDLETS.into_iter().find(|(cmdlet, _)| cmdlet.eq_ignore_ascii_case(name)).map(|(_, operation)| operation)
}

fn recognizes(source: &Source<'_>) -> bool {
    let text = source.text;
    // A cheap look first: every letter of the text is compared only where a hyphen is.
    let is_one = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        let verb = ["new", "edit"].iter().any(|verb| {
            let start = before.len().checked_sub(verb.len());
            start.and_then(|start| before.get(start..)).is_some_and(|text| text.eq_ignore_ascii_case(verb))
        });
        verb && rest.get(..7).is_some_and(|noun| noun.eq_ignore_ascii_case("-ECUser"))
    };
    !script::calls(text)
        && text.match_indices('-').any(|(at, _)| is_one(at))
        && !text.contains("function New-EC")
}

fn read(source: &Source<'_>, import: &mut Import) {
    let calls = match cmdlets::read(source, |name| operation(name).is_some()) {
        Ok(calls) => calls,
        Err(error) => {
            let message = format!("PowerShell can't read this: {}", error.message);
            return import.error(Some(error.at..error.at), message);
        }
    };
    for call in calls {
        if let Some(operation) = operation(&call.name) {
            user(source, import, operation, call);
        }
    }
}

fn user(source: &Source<'_>, import: &mut Import, operation: Operation, call: Call) {
    let known = names(operation);
    let mut members: Vec<Entry> = Vec::new();
    let mut mode: Vec<Entry> = Vec::new();
    let (mut region, mut profile) = (None, None);
    let notes = import.notes.len();
    let id = call.positional.into_iter().map(|value| Entry {
        key: operation.id().name().to_owned(),
        key_span: value.span.clone(),
        value,
    });
    for (n, entry) in id.chain(call.parameters).enumerate() {
        let Entry { key, key_span, value } = entry;
        if n > 0 && key_span == value.span && !matches!(value.what, NodeKind::Bool(_)) {
            import.note(NoteKind::Dropped, key_span, "Ignored this word: only the first needs no name.");
            continue;
        }
        let tool = OF_TOOLS.iter().copied().find(|name| name.eq_ignore_ascii_case(&key));
        if let Some(tool) = tool {
            match tool {
                "Region" => region = value.as_text().filter(|text| !source.is_open(text)).map(str::to_owned),
                "ProfileName" => {
                    profile = value.as_text().filter(|text| !source.is_open(text)).map(str::to_owned);
                }
                "AccessKey" | "SecretKey" | "SessionToken" => import.secrets.push(value.span),
                _ => {}
            }
            if !matches!(tool, "Region" | "ProfileName") {
                import.note(
                    NoteKind::Dropped,
                    key_span,
                    "Ignored this parameter: it's for PowerShell or its AWS Tools, not part of the request.",
                );
            }
            continue;
        }
        let Some(meant) = meant(&known, &key) else {
            // Perhaps misspelled: the rules report it.
            members.push(Entry { key, key_span, value });
            continue;
        };
        let value = in_shape(source, meant, value);
        match meant.strip_prefix("AuthenticationMode.") {
            Some(name) => push_entry(&mut mode, name, key_span, value),
            None => push_entry(&mut members, meant, key_span, value),
        }
    }
    for span in call.unknown {
        import.note(
            NoteKind::Unknown,
            span,
            "The parameters in this variable aren't known here: the text doesn't set it to a hash table.",
        );
    }
    if let (Some(first), Some(last)) = (mode.first(), mode.last()) {
        let span =
            first.key_span.start.min(last.key_span.start)..last.value.span.end.max(first.value.span.end);
        push_entry(
            &mut members,
            Member::AuthenticationMode.name(),
            span.clone(),
            Node::new(NodeKind::Map(mode), span),
        );
    }
    let node = Node::new(NodeKind::Map(members), call.span.clone());
    let mut user = draft::read(source, import, operation, &node);
    user.globals.region = region;
    user.globals.profile = profile;
    if operation.is_of_group() {
        return import.groups.push(user);
    }
    let number = import.users.len();
    import.users.push(user);
    import.notes.iter_mut().skip(notes).for_each(|note| note.user = Some(number));
}

fn push_entry(members: &mut Vec<Entry>, name: &str, key_span: Range<usize>, value: Node) {
    members.push(Entry { key: name.to_owned(), key_span, value });
}

/// The names of the parameters in lowercase, with those of the members.
fn names(operation: Operation) -> Vec<(String, &'static str)> {
    let mut names: Vec<(String, &'static str)> = Vec::new();
    for member in operation.members() {
        let name = member.name();
        let lower = name.to_ascii_lowercase();
        match member {
            Member::AuthenticationMode => names.extend([
                ("authenticationmode_type".to_owned(), "AuthenticationMode.Type"),
                ("authenticationmode_password".to_owned(), "AuthenticationMode.Passwords"),
                ("authenticationmode_passwords".to_owned(), "AuthenticationMode.Passwords"),
            ]),
            // The tools use the singular, and know the API's plural.
            Member::Passwords | Member::Tags | Member::UserIds => {
                names.push((lower.trim_end_matches('s').to_owned(), name));
                names.push((lower, name));
            }
            _ => names.push((lower, name)),
        }
    }
    names
}

/// The member that a parameter is: its name in any case, or the start of no other's.
fn meant(known: &[(String, &'static str)], key: &str) -> Option<&'static str> {
    let key = key.to_ascii_lowercase();
    if let Some((_, name)) = known.iter().find(|(parameter, _)| *parameter == key) {
        return Some(name);
    }
    let begins = |name: &str| name.starts_with(&key);
    let mut like = known.iter().filter(|(parameter, _)| begins(parameter)).map(|(_, name)| *name);
    let first = like.next().filter(|_| !key.is_empty())?;
    let of_tools = OF_TOOLS.iter().any(|name| begins(&name.to_ascii_lowercase()));
    (!of_tools && like.all(|other| other == first)).then_some(first)
}

/// The value converted to the parameter's type: a single value to a list, a number to a string.
fn in_shape(source: &Source<'_>, name: &str, value: Node) -> Node {
    let list = matches!(
        name,
        "Passwords"
            | "AuthenticationMode.Passwords"
            | "Tags"
            | "UserIds"
            | "UserIdsToAdd"
            | "UserIdsToRemove"
    );
    let is_open_list = value.as_text().is_some_and(|text| source.is_open(text)) && name != "Tags";
    match &value.what {
        NodeKind::List(_) | NodeKind::Null => value,
        _ if list && !is_open_list => {
            let span = value.span.clone();
            Node::new(NodeKind::List(vec![value]), span)
        }
        _ => value,
    }
}
