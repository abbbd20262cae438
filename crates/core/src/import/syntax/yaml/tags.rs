//! Tags: those of CloudFormation, and the few of YAML that change nothing.

use crate::import::node::{Entry, Node, NodeKind};
use crate::import::syntax::{SyntaxError, wrong};
use core::ops::Range;
use saphyr_parser::Tag;

/// Whether a tag or an anchor may be called so: what every reader accepts.
pub fn is_name(name: &str, tag: bool) -> bool {
    let fits = |letter: char| {
        letter.is_ascii_alphanumeric() || "-_".contains(letter) || tag && "!:./".contains(letter)
    };
    name.chars().all(fits) && (tag || !name.is_empty())
}

/// The value that a tag makes of another: `!Sub text` is `{"Fn::Sub": text}`.
pub fn applied(tag: &Tag, tag_span: Range<usize>, node: Node) -> Result<Node, SyntaxError> {
    let changes_nothing = tag.is_yaml_core_schema()
        && match tag.suffix.as_str() {
            "str" => matches!(node.what, NodeKind::Text(_)),
            "map" => node.is_map(),
            "seq" => matches!(node.what, NodeKind::List(_)),
            _ => false,
        };
    if changes_nothing {
        return Ok(node);
    }
    if tag.handle != "!" || tag.suffix.is_empty() {
        return Err(wrong(
            tag_span.start,
            "this tag isn't supported here; remove it, or put the value in quotes.",
        ));
    }
    let key = match tag.suffix.as_str() {
        "Ref" | "Condition" => tag.suffix.clone(),
        name => format!("Fn::{name}"),
    };
    let whole = tag_span.start..node.span.end.max(tag_span.end);
    Ok(Node::new(NodeKind::Map(vec![Entry { key, key_span: tag_span, value: node }]), whole))
}
