//! User groups: their requests, and the service's replies.

use super::node::{Entry, Node, NodeKind};
use super::source_map::{self, Place, SourceMap};
use super::{Import, Imported, NoteKind, Source, draft};
use crate::{Draft, Member, Operation, Path, UserGroup};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;

/// Whether an object is a group, or a request of one, and not a user.
pub(super) fn is_one(node: &Node) -> bool {
    let has = |member: Member| node.get(member.name()).is_some();
    has(Member::UserGroupId) || has(Member::UserIdsToAdd) || has(Member::UserIdsToRemove)
}

/// Members that only replies have.
fn is_reply(node: &Node) -> bool {
    let names = ["Status", "ARN", "PendingChanges", "ReplicationGroups", "ServerlessCaches"];
    node.get(Member::UserGroupId.name()).is_some() && names.iter().any(|name| node.get(name).is_some())
}

/// The groups of a reply to any call, with or without `--query`. None if it isn't one.
pub(super) fn replies(node: &Node) -> Vec<&Node> {
    let list = node.get("UserGroups").or_else(|| node.get("UserGroup")).unwrap_or(node);
    let all: Vec<&Node> = match &list.what {
        NodeKind::List(items) => items.iter().collect(),
        _ => vec![list],
    };
    all.into_iter().filter(|group| is_reply(group)).collect()
}

/// Reads a group from a reply. It becomes the current group, for a request that modifies it.
pub(super) fn reply(source: &Source<'_>, import: &mut Import, node: &Node) {
    let group = UserGroup::from_json(&node.to_json(source));
    let id = group.user_group_id.clone();
    import.note(
        NoteKind::Understood,
        node.span.clone(),
        "Loaded as the current group. Only your changes will be sent.",
    );
    if group.pending_changes.is_some() {
        import.note(
            NoteKind::Understood,
            node.span.clone(),
            "This group is being modified: UserIds lists the members before the change, PendingChanges the users being added and removed. Wait until the group is active.",
        );
    }
    let mut places = SourceMap::default();
    if let Some(entry) = node.entries().iter().find(|entry| entry.key == Member::UserGroupId.name()) {
        let place = source_map::place_of(source, import.format, &entry.value);
        places.insert(Member::UserGroupId.into(), Place { key: Some(entry.key_span.clone()), ..place });
    }
    import.groups.push(Imported {
        label: id.clone().unwrap_or_else(|| "group".to_owned()),
        operation: Operation::ModifyUserGroup,
        draft: Draft { user_group_id: id, ..Draft::default() },
        group: Some(group),
        span: node.span.clone(),
        places,
        ..Imported::default()
    });
}

/// Reads an object that is a group or a group request, and returns whether it was one.
pub(super) fn object(source: &Source<'_>, import: &mut Import, node: &Node) -> bool {
    let replies = replies(node);
    for group in &replies {
        reply(source, import, group);
    }
    if !replies.is_empty() {
        return true;
    }
    if !is_one(node) {
        return false;
    }
    let operation = operation(node);
    let named = |entry: &&Entry| entry.key == Member::UserGroupId.name();
    let span =
        node.entries().iter().find(named).map_or_else(|| node.span.clone(), |entry| entry.key_span.clone());
    let message =
        format!("This is a request for a user group, not for a user: it was read as {}.", operation.name());
    import.note(NoteKind::Understood, span, message);
    draft::add(source, import, operation, node);
    true
}

/// Only ModifyUserGroup adds and removes. Anything else is ambiguous, and mostly used to create.
fn operation(node: &Node) -> Operation {
    let changes = [Member::UserIdsToAdd, Member::UserIdsToRemove];
    match changes.iter().any(|member| node.get(member.name()).is_some()) {
        true => Operation::ModifyUserGroup,
        false => Operation::CreateUserGroup,
    }
}

/// Reads a group from infrastructure as code, where its members have these names.
pub(super) fn resource(
    source: &Source<'_>,
    import: &mut Import,
    operation: Operation,
    (entries, label): (Vec<Entry>, &str),
    span: core::ops::Range<usize>,
) {
    let node = Node::new(NodeKind::Map(entries), span);
    let mut group = draft::read(source, import, operation, &node);
    if group.draft.user_group_id.is_none() {
        group.label = label.to_owned();
    }
    import.groups.push(group);
}

/// The member that an item belongs to, if it's a list of user IDs.
pub(super) fn item(path: &Path, n: usize) -> Option<Path> {
    match path {
        Path::Member(list @ (Member::UserIds | Member::UserIdsToAdd | Member::UserIdsToRemove)) => {
            Some(Path::Item(*list, n))
        }
        _ => None,
    }
}
