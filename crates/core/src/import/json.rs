//! A request as JSON: the payload of `--cli-input-json`, a skeleton that was filled in, an SDK's input object.

use super::node::{Node, NodeKind};
use super::syntax::literal::{self, Dialect};
use super::{Import, Importer, NoteKind, Source, draft, not_a_user, reply, tree};
use crate::{Member, Operation};
use alloc::borrow::Cow;
use alloc::string::String;

pub const IMPORTER: Importer = Importer { id: "json", title: "JSON request", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    source.text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

fn read(source: &Source<'_>, import: &mut Import) {
    let lenient;
    let node = match source.json() {
        Ok(node) => node,
        Err(_) if source.loose().is_some() => {
            tree::note_missing(source, import);
            return source.loose().into_iter().for_each(|(node, _)| requests(source, import, node));
        }
        Err(strict) if is_yaml(source) => {
            let inside = source
                .text
                .trim_start_matches('\u{feff}')
                .trim_start()
                .get(1..)
                .unwrap_or_default()
                .trim_start();
            let message = match inside.chars().next() {
                Some('"') => {
                    format!("This isn't strict JSON. The AWS CLI would reject it: {}", strict.message).into()
                }
                Some('\'') => Cow::Borrowed(
                    "This is how Python prints an object. JSON needs double quotes around names and text; it was read as if it had them.",
                ),
                _ => Cow::Borrowed(
                    "This isn't JSON, which needs quotes around names and strings. It was read as YAML.",
                ),
            };
            import.note(NoteKind::Changed, strict.at..strict.at, message);
            let documents = source.yaml().as_ref().ok();
            return documents.into_iter().flatten().for_each(|document| requests(source, import, document));
        }
        Err(strict) => match literal::read(source, &source.whole(), Dialect::JavaScript) {
            Ok(node) => {
                import.note(
                    NoteKind::Changed,
                    strict.at..strict.at,
                    format!("This isn't strict JSON. The AWS CLI would reject it: {}", strict.message),
                );
                lenient = node;
                &lenient
            }
            Err(_) => return import.error(Some(strict.at..strict.at), strict.message.clone()),
        },
    };
    requests(source, import, node);
}

/// Whether the text in brackets is YAML: names and words without quotes, none of which looks like a part of a program.
fn is_yaml(source: &Source<'_>) -> bool {
    let program = |node: &Node| {
        let written = source.text.get(node.span.clone()).unwrap_or_default();
        let camel = written
            .as_bytes()
            .windows(2)
            .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
        let quoted = written.starts_with(['"', '\'']);
        matches!(node.what, NodeKind::Null)
            || !quoted && (camel || written.contains(['.', '(', '`', '_', '$']) && !written.contains(' '))
    };
    let Ok([document]) = source.yaml().as_deref() else { return false };
    let leaves = document
        .entries()
        .iter()
        .map(|entry| &entry.value)
        .filter(|value| !value.is_map() && value.items().is_empty());
    document.is_map() && !source.text.contains("//") && !leaves.into_iter().any(program)
}

/// One request, or a list of them, also as this project itself writes them: `{"operation", "input"}`.
pub(super) fn requests(source: &Source<'_>, import: &mut Import, node: &Node) {
    if let (Some(operation), Some(input)) = (node.get("operation"), node.get("input"))
        && let Some(operation) = operation.as_text().and_then(Operation::from_name)
        && input.is_map()
    {
        return draft::add(source, import, operation, input);
    }
    // In a notation that is near to JSON, such as what Python prints.
    if reply::read_node(source, import, node) {
        return;
    }
    for item in not_a_user::requests(source, import, wrapped(node)) {
        draft::add(source, import, operation(item), item);
    }
}

/// The content of `{"User": …}` and `{"Users": […]}`, if it's requests.
fn wrapped(node: &Node) -> &Node {
    let inner = node.get("User").or_else(|| node.get("Users"));
    let holds = |inner: &&Node| {
        let mut all = inner.items().iter().chain(core::iter::once(*inner).filter(|inner| inner.is_map()));
        all.any(not_a_user::is_request)
    };
    inner.filter(holds).filter(|_| !not_a_user::is_request(node)).unwrap_or(node)
}

/// Which operation these members are of: only ModifyUser appends, only CreateUser names and tags. The rest is open, and
/// skeletons are mostly used to create, as long as they have a name or an engine.
pub(super) fn operation(node: &Node) -> Operation {
    // In any spelling: the rules report what's wrong with it.
    let letters = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).take(40).collect::<String>();
    let has = |member: Member| {
        node.entries().iter().any(|entry| letters(&entry.key).eq_ignore_ascii_case(member.name()))
    };
    if has(Member::AppendAccessString) {
        return Operation::ModifyUser;
    }
    if has(Member::UserName) || has(Member::Tags) || !has(Member::UserId) {
        return Operation::CreateUser;
    }
    if has(Member::Engine) && has(Member::AccessString) {
        Operation::CreateUser
    } else {
        Operation::ModifyUser
    }
}
