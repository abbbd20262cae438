//! A value with its place in the text: the common result of reading JSON, YAML, HCL, Python and the AWS CLI's shorthand.

use super::Source;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;
use serde_json::{Number, Value};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub what: NodeKind,
    pub span: Range<usize>,
}

#[derive(Clone, PartialEq)]
pub(super) enum NodeKind {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    /// May hold unknown parts, see [`Source`].
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub key: String,
    pub key_span: Range<usize>,
    pub value: Node,
}

/// Prints only the shape: any string may be a password.
impl core::fmt::Debug for NodeKind {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(_) => f.write_str("boolean"),
            Self::Number(_) => f.write_str("number"),
            Self::Text(_) => f.write_str("text"),
            Self::List(items) => write!(f, "list of {}", items.len()),
            Self::Map(entries) => write!(f, "map of {}", entries.len()),
        }
    }
}

impl Node {
    pub fn new(what: NodeKind, span: Range<usize>) -> Self {
        Self { what, span }
    }

    pub fn text(text: impl Into<String>, span: Range<usize>) -> Self {
        Self::new(NodeKind::Text(text.into()), span)
    }

    /// The value of a member; of several of one name the last, as every reader of JSON has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().rev().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// Its members; none if it isn't a map.
    pub fn entries(&self) -> &[Entry] {
        if let NodeKind::Map(entries) = &self.what { entries } else { &[] }
    }

    /// Its items; none if it isn't a list.
    pub fn items(&self) -> &[Node] {
        if let NodeKind::List(items) = &self.what { items } else { &[] }
    }

    pub fn as_text(&self) -> Option<&str> {
        if let NodeKind::Text(text) = &self.what { Some(text) } else { None }
    }

    /// Sets one place for it and everything in it, for values read from a string inside the text.
    pub fn place_at(&mut self, span: &Range<usize>) {
        self.span = span.clone();
        match &mut self.what {
            NodeKind::List(items) => items.iter_mut().for_each(|item| item.place_at(span)),
            NodeKind::Map(entries) => {
                for entry in entries {
                    entry.key_span = span.clone();
                    entry.value.place_at(span);
                }
            }
            _ => {}
        }
    }

    /// How many values it contains.
    pub fn count(&self) -> usize {
        match &self.what {
            NodeKind::List(items) => 1 + items.iter().map(Node::count).sum::<usize>(),
            NodeKind::Map(entries) => 1 + entries.iter().map(|entry| entry.value.count()).sum::<usize>(),
            _ => 1,
        }
    }

    /// About how many bytes it contains.
    pub fn weight(&self) -> usize {
        32 + match &self.what {
            NodeKind::Text(text) | NodeKind::Number(text) => text.len(),
            NodeKind::List(items) => items.iter().map(Node::weight).sum(),
            NodeKind::Map(entries) => {
                entries.iter().map(|entry| entry.key.len() + entry.value.weight()).sum()
            }
            _ => 0,
        }
    }

    pub fn is_map(&self) -> bool {
        matches!(self.what, NodeKind::Map(_))
    }

    /// As plain JSON, with unknown parts written `${name}`.
    pub fn to_json(&self, source: &Source<'_>) -> Value {
        match &self.what {
            NodeKind::Null => Value::Null,
            NodeKind::Bool(flag) => Value::Bool(*flag),
            NodeKind::Number(text) => number(text),
            NodeKind::Text(text) if source.is_open(text) => Value::String(source.written(text)),
            NodeKind::Text(text) => Value::String(text.clone()),
            NodeKind::List(items) => Value::Array(items.iter().map(|item| item.to_json(source)).collect()),
            NodeKind::Map(entries) => {
                let members = entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json(source)));
                Value::Object(members.collect())
            }
        }
    }
}

/// The number as JSON writes it: YAML and Python also have `+1`, `007`, `.5` and `1.`.
pub(super) fn number(text: &str) -> Value {
    let (sign, digits) =
        text.strip_prefix('-').map_or(("", text.trim_start_matches('+')), |rest| ("-", rest));
    let whole = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(whole);
    let trimmed = whole.trim_start_matches('0');
    let zero = if trimmed.is_empty() { "0" } else { "" };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) if !fraction.starts_with(|letter: char| letter.is_ascii_digit()) => {
            [".0", fraction].concat()
        }
        _ => rest.to_owned(),
    };
    format!("{sign}{zero}{trimmed}{rest}")
        .parse::<Number>()
        .ok()
        .filter(|_| digits.contains(|letter: char| letter.is_ascii_digit()))
        .map_or_else(|| Value::String(text.to_owned()), Value::Number)
}
