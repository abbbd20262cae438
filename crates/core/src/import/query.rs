//! The body of a request on the wire: `Action=CreateUser&Version=2015-02-02&UserId=…`.

use super::node::{Entry, Node, NodeKind};
use super::{Import, Importer, NoteKind, Source, draft, not_a_user};
use crate::Operation;
use crate::sorted::by_number;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;
use percent_encoding::percent_decode_str;

pub const IMPORTER: Importer = Importer { id: "query", title: "Query body", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    bodies(source.text).next().is_some()
}

/// Each run of `name=value&…` that names one of the operations.
fn bodies(text: &str) -> impl Iterator<Item = (Operation, Range<usize>)> {
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | '#' | '<' | '>');
    let mut at = 0;
    core::iter::from_fn(move || {
        loop {
            let found = at + text.get(at..)?.find("Action=")?;
            at = found + "Action=".len();
            let rest = text.get(at..)?;
            let name = rest.split(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
            let Some(operation) = Operation::from_name(name) else { continue };
            // Members may be before the action, too.
            let start = text.get(..found)?.rfind(|letter: char| ends(letter) || letter == '?');
            let start = start.map_or(0, |start| {
                start + text.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            });
            let mut end = text.get(found..)?.find(ends).map_or(text.len(), |end| found + end);
            // A body that is broken before its signs goes on.
            while let Some(rest) = text.get(end..).filter(|rest| rest.trim_start().starts_with('&')) {
                let next = end + (rest.len() - rest.trim_start().len());
                end = text.get(next..)?.find(ends).map_or(text.len(), |length| next + length);
            }
            at = end.max(at);
            return Some((operation, start..end));
        }
    })
}

