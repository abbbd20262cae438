//! A request as a tree that every target can write in its own language.

use super::*;
use crate::{MemberKind, Password};
use alloc::string::String;
use alloc::vec::Vec;

/// A value of the request, with its place.
pub(super) struct Value<'a> {
    /// Its place.
    pub path: Path,
    /// What it is.
    pub node: Node<'a>,
}

/// The kinds of values.
pub(super) enum Node<'a> {
    Text(&'a str),
    Flag(bool),
    /// A password, and which one it is, counted from 0 over the whole request.
    Secret(usize, &'a Password),
    List(Vec<Value<'a>>),
    /// The members of a structure that are set, in the model's order.
    Structure(Vec<(&'static str, Value<'a>)>),
}

impl<'a> Value<'a> {
    fn new(path: impl Into<Path>, node: Node<'a>) -> Self {
        Self { path: path.into(), node }
    }

    /// The passwords in it.
    pub fn secrets(&self) -> Vec<(usize, &'a Password)> {
        match &self.node {
            Node::Secret(n, secret) => vec![(*n, *secret)],
            Node::List(items) => items.iter().flat_map(Self::secrets).collect(),
            Node::Structure(members) => members.iter().flat_map(|(_, value)| value.secrets()).collect(),
            Node::Text(_) | Node::Flag(_) => Vec::new(),
        }
    }

    /// The member as written, if it's set.
    pub fn from_draft(draft: &'a Draft, member: Member) -> Option<Self> {
        match member.kind() {
            MemberKind::Text => draft.text(member).map(|text| Self::new(member, Node::Text(text))),
            MemberKind::Texts => draft.ids(member).map(|ids| {
                let item = |(n, id): (usize, &'a String)| Self::new(Path::Item(member, n), Node::Text(id));
                Self::new(member, Node::List(ids.iter().enumerate().map(item).collect()))
            }),
            MemberKind::Flag => draft.flag(member).map(|flag| Self::new(member, Node::Flag(flag))),
            MemberKind::Passwords => {
                draft.passwords.as_ref().map(|list| secrets(member.into(), list, 0, Path::Password))
            }
            MemberKind::Tags => draft.tags.as_ref().map(|tags| {
                let tags = tags.iter().enumerate().map(|(n, tag)| {
                    let part = |name, path, text: &'a Option<String>| {
                        text.as_deref().map(|text| (name, Self::new(path, Node::Text(text))))
                    };
                    let key = part("Key", Path::TagKey(n), &tag.key);
                    let value = part("Value", Path::TagValue(n), &tag.value);
                    Self::new(Path::Tag(n), Node::Structure(key.into_iter().chain(value).collect()))
                });
                Self::new(member, Node::List(tags.collect()))
            }),
            MemberKind::AuthenticationMode => draft.authentication_mode.as_ref().map(|mode| {
                let kind =
                    mode.kind.as_deref().map(|kind| ("Type", Self::new(Path::ModeType, Node::Text(kind))));
                let before = draft.passwords.as_ref().map_or(0, Vec::len);
                let list = mode.passwords.as_ref().map(|list| {
                    ("Passwords", secrets(Path::ModePasswords, list, before, Path::ModePassword))
                });
                Self::new(member, Node::Structure(kind.into_iter().chain(list).collect()))
            }),
        }
    }
}

fn secrets(path: Path, list: &[Password], before: usize, place: fn(usize) -> Path) -> Value<'_> {
    let items = list.iter().enumerate();
    let items = items.map(|(n, secret)| Value::new(place(n), Node::Secret(before + n, secret)));
    Value::new(path, Node::List(items.collect()))
}
