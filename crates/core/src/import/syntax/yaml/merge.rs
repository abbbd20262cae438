//! Keys given twice, and the merge key `<<`.

use crate::import::Source;
use crate::import::node::{Entry, Node, NodeKind};
use crate::import::syntax::{SyntaxError, byte_at, wrong};
use alloc::vec::Vec;
use hashbrown::{HashMap, HashSet};

/// The entries with those of other maps that `<<` names; an own key comes before them, and the first of them before the
/// next. A key given twice is rejected, as the AWS CLI and CloudFormation do. `merges` says which entries are `<<`.
pub fn merged(source: &Source<'_>, entries: Vec<Entry>, merges: &[bool]) -> Result<Vec<Entry>, SyntaxError> {
    let error = |entry: &Entry, message| Err(wrong(entry.key_span.start, message));
    let (merging, explicit): (Vec<_>, Vec<_>) =
        entries.into_iter().zip(merges).partition(|(_, merges)| **merges);
    let mut known = HashSet::new();
    let mut twice = None;
    for (entry, _) in &explicit {
        if !known.insert(entry.key.as_str()) {
            twice = twice.or(Some(entry));
        }
    }
    if merging.is_empty()
        && let Some(second) = twice
    {
        return error(second, "this key appears twice in its map.");
    }
    let mut out = Vec::new();
    for (merge, _) in &merging {
        let maps = match &merge.value.what {
            NodeKind::Map(_) => core::slice::from_ref(&merge.value),
            NodeKind::List(maps) => maps,
            _ => return error(merge, "<< needs a map, or a list of maps."),
        };
        // A function of CloudFormation isn't a map.
        let function = |map: &Node| byte_at(source.text, map.span.start) == Some('!');
        if maps.iter().any(|map| !map.is_map() || function(map)) {
            return error(merge, "<< needs a map, or a list of maps.");
        }
        for entry in maps.iter().flat_map(last_of_each) {
            if known.insert(entry.key.as_str()) {
                out.push(entry.clone());
            }
        }
    }
    drop(known);
    out.extend(explicit.into_iter().map(|(entry, _)| entry));
    Ok(out)
}

/// The entries that count: next to a merge key, a key may appear twice.
fn last_of_each(map: &Node) -> impl Iterator<Item = &Entry> {
    let last: HashMap<&str, usize> =
        map.entries().iter().enumerate().map(|(n, entry)| (entry.key.as_str(), n)).collect();
    let entries = map.entries().iter().enumerate();
    entries.filter(move |(n, entry)| last.get(entry.key.as_str()) == Some(n)).map(|(_, entry)| entry)
}
