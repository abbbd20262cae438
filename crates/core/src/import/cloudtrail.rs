//! CloudTrail events of CreateUser and ModifyUser: what was asked, in camelCase, with passwords hidden.

use super::node::{Entry, Node, NodeKind};
use super::syntax::Fragment;
use super::syntax::literal::{self, Dialect};
use super::{Import, Importer, NoteKind, Source, draft, tree};
use crate::Operation;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub const IMPORTER: Importer = Importer { id: "cloudtrail", title: "CloudTrail event", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    source.text.contains("requestParameters")
        && tree::read(source).is_some_and(|node| !events(node).is_empty())
}

/// One event, a log file of them, or the reply of lookup-events.
fn events(node: &Node) -> Vec<&Node> {
    let list =
        node.get("Records").or_else(|| node.get("Events")).or_else(|| node.get("detail")).unwrap_or(node);
    let all: Vec<&Node> =
        if let NodeKind::List(items) = &list.what { items.iter().collect() } else { vec![list] };
    all.into_iter()
        .filter(|event| event.get("requestParameters").is_some() || event.get("CloudTrailEvent").is_some())
        .collect()
}

fn read(source: &Source<'_>, import: &mut Import) {
    let Some(node) = tree::read(source) else { return tree::refuse(source, import) };
    tree::note_missing(source, import);
    for found in events(node) {
        let inner;
        let event = match found.get("CloudTrailEvent").and_then(Node::as_text) {
            // lookup-events returns the event as JSON inside a string.
            Some(text) => {
                let fragment = Fragment { text: text.into(), steps: Vec::new() };
                match literal::read(source, &fragment, Dialect::Json) {
                    Ok(mut node) => {
                        node.place_at(&found.span);
                        inner = node;
                        &inner
                    }
                    Err(error) => {
                        import.error(Some(found.span.clone()), error.message);
                        continue;
                    }
                }
            }
            None => found,
        };
        let service = event.get("eventSource").and_then(Node::as_text).unwrap_or("elasticache.amazonaws.com");
        let operation = event.get("eventName").and_then(Node::as_text).and_then(Operation::from_name);
        let (Some(operation), "elasticache.amazonaws.com", Some(parameters)) =
            (operation, service, event.get("requestParameters"))
        else {
            import.note(
                NoteKind::Dropped,
                found.span.clone(),
                "Ignored this event: it doesn't create or modify an ElastiCache user or group.",
            );
            continue;
        };
        if let Some(code) = event.get("errorCode") {
            import.note(
                NoteKind::Understood,
                code.span.clone(),
                "The service rejected this call. The request was read anyway.",
            );
        }
        let request = Node::new(request(source, parameters), parameters.span.clone());
        draft::add(source, import, operation, &request);
    }
}

/// The members with a capital first letter; hidden passwords as unknown ones.
fn request(source: &Source<'_>, node: &Node) -> NodeKind {
    let entries = node.entries().iter().map(|entry| {
        let key = capital(&entry.key);
        let value = match (key.as_str(), &entry.value.what) {
            ("Passwords", _) => Node::new(passwords(source, &entry.value), entry.value.span.clone()),
            ("Tags", NodeKind::List(items)) => {
                let items =
                    items.iter().map(|item| Node::new(request(source, item), item.span.clone())).collect();
                Node::new(NodeKind::List(items), entry.value.span.clone())
            }
            ("AuthenticationMode", NodeKind::Map(_)) => {
                Node::new(request(source, &entry.value), entry.value.span.clone())
            }
            _ => entry.value.clone(),
        };
        Entry { key, key_span: entry.key_span.clone(), value }
    });
    NodeKind::Map(entries.collect())
}

fn passwords(source: &Source<'_>, node: &Node) -> NodeKind {
    let hidden = |node: &Node| match &node.what {
        NodeKind::Text(text) if is_hidden(text) => Node::text(
            source.open_value("a password that CloudTrail hides", node.span.clone()),
            node.span.clone(),
        ),
        _ => node.clone(),
    };
    match &node.what {
        NodeKind::List(items) => NodeKind::List(items.iter().map(hidden).collect()),
        _ => hidden(node).what,
    }
}

fn is_hidden(text: &str) -> bool {
    text.is_empty()
        || text.starts_with("HIDDEN_DUE_TO")
        || text.bytes().all(|byte| byte == b'*')
        || text.eq_ignore_ascii_case("sensitive")
}

fn capital(key: &str) -> String {
    let mut letters = key.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}
