//! What readers of programs share: places of calls, names in other spellings, and the values that a program assigns.

use super::node::{Entry, Node, NodeKind};
use super::syntax::Fragment;
use super::syntax::literal::{Dialect, Reader, name_at};
use super::{Import, Source, draft, not_a_user};
use crate::Operation;
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use hashbrown::HashMap;

/// Where each of these is written with nothing of a name before it: which one, and the place after it.
pub(super) fn calls<T: Copy>(text: &str, names: &[(&str, T)]) -> Vec<(T, usize)> {
    let mut found: Vec<(T, usize)> = Vec::new();
    for (name, what) in names {
        let starts = text.match_indices(name).filter(|(at, _)| {
            let before = text.get(..*at).unwrap_or_default();
            !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
                || name.starts_with(['.', ' '])
        });
        found.extend(starts.map(|(at, name)| (*what, at + name.len())));
    }
    found.sort_by_key(|(_, at)| *at);
    found
}

/// Adds the user or the group of a call, unless the call is of another service.
pub(super) fn add(source: &Source<'_>, import: &mut Import, operation: Operation, node: &Node) {
    match not_a_user::object(source, node).filter(|_| !operation.is_of_group()) {
        Some(named) => not_a_user::say(import, node.span.clone(), named),
        None => draft::add(source, import, operation, node),
    }
}

/// `userId` and `user_id` as `UserId`, through all of a value.
pub(super) fn pascal(node: &mut Node) {
    match &mut node.what {
        NodeKind::List(items) => items.iter_mut().for_each(pascal),
        NodeKind::Map(entries) => {
            for Entry { key, value, .. } in entries {
                *key = pascal_name(key);
                pascal(value);
            }
        }
        _ => {}
    }
}

pub(super) fn pascal_name(name: &str) -> String {
    let parts = name.split('_').map(|part| {
        let mut letters = part.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
    });
    parts.collect()
}

/// The values that a program assigns to names, each once, on a line that starts with the name or with one of these words.
pub(super) struct Names(HashMap<String, Option<Node>>);

/// How many unreadable values are tried.
const MOST_BROKEN: usize = 20;

/// The most text that names put into the values of a program.
const MOST_TEXT: usize = 4096;

impl Names {
    pub fn read(source: &Source<'_>, dialect: Dialect, words: &[&str]) -> Self {
        let whole: Fragment<'_> = source.whole();
        let mut names: HashMap<String, Option<Node>> = HashMap::new();
        let mut at = 0;
        // Values that go on over many lines are read once.
        let mut read_to = 0;
        let mut broken = 0;
        for line in whole.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if start < read_to {
                continue;
            }
            let trimmed = line.trim_start();
            let rest = words.iter().find_map(|word| trimmed.strip_prefix(word)).unwrap_or(trimmed);
            let name = name_at(rest);
            let Some(equals) = assigns(rest.get(name.len()..).unwrap_or_default()) else { continue };
            if name.is_empty() {
                continue;
            }
            let from = start + (line.len() - rest.len()) + name.len() + equals;
            let value = rest.get(name.len() + equals..).unwrap_or_default().trim_start();
            if broken > MOST_BROKEN || !value.starts_with(['"', '\'', '`', '[', '{', 'f', 'r']) {
                names.insert(name.to_owned(), None);
                continue;
            }
            let mut reader = Reader::new(source, &whole, dialect, from);
            let short = |node: &Node| node.as_text().is_none_or(|text| text.len() <= MOST_TEXT);
            let value = reader.last_of_line().filter(short);
            broken += usize::from(value.is_none());
            read_to = reader.text.at.min(start + (1 << 16));
            // A name that gets another value later is left open.
            let again = names.contains_key(name);
            names.insert(name.to_owned(), value.filter(|_| !again));
        }
        Self(names)
    }

    /// Fills in the known values of names in an open value.
    pub fn fill(&self, source: &Source<'_>, node: &mut Node) {
        source.fill(node, &|name| self.0.get(name).cloned().flatten(), 8);
    }
}

/// The length up to the value, where an assignment follows a name: ` = `, `: Type = `, ` := `.
fn assigns(rest: &str) -> Option<usize> {
    let line = rest.lines().next()?;
    let equals = line.find('=')?;
    let before = line.get(..equals)?.trim();
    let typed =
        before.is_empty() || before == ":" || before.starts_with(':') && !before.contains(['(', '{', '"']);
    let compares = line.get(equals + 1..)?.starts_with(['=', '>']);
    (typed && !compares).then_some(equals + 1)
}
