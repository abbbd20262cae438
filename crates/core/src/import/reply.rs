//! A reply from the service: create-user, modify-user and describe-users, and the same of groups. It becomes the current user or
//! group, to be modified.

use super::node::{Node, NodeKind};
use super::source_map::{self, Place, SourceMap};
use super::{Import, Imported, Importer, NoteKind, Placeholder, Source, groups, tree};
use crate::{AuthenticationMode, Draft, Member, Operation, Password, Path, User};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;

pub const IMPORTER: Importer = Importer { id: "reply", title: "Reply from the service", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    tree::read(source).is_some_and(|node| !users(node).is_empty() || !groups::replies(node).is_empty())
}

fn read(source: &Source<'_>, import: &mut Import) {
    let Some(node) = tree::read(source) else { return tree::refuse(source, import) };
    tree::note_missing(source, import);
    read_node(source, import, node);
}

/// Reads a value that is a reply, and says whether it was.
pub(super) fn read_node(source: &Source<'_>, import: &mut Import, node: &Node) -> bool {
    let (users, groups) = (users(node), groups::replies(node));
    if users.is_empty() && groups.is_empty() {
        return false;
    }
    import.format = Some(IMPORTER.id);
    for group in groups {
        groups::reply(source, import, group);
    }
    for node in users {
        let user = User::from_json(&node.to_json(source));
        let draft = Draft {
            user_id: user.user_id.clone(),
            access_string: user.access_string.clone(),
            ..Draft::default()
        };
        let label =
            user.user_id.clone().or_else(|| user.user_name.clone()).unwrap_or_else(|| "user".to_owned());
        import.note(
            NoteKind::Understood,
            node.span.clone(),
            "Loaded as the current user. The request sends its access string and what you add.",
        );
        import.users.push(Imported {
            label,
            operation: Operation::ModifyUser,
            draft,
            current: Some(user),
            span: node.span.clone(),
            places: places(source, import.format, node),
            ..Imported::default()
        });
    }
    true
}

/// Where the members are that the draft takes from the reply.
fn places(source: &Source<'_>, format: Option<&str>, node: &Node) -> SourceMap {
    let mut places = SourceMap::default();
    for entry in node.entries() {
        let path = Path::parse(&entry.key);
        if matches!(path, Path::Member(Member::UserId | Member::AccessString)) {
            let place = source_map::place_of(source, format, &entry.value);
            places.insert(path, Place { key: Some(entry.key_span.clone()), ..place });
        }
    }
    places
}

/// The user objects of a reply to any call, with or without `--query`.
fn users(node: &Node) -> Vec<&Node> {
    let list = node.get("Users").or_else(|| node.get("User")).unwrap_or(node);
    let all: Vec<&Node> = match &list.what {
        NodeKind::List(items) => items.iter().collect(),
        _ => vec![list],
    };
    all.into_iter().filter(|user| is_user(user)).collect()
}

/// Members that only replies have. A template of CloudFormation has a `Type` and `Properties` instead.
fn is_user(node: &Node) -> bool {
    let has = |name: &str| node.get(name).is_some();
    has("UserId")
        && (has("ARN")
            || has("Authentication")
            || has("UserGroupIds")
            || has("MinimumEngineVersion")
            || has("Status"))
}

impl Imported {
    /// The current user as a request that would create it again: replies spell some things differently than requests, and
    /// never contain a password. `None` if the text wasn't a reply.
    pub fn template(&self) -> Option<Imported> {
        let user = self.current.as_ref()?;
        let mut draft = Draft {
            user_id: user.user_id.clone(),
            user_name: user.user_name.clone(),
            engine: user.engine.clone(),
            access_string: user.access_string.clone(),
            ..Draft::default()
        };
        let mut placeholders = Vec::new();
        if let Some(authentication) = &user.authentication {
            let kind = match authentication.kind.as_deref() {
                Some("no-password") => Some("no-password-required"),
                other => other,
            };
            let passwords = (kind == Some("password")).then(|| {
                let count = authentication.password_count.unwrap_or(1).clamp(1, 2) as usize;
                for n in 0..count {
                    placeholders.push(Placeholder {
                        path: Path::ModePassword(n),
                        name: "the current password".to_owned(),
                        written: None,
                        reference: None,
                        span: self.span.clone(),
                    });
                }
                vec![Password::default(); count]
            });
            draft.authentication_mode = Some(AuthenticationMode { kind: kind.map(str::to_owned), passwords });
        }
        let (label, span) = (self.label.clone(), self.span.clone());
        Some(Imported {
            label,
            operation: Operation::CreateUser,
            draft,
            placeholders,
            span,
            ..Imported::default()
        })
    }
}
