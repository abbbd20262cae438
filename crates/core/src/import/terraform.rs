//! Terraform: `aws_elasticache_user` blocks.

use super::node::{Entry, Node, NodeKind};
use super::source_map::SourceMap;
use super::syntax::hcl::{self, Scope};
use super::{Import, Importer, NoteKind, Source, bash, draft, groups, not_a_user, script};
use crate::{Member, MemberKind, Operation};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

pub const IMPORTER: Importer =
    Importer { id: "terraform", title: "Terraform configuration", recognizes, read };

const TYPE: &str = "aws_elasticache_user";
const GROUP: &str = "aws_elasticache_user_group";
/// Adds one user to a group.
const ASSOCIATION: &str = "aws_elasticache_user_group_association";

/// Arguments that aren't part of the request.
const OF_TERRAFORM: [&str; 14] = [
    "passwords_wo_version",
    "password_wo_version",
    "password_wo_1_version",
    "password_wo_2_version",
    "lifecycle",
    "timeouts",
    "depends_on",
    "provider",
    "provisioner",
    "connection",
    "region",
    "arn",
    "id",
    "tags_all",
];

fn recognizes(source: &Source<'_>) -> bool {
    let text = source.text;
    text.contains(TYPE) && !text.trim_start().starts_with(['{', '[']) && text.contains("resource")
        || is_configuration(text) && script::calls(text)
}

/// Whether the first line that says something begins a block.
pub(super) fn is_configuration(text: &str) -> bool {
    let aside = |line: &&str| !line.trim().is_empty() && !line.starts_with(['#', '/', '*', ' ']);
    let first = text.trim_start_matches('\u{feff}').lines().find(aside).unwrap_or_default();
    let kinds = [
        "resource \"",
        "module \"",
        "variable \"",
        "data \"",
        "output \"",
        "provider \"",
        "locals {",
        "terraform {",
    ];
    first.trim_end().ends_with(['{', '}']) && kinds.iter().any(|kind| first.starts_with(kind))
}

/// The commands that provisioners run where a block is made.
fn commands(source: &Source<'_>, import: &mut Import, body: &Node) {
    for entry in body.entries().iter().filter(|entry| entry.key == "provisioner") {
        let Some(command) = entry.value.get("command") else { continue };
        let Some(text) = command.as_text().filter(|text| script::calls(text)) else { continue };
        // A reference is as a variable of the shell.
        let names: Vec<String> = source.opens(text).into_iter().map(|open| open.name).collect();
        let mut shell = source.written(text);
        for name in names {
            let plain: String = name
                .chars()
                .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' })
                .collect();
            shell = shell.replacen(&format!("${{{name}}}"), &format!("${{_{plain}}}"), 1);
        }
        let inner = Source::new(&shell);
        let users = import.users.len();
        let mut read = Import { format: Some("bash"), ..Import::default() };
        (bash::IMPORTER.read)(&inner, &mut read);
        for mut user in read.users {
            // What is inside a Terraform string has the place of all of it.
            user.span = command.span.clone();
            user.places = SourceMap::default();
            for open in &mut user.placeholders {
                // Its variables are names that were made up above.
                (open.span, open.reference) = (command.span.clone(), None);
            }
            import.users.push(user);
        }
        let notes =
            read.notes.into_iter().chain(read.errors).filter(|note| note.kind != NoteKind::Understood);
        for mut note in notes {
            note.span = Some(command.span.clone());
            note.user = note.user.map(|user| users + user);
            import.notes.push(note);
        }
        import.secrets.push(command.span.clone());
    }
}