fn read(source: &Source<'_>, import: &mut Import) {
    let mut seen = 0;
    for (operation, span) in bodies(source.text) {
        // A long run without an end is read once.
        if span.start < seen {
            continue;
        }
        seen = span.end;
        let mut root = Branch::default();
        let mut at = span.start;
        for pair in source.text.get(span.clone()).unwrap_or_default().split('&') {
            let pair_span = at..at + pair.trim_end().len();
            at += pair.len() + 1;
            let pair = pair.trim_end();
            if pair.is_empty() {
                continue;
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value_start = (pair_span.start + name.len() + 1).min(pair_span.end);
            let (Some(name), Some(value)) = (decoded(name), decoded(value)) else {
                import
                    .error(Some(pair_span), "This % isn't followed by two hexadecimal digits of UTF-8 text.");
                continue;
            };
            if name == "Version" {
                root.version = Some(value);
                continue;
            }
            if name == "Action" || name.starts_with("X-Amz-") {
                continue;
            }
            root.insert(&name, value, pair_span.start..value_start, value_start..pair_span.end);
        }
        urlencoded(source, &mut root, span.end);
        let version = root.version.take();
        let node = root.node(span.clone());
        // IAM has operations of these names, too.
        if let Some(named) = not_a_user::query(version.as_deref())
            .or_else(|| not_a_user::object(source, &node).filter(|_| !operation.is_of_group()))
        {
            not_a_user::say(import, span.clone(), named);
            continue;
        }
        draft::add(source, import, operation, &node);
        let list = if operation.is_of_group() { &mut import.groups } else { &mut import.users };
        if let Some(user) = list.last_mut() {
            user.span = span.clone();
        }
        if source.text.get(..span.start).is_some_and(|before| before.contains("Authorization:")) {
            import.note(NoteKind::Dropped, 0..span.start, "Ignored the headers, including the signature.");
        }
    }
}

/// The fields that curl encodes itself, in lines after the body: `data-urlencode = "Name=value"`. A shell fills in the rest.
fn urlencoded(source: &Source<'_>, root: &mut Branch, from: usize) {
    let rest = source.text.get(from..).unwrap_or_default();
    // Up to the next body.
    let rest = rest.get(..rest.find("Action=").unwrap_or(rest.len())).unwrap_or_default();
    for (at, found) in rest.match_indices("data-urlencode") {
        let line = rest.get(at + found.len()..).unwrap_or_default();
        let line = line.get(..line.find('\n').unwrap_or(line.len())).unwrap_or_default();
        let field = line.trim_start_matches([' ', '=', '"', '\'']);
        let start = from + at + found.len() + (line.len() - field.len());
        let Some((name, value)) = field.split_once('=') else { continue };
        let value = value.trim_end_matches(['"', '\'', '\\', ' ']);
        let place = start + name.len() + 1..start + name.len() + 1 + value.len();
        let value = match value.find('$') {
            Some(_) => source.open_value(value.trim_matches(['$', '{', '}', '"', '#', '?']), place.clone()),
            None => value.to_owned(),
        };
        root.insert(name, value, start..start + name.len(), place);
    }
}

/// The value of a form field; `None` if a `%` isn't a byte's code, which browsers accept and the service rejects.
fn decoded(text: &str) -> Option<String> {
    let is_code = |code: &str| code.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    let spaced = text.replace('+', " ");
    let value = percent_decode_str(&spaced).decode_utf8().ok()?;
    text.split('%').skip(1).all(is_code).then(|| value.into_owned())
}

/// A tree of dotted names: each is a value or has members.
#[derive(Default)]
struct Branch {
    value: Option<String>,
    key_span: Range<usize>,
    span: Range<usize>,
    members: Vec<(String, Branch)>,
    /// The version of the API, of the whole body.
    version: Option<String>,
}

impl Branch {
    fn insert(&mut self, name: &str, value: String, key_span: Range<usize>, span: Range<usize>) {
        // Four parts are the deepest that the model has: Tags.Tag.1.Key.
        let mut branch = self;
        for part in name.splitn(5, '.') {
            let known = branch.members.iter().rposition(|(known, _)| known == part);
            let index = known.unwrap_or_else(|| {
                let fresh = Branch { key_span: key_span.clone(), span: span.clone(), ..Branch::default() };
                branch.members.push((part.to_owned(), fresh));
                branch.members.len() - 1
            });
            let Some((_, next)) = branch.members.get_mut(index) else { return };
            next.span.end = span.end;
            branch = next;
        }
        branch.value = Some(value);
    }

    fn node(self, span: Range<usize>) -> Node {
        let entries = self.members.into_iter().map(|(key, branch)| {
            let span = branch.span.clone();
            let key_span = branch.key_span.clone();
            let value = match key.as_str() {
                "Passwords" | "UserIds" | "UserIdsToAdd" | "UserIdsToRemove" => {
                    branch.list("member", span, Branch::leaf)
                }
                "Tags" => branch.list("Tag", span, Branch::node),
                "AuthenticationMode" => branch.node(span),
                "NoPasswordRequired" => branch.flag(span),
                _ => branch.leaf(span),
            };
            Entry { key, key_span, value }
        });
        Node::new(NodeKind::Map(entries.collect()), span)
    }

    fn leaf(self, span: Range<usize>) -> Node {
        match self.value {
            Some(text) => Node::text(text, span),
            None => self.node(span),
        }
    }

    fn flag(self, span: Range<usize>) -> Node {
        match self.value.as_deref() {
            Some("true") => Node::new(NodeKind::Bool(true), span),
            Some("false") => Node::new(NodeKind::Bool(false), span),
            _ => self.leaf(span),
        }
    }

    /// `Name.member.1`, `Name.member.2`, …; `Name=` is an empty list.
    fn list(self, item: &str, span: Range<usize>, read: fn(Branch, Range<usize>) -> Node) -> Node {
        let mut numbered: Vec<(usize, Branch)> = Vec::new();
        for (name, branch) in self.members {
            if name == item || name == "member" {
                numbered.extend(
                    branch.members.into_iter().filter_map(|(n, branch)| Some((n.parse().ok()?, branch))),
                );
            }
        }
        let items = by_number(numbered, |(n, _)| *n).into_iter().map(|(_, branch)| {
            let span = branch.span.clone();
            read(branch, span)
        });
        Node::new(NodeKind::List(items.collect()), span)
    }
}
