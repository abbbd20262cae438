//! A request as JSON: the payload of `--cli-input-json`, a skeleton that was filled in, an SDK's input object.

use super::node::Node;
use super::syntax::literal::{self, Dialect};
use super::{Import, Importer, NoteKind, Source, draft};
use crate::{Member, Operation};

pub const IMPORTER: Importer = Importer { id: "json", title: "JSON request", recognises, read };

fn recognises(source: &Source<'_>) -> bool {
    source.text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

fn read(source: &Source<'_>, import: &mut Import) {
    let lenient;
    let node = match source.json() {
        Ok(node) => node,
        Err(strict) => match literal::read(source, &source.whole(), Dialect::JavaScript) {
            Ok(node) => {
                import.note(
                    NoteKind::Changed,
                    strict.at..strict.at,
                    format!(
                        "This is not strict JSON, and the AWS CLI would refuse it here: {}",
                        strict.message
                    ),
                );
                lenient = node;
                &lenient
            }
            Err(_) => return import.error(Some(strict.at..strict.at), strict.message.clone()),
        },
    };
    requests(source, import, node);
}

/// One request, or a list of them.
pub(super) fn requests(source: &Source<'_>, import: &mut Import, node: &Node) {
    if node.is_map() {
        return draft::add(source, import, operation(node), node);
    }
    for item in node.items() {
        if item.is_map() {
            draft::add(source, import, operation(item), item);
        } else {
            import.error(
                Some(item.span.clone()),
                "Expected an object with the members of a request, such as UserId.",
            );
        }
    }
}

/// Which operation these members are of: only ModifyUser appends, only CreateUser names and tags. The rest is open, and
/// creating is what skeletons are mostly used for, as long as the name or the engine is given.
pub(super) fn operation(node: &Node) -> Operation {
    let has = |member: Member| node.get(member.name()).is_some();
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
