//! The functions of Terraform whose results are plain to see: of texts, lists and maps that are known.

use super::super::super::node::{Entry, Node, NodeKind};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

/// The result of a call; `None` where it isn't worked out. Parts of texts that aren't known stay so in the result.
pub(super) fn call(
    name: &str,
    arguments: &[Node],
    span: &Range<usize>,
    is_open: &dyn Fn(&Node) -> bool,
) -> Option<NodeKind> {
    let first = arguments.first();
    let text = |n: usize| arguments.get(n).and_then(scalar);
    let known = |n: usize| text(n).filter(|_| arguments.get(n).is_some_and(|node| !is_open(node)));
    Some(match name {
        "join" => {
            let items = items(arguments.get(1..)?)?;
            let parts: Option<Vec<String>> = items.iter().map(scalar).collect();
            NodeKind::Text(parts?.join(&known(0)?))
        }
        "format" => NodeKind::Text(format(&known(0)?, arguments.get(1..)?)?),
        "lower" => NodeKind::Text(known(0)?.to_lowercase()),
        "upper" => NodeKind::Text(known(0)?.to_uppercase()),
        "trimspace" => NodeKind::Text(known(0)?.trim().to_owned()),
        "chomp" => NodeKind::Text(known(0)?.trim_end_matches(['\n', '\r']).to_owned()),
        "trimprefix" => NodeKind::Text(
            known(0)?.strip_prefix(&*known(1)?).map_or_else(|| known(0), |rest| Some(rest.to_owned()))?,
        ),
        "trimsuffix" => NodeKind::Text(
            known(0)?.strip_suffix(&*known(1)?).map_or_else(|| known(0), |rest| Some(rest.to_owned()))?,
        ),
        // A pattern between slashes is a regular expression.
        "replace" if !known(1)?.starts_with('/') && !known(1)?.is_empty() => {
            NodeKind::Text(known(0)?.replace(&known(1)?, &known(2)?))
        }
        "tostring" | "sensitive" | "nonsensitive" | "tolist" | "toset" | "tomap" | "try" => {
            first.filter(|node| !is_open(node))?.what.clone()
        }
        "coalesce" => arguments
            .iter()
            .find(|node| {
                !matches!(node.what, NodeKind::Null) && scalar(node).is_some_and(|text| !text.is_empty())
            })
            .filter(|node| !is_open(node))?
            .what
            .clone(),
        "concat" | "flatten" => NodeKind::List(items(arguments)?),
        "compact" => NodeKind::List(
            items(arguments)?
                .into_iter()
                .filter(|item| scalar(item).is_some_and(|text| !text.is_empty()))
                .collect(),
        ),
        "distinct" => {
            let mut distinct: Vec<Node> = Vec::new();
            let all = items(arguments)?;
            // This many are compared with each other.
            if all.len() > 200 {
                return None;
            }
            for item in all {
                if !distinct.iter().any(|other| other.what == item.what) {
                    distinct.push(item);
                }
            }
            NodeKind::List(distinct)
        }
        "split" => {
            let (separator, text) = (known(0)?, known(1)?);
            if separator.is_empty() {
                return None;
            }
            NodeKind::List(text.split(&*separator).map(|part| Node::text(part, span.clone())).collect())
        }
        "merge" => {
            let mut entries: Vec<Entry> = Vec::new();
            for node in arguments {
                let NodeKind::Map(more) = &node.what else { return None };
                entries.retain(|entry| !more.iter().any(|other| other.key == entry.key));
                entries.extend(more.iter().cloned());
                if entries.len() > 200 {
                    return None;
                }
            }
            NodeKind::Map(entries)
        }
        "lookup" => {
            let map = first.filter(|node| node.is_map())?;
            map.get(&known(1)?).or_else(|| arguments.get(2))?.what.clone()
        }
        "element" => {
            let items = &first?.items();
            let n: usize = known(1)?.parse().ok()?;
            items.get(n.checked_rem(items.len())?)?.what.clone()
        }
        "keys" => NodeKind::List(
            first
                .filter(|node| node.is_map())?
                .entries()
                .iter()
                .map(|entry| Node::text(entry.key.clone(), entry.key_span.clone()))
                .collect(),
        ),
        "values" => NodeKind::List(
            first.filter(|node| node.is_map())?.entries().iter().map(|entry| entry.value.clone()).collect(),
        ),
        _ => return None,
    })
}

/// A string, number or boolean as text.
pub(super) fn scalar(node: &Node) -> Option<String> {
    match &node.what {
        NodeKind::Text(text) | NodeKind::Number(text) => Some(text.clone()),
        NodeKind::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// The items of lists, and of the lists in them.
fn items(nodes: &[Node]) -> Option<Vec<Node>> {
    let mut all = Vec::new();
    for node in nodes {
        let NodeKind::List(items) = &node.what else { return None };
        for item in items {
            match &item.what {
                NodeKind::List(inner) => all.extend(inner.iter().cloned()),
                _ => all.push(item.clone()),
            }
        }
    }
    Some(all)
}

/// `%s`, `%d`, `%v`, `%q` without widths, and `%%`.
fn format(pattern: &str, arguments: &[Node]) -> Option<String> {
    let mut out = String::new();
    let mut arguments = arguments.iter();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            out.push(letter);
            continue;
        }
        match letters.next()? {
            '%' => out.push('%'),
            's' | 'd' | 'v' => out.push_str(&scalar(arguments.next()?)?),
            'q' => {
                out.push('"');
                out.push_str(&scalar(arguments.next()?)?);
                out.push('"');
            }
            _ => return None,
        }
    }
    Some(out)
}