fn read(source: &Source<'_>, import: &mut Import) {
    let scope = scope(source);
    let blocks = match hcl::read(source, |kind| kind == "resource", Some(&scope)) {
        Ok(blocks) => blocks,
        Err(error) => {
            return import
                .error(Some(error.at..error.at), format!("Terraform can't read this: {}", error.message));
        }
    };
    let mut others = Vec::new();
    for block in blocks {
        let kind = block.labels.first().map(String::as_str);
        commands(source, import, &block.body);
        if block.kind == "resource" && matches!(kind, Some(GROUP | ASSOCIATION)) {
            let name = block.labels.get(1).cloned().unwrap_or_default();
            let of = kind.unwrap_or_default();
            group(source, import, &block.body, (of == ASSOCIATION, &format!("{of}.{name}")), block.span);
            continue;
        }
        if block.kind != "resource" || kind != Some(TYPE) {
            others.push((
                block.span.start..block.span.start + block.kind.len(),
                kind.and_then(not_a_user::terraform),
            ));
            continue;
        }
        let name = block.labels.get(1).cloned().unwrap_or_default();
        let address = format!("{TYPE}.{name}");
        let Some(instances) = instances(&block.body) else {
            user(source, import, &block.body, &address, block.span);
            continue;
        };
        for (key, values) in instances {
            let mut scope = scope.clone();
            scope.extend(values);
            if let Ok(mut body) = hcl::body(source, &block, &scope)
                && source.may_fill(block.span.len())
            {
                if let NodeKind::Map(entries) = &mut body.what {
                    entries.retain(|entry| !matches!(entry.key.as_str(), "count" | "for_each"));
                }
                let (notes, n) = (import.notes.len(), import.users.len());
                user(source, import, &body, &format!("{address}[{key}]"), block.span.clone());
                import.notes.iter_mut().skip(notes).for_each(|note| note.user = Some(n));
            }
        }
    }
    report_others(import, others);
}

/// The values of locals and variables, as far as the text has them. Locals that depend on others are resolved in rounds.
fn scope(source: &Source<'_>) -> Scope {
    const ROUNDS: usize = 3;
    let mut scope = Scope::new();
    for _ in 0..ROUNDS {
        let Ok(blocks) = hcl::read(source, |kind| matches!(kind, "locals" | "variable"), Some(&scope)) else {
            break;
        };
        let mut next = Scope::new();
        for block in blocks {
            let entries = block.body.entries();
            if block.kind == "locals" {
                next.extend(
                    entries.iter().map(|entry| (format!("local.{}", entry.key), entry.value.clone())),
                );
            } else if let (Some(name), Some(default)) = (block.labels.first(), block.body.get("default")) {
                next.insert(format!("var.{name}"), default.clone());
            }
        }
        next.retain(|_, value| !matches!(value.what, NodeKind::Null) && !is_wholly_open(source, value));
        if next == scope {
            break;
        }
        scope = next;
    }
    scope
}

fn is_wholly_open(source: &Source<'_>, node: &Node) -> bool {
    node.as_text().is_some_and(|text| source.is_open(text) && source.marked_length(text) == text.len())
}

/// A block's instances by `for_each` and `count`, with the values of `each` and `count` in them. `None` if there is only
/// one, or if they can't be resolved.
fn instances(body: &Node) -> Option<Vec<(String, Scope)>> {
    let count = body.get("count").map(|count| &count.what);
    if let Some(NodeKind::Number(count)) = count {
        let count: usize = count.parse().ok().filter(|count| *count <= MOST_INSTANCES)?;
        let index = |n: usize| Node::new(NodeKind::Number(n.to_string()), body.span.clone());
        let scope = |n: usize| Scope::from_iter([("count.index".to_owned(), index(n))]);
        return Some((0..count).map(|n| (n.to_string(), scope(n))).collect());
    }
    let over = body.get("for_each")?;
    let set = !over.is_map();
    let instance = |(key, value): (Node, Node)| {
        // Of a set the key is the value.
        let key = if set { value.clone() } else { key };
        let name = format!("\"{}\"", key.as_text()?);
        Some((name, Scope::from_iter([("each.key".to_owned(), key), ("each.value".to_owned(), value)])))
    };
    let rounds = hcl::rounds(over).filter(|rounds| rounds.len() <= MOST_INSTANCES)?;
    rounds.into_iter().map(instance).collect()
}

