//! Whether one set of rights covers another.

use super::word;
use crate::access::Access;
use crate::pattern::{head_and_star, literal_head};
use crate::tables::Table;
use crate::user::{Databases, FirstArg, KeyPattern, Selector};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::{HashMap, HashSet};

/// Whether one selector allows all that the other does.
pub(super) fn covers(wide: &Selector, narrow: &Selector, table: &Table) -> bool {
    let more = narrow.allowed.without(&wide.allowed).without(&table.containers);
    let commands = more.iter().all(|command| table.never_refused(command));
    let known = wide.first_args.iter().map(|arg| FirstArg::key(arg.command, &arg.argument));
    let known: HashSet<_> = known.collect();
    let first_args = narrow.first_args.iter().all(|arg| {
        narrow.allows(arg.command)
            || wide.allows(arg.command)
            || known.contains(&FirstArg::key(arg.command, &arg.argument))
    });
    let databases = match (&wide.databases, &narrow.databases) {
        (Databases::All, _) => true,
        (_, Databases::All) => false,
        (Databases::Only(wide), Databases::Only(narrow)) => {
            narrow.iter().all(|number| wide.binary_search(number).is_ok())
        }
    };
    commands
        && first_args
        && databases
        && (wide.future_commands || !narrow.future_commands)
        && covers_keys(wide, narrow)
        && covers_channels(wide, narrow)
}

fn covers_keys(wide: &Selector, narrow: &Selector) -> bool {
    let mut patterns = Patterns::default();
    patterns.add(wide);
    wide.all_keys || !narrow.all_keys && narrow.keys.iter().all(|key| patterns.missing(key) == Access::NONE)
}

fn covers_channels(wide: &Selector, narrow: &Selector) -> bool {
    // By their text alone: PSUBSCRIBE asks for an equal pattern, not for one that matches.
    let known: HashSet<&[u8]> = wide.channels.iter().map(|channel| &*channel.pattern).collect();
    wide.all_channels
        || !narrow.all_channels && narrow.channels.iter().all(|channel| known.contains(&*channel.pattern))
}

/// Patterns of keys, ready to be asked for.
#[derive(Default)]
pub(super) struct Patterns<'a> {
    all: bool,
    /// What each text allows.
    texts: HashMap<&'a [u8], Access>,
    list: Vec<&'a KeyPattern>,
    /// Some of those that are a prefix and a star.
    heads: Vec<(&'a [u8], Access)>,
}

impl<'a> Patterns<'a> {
    pub(super) fn add(&mut self, selector: &'a Selector) {
        const HEADS: usize = 32;
        self.all |= selector.all_keys;
        for key in &selector.keys {
            self.texts.entry(&key.pattern).or_default().add(key.access);
            self.list.push(key);
            if let Some(head) = head_and_star(&key.pattern).filter(|_| self.heads.len() < HEADS) {
                self.heads.push((head, key.access));
            }
        }
    }

    /// What isn't covered of a pattern; nothing is left of one that is.
    fn missing(&self, key: &KeyPattern) -> Access {
        if self.all {
            return Access::NONE;
        }
        let text = self.texts.get(&*key.pattern).copied();
        let covers = |access: Option<Access>| access.is_some_and(|access| access.covers(key.access));
        let wider = |access: Access| {
            !key.pattern.is_empty()
                && self
                    .heads
                    .iter()
                    .any(|(head, wide)| wide.covers(access) && literal_head(&key.pattern).starts_with(head))
        };
        if covers(text) || wider(key.access) {
            return Access::NONE;
        }
        let text = text.unwrap_or(Access::NONE);
        let (read, write) = (Access::READ, Access::WRITE);
        let missing = Access {
            read: key.access.read && !text.read && !wider(read),
            write: key.access.write && !text.write && !wider(write),
        };
        // Both sides by two patterns are less than one pattern with both.
        if missing == Access::NONE { key.access } else { missing }
    }

    pub(super) fn without(&self, other: &Self) -> Vec<String> {
        if other.all {
            return Vec::new();
        }
        let mut words = Vec::new();
        if self.all {
            words.push("~*".to_owned());
        }
        for key in &self.list {
            let missing = other.missing(key);
            if missing != Access::NONE {
                words.push(word(missing.prefix(), &key.pattern));
            }
        }
        words.sort_unstable();
        words.dedup();
        words
    }
}