/// The most users that are made of one block.
const MOST_INSTANCES: usize = 100;

/// Reports blocks that don't define a user: as an error if there are no others.
fn report_others(import: &mut Import, others: Vec<(Range<usize>, Option<not_a_user::Message>)>) {
    const BLOCK: &str = "Ignored this block: it isn't an aws_elasticache_user.";
    if import.users.is_empty()
        && import.groups.is_empty()
        && let Some((span, named)) = others.iter().find_map(|(span, named)| Some((span, (*named)?)))
    {
        return not_a_user::say(import, span.clone(), named);
    }
    for (span, named) in others {
        import.note(NoteKind::Dropped, span, named.unwrap_or(BLOCK));
    }
}

/// The member of an operation that an argument is.
fn member(argument: &str, operation: Operation) -> Option<Member> {
    let is_named = |member: &&Member| member.row().terraform == Some(argument);
    operation.members().iter().find(is_named).copied()
}

/// The user of these arguments, from configuration, plan or state.
pub(super) fn user(source: &Source<'_>, import: &mut Import, body: &Node, address: &str, span: Range<usize>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut write_only: Vec<(&Entry, Node)> = Vec::new();
    for entry in body.entries() {
        let mut put = |member: Member, value: Node| {
            entries.push(Entry { key: member.name().to_owned(), key_span: entry.key_span.clone(), value });
        };
        let mut value = entry.value.clone();
        if matches!(value.what, NodeKind::Null) {
            // An argument that is null is as one that isn't given.
            continue;
        }
        if member(&entry.key, Operation::CreateUser).is_none_or(|member| member.kind() != MemberKind::Flag) {
            as_text(&mut value);
        }
        match entry.key.as_str() {
            "passwords_wo" | "password_wo" | "password_wo_1" | "password_wo_2" => {
                write_only.push((entry, value))
            }
            "authentication_mode" => {
                // A block in configuration, a list of at most one in plans.
                let mode = match &value.what {
                    NodeKind::List(items) => items.first().cloned(),
                    _ => Some(value),
                };
                if let Some(mode) = mode {
                    put(Member::AuthenticationMode, mode_of(mode));
                }
            }
            "tags" => put(Member::Tags, tags(value)),
            "count" | "for_each" => import.note(
                NoteKind::Dropped,
                entry.key_span.clone(),
                "Terraform creates several users from this block. It was read as one.",
            ),
            key if OF_TERRAFORM.contains(&key) => import.note(
                NoteKind::Dropped,
                entry.key_span.clone(),
                "Ignored this argument: it's for Terraform only, not part of the request.",
            ),
            key => match member(key, Operation::CreateUser) {
                Some(member) => put(member, value),
                // Perhaps misspelled: the rules report it.
                None => entries.push(Entry { value, ..entry.clone() }),
            },
        }
    }
    entries.extend(write_only_passwords(write_only));
    let node = Node::new(NodeKind::Map(entries), span);
    let mut user = draft::read(source, import, Operation::CreateUser, &node);
    if user.draft.user_id.is_none() {
        user.label = address.to_owned();
    }
    import.users.push(user);
}

/// The group of these arguments, or what an association changes of one.
fn group(
    source: &Source<'_>,
    import: &mut Import,
    body: &Node,
    (association, address): (bool, &str),
    span: Range<usize>,
) {
    let mut entries: Vec<Entry> = Vec::new();
    for entry in body.entries() {
        let mut put = |member: Member, value: Node| {
            entries.push(Entry { key: member.name().to_owned(), key_span: entry.key_span.clone(), value });
        };
        let mut value = entry.value.clone();
        if matches!(value.what, NodeKind::Null) {
            continue;
        }
        as_text(&mut value);
        match entry.key.as_str() {
            "user_id" if association => {
                let span = value.span.clone();
                put(Member::UserIdsToAdd, Node::new(NodeKind::List(vec![value]), span));
            }
            "tags" => put(Member::Tags, tags(value)),
            "count" | "for_each" => import.note(
                NoteKind::Dropped,
                entry.key_span.clone(),
                "Terraform creates several groups from this block. It was read as one.",
            ),
            key if OF_TERRAFORM.contains(&key) => import.note(
                NoteKind::Dropped,
                entry.key_span.clone(),
                "Ignored this argument: it's for Terraform only, not part of the request.",
            ),
            key => match member(key, Operation::CreateUserGroup) {
                Some(member) => put(member, value),
                // Perhaps misspelled: the rules report it.
                None => entries.push(Entry { value, ..entry.clone() }),
            },
        }
    }
    let operation = if association { Operation::ModifyUserGroup } else { Operation::CreateUserGroup };
    groups::resource(source, import, operation, (entries, address), span);
}

/// The write-only passwords, in whichever version's names, are one list.
fn write_only_passwords(mut given: Vec<(&Entry, Node)>) -> Option<Entry> {
    given.sort_by(|(a, _), (b, _)| a.key.cmp(&b.key));
    let (first, value) = given.first()?;
    let start = given.iter().map(|(_, value)| value.span.start).min().unwrap_or(value.span.start);
    let end = given.iter().map(|(_, value)| value.span.end).max().unwrap_or(value.span.end);
    let key_span = first.key_span.clone();
    let items = given.into_iter().map(|(_, value)| value).collect();
    Some(Entry {
        key: Member::Passwords.name().to_owned(),
        key_span,
        value: Node::new(NodeKind::List(items), start..end),
    })
}

fn mode_of(mode: Node) -> Node {
    let NodeKind::Map(entries) = mode.what else { return mode };
    let known = entries.into_iter().filter_map(|mut entry| {
        let name = match entry.key.as_str() {
            "type" => "Type",
            "passwords" => "Passwords",
            "password_count" => return None,
            // Perhaps misspelled: the rules report it.
            other => other,
        };
        entry.key = name.to_owned();
        as_text(&mut entry.value);
        (!matches!(entry.value.what, NodeKind::Null)).then_some(entry)
    });
    let known = known.collect();
    Node::new(NodeKind::Map(known), mode.span)
}

/// Terraform makes a string of a number, and of true and false, where a string belongs.
fn as_text(node: &mut Node) {
    match &mut node.what {
        NodeKind::Bool(flag) => node.what = NodeKind::Text(if *flag { "true" } else { "false" }.to_owned()),
        // Others are written in another way: 1e3 as 1000.
        NodeKind::Number(number) if is_plain(number) => node.what = NodeKind::Text(core::mem::take(number)),
        NodeKind::List(items) => items.iter_mut().for_each(as_text),
        _ => {}
    }
}

fn is_plain(number: &str) -> bool {
    number.bytes().all(|digit| digit.is_ascii_digit()) && (number.len() == 1 || !number.starts_with('0'))
}

/// `{ team = "a" }` as a list of keys and values.
fn tags(value: Node) -> Node {
    let NodeKind::Map(entries) = value.what else { return value };
    let items = entries.into_iter().map(|entry| {
        let span = entry.key_span.start..entry.value.span.end.max(entry.key_span.end);
        let member =
            |key: &str, value: Node| Entry { key: key.to_owned(), key_span: entry.key_span.clone(), value };
        let mut value = entry.value.clone();
        as_text(&mut value);
        let pair = vec![
            member("Key", Node::text(entry.key.clone(), entry.key_span.clone())),
            member("Value", value),
        ];
        Node::new(NodeKind::Map(pair), span)
    });
    Node::new(NodeKind::List(items.collect()), value.span)
}
