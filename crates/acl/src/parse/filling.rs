//! A selector that is being filled word by word.

use crate::access::Access;
use crate::engine::Dialect;
use crate::error::ErrorKind;
use crate::lex::Span;
use crate::sorted::by_number;
use crate::tables::CommandSet;
use crate::user::{ChannelPattern, CommandRule, FirstArg, KeyPattern, PasswordHash, RuleTarget, Selector};
use alloc::vec::Vec;
use core::hash::BuildHasher;
use hashbrown::HashMap;
use hashbrown::{DefaultHashBuilder, HashSet, HashTable};

/// A selector that is being filled, with what finds a pattern again in a long list.
pub(super) struct Filling {
    pub(super) selector: Selector,
    /// Those of the user, where it is the root that is filled.
    pub(super) passwords: Passwords,
    key_places: PatternIndex,
    channel_places: PatternIndex,
}

/// Passwords in the order in which they were added, found by their hash: a user may be given thousands.
#[derive(Default)]
pub(super) struct Passwords {
    numbers: HashMap<[u8; 32], usize>,
    added: usize,
}

impl Passwords {
    pub(super) fn add(&mut self, hash: [u8; 32]) {
        self.added += 1;
        self.numbers.entry(hash).or_insert(self.added);
    }

    pub(super) fn remove(&mut self, hash: [u8; 32]) -> Result<(), ErrorKind> {
        self.numbers.remove(&hash).map(drop).ok_or(ErrorKind::NoSuchPassword)
    }

    pub(super) fn clear(&mut self) {
        self.numbers.clear();
    }

    pub(super) fn in_order(&self) -> Vec<PasswordHash> {
        if self.numbers.is_empty() {
            return Vec::new();
        }
        let all = by_number(self.numbers.iter().collect(), |(_, number)| **number);
        all.into_iter().map(|(hash, _)| PasswordHash(*hash)).collect()
    }
}

/// Longer lists are searched by hash.
const SHORT_LIST: usize = 16;

/// The positions of the patterns in a long list.
#[derive(Default)]
struct PatternIndex {
    places: HashTable<usize>,
    hasher: Option<DefaultHashBuilder>,
}

impl PatternIndex {
    /// The place of a pattern in a list that grows at its end.
    fn find<T>(&mut self, pattern: &[u8], list: &[T], pattern_of: impl Fn(&T) -> &[u8]) -> Option<usize> {
        if list.len() < SHORT_LIST {
            return list.iter().position(|other| pattern_of(other) == pattern);
        }
        let hasher = self.hasher.get_or_insert_default();
        let hash = |at: &usize| hasher.hash_one(pattern_of(&list[*at]));
        for at in self.places.len()..list.len() {
            self.places.insert_unique(hash(&at), at, hash);
        }
        self.places.find(hasher.hash_one(pattern), |at| pattern_of(&list[*at]) == pattern).copied()
    }

    fn clear(&mut self) {
        self.places.clear();
    }
}

impl Filling {
    pub(super) fn new(dialect: Dialect, span: Span) -> Self {
        Self {
            selector: Selector::new(dialect, span),
            passwords: Passwords::default(),
            key_places: PatternIndex::default(),
            channel_places: PatternIndex::default(),
        }
    }

    pub(super) fn finish(self, dialect: Dialect) -> Selector {
        let mut selector = self.selector;
        selector.first_args = living_first_args(&selector, dialect);
        selector
    }

    pub(super) fn add_keys(&mut self, pattern: &[u8], access: Access, span: Span) {
        let keys = &mut self.selector.keys;
        if let Some(at) = self.key_places.find(pattern, keys, |key| &key.pattern) {
            keys[at].access.add(access);
        } else {
            keys.push(KeyPattern::new(pattern, access, span));
        }
    }

    pub(super) fn add_channels(&mut self, pattern: &[u8], span: Span) {
        let channels = &mut self.selector.channels;
        if self.channel_places.find(pattern, channels, |channel| &channel.pattern).is_none() {
            channels.push(ChannelPattern { pattern: pattern.into(), span });
        }
    }

    pub(super) fn clear_keys(&mut self, all: bool) {
        self.selector.all_keys = all;
        self.selector.keys.clear();
        self.key_places.clear();
    }

    pub(super) fn clear_channels(&mut self, all: bool) {
        self.selector.all_channels = all;
        self.selector.channels.clear();
        self.channel_places.clear();
    }
}

/// The first arguments that no later word about their command took away, each once.
fn living_first_args(selector: &Selector, dialect: Dialect) -> Vec<FirstArg> {
    let is_first_arg = |rule: &CommandRule| matches!(rule.target, RuleTarget::FirstArg(..));
    if !selector.rules.iter().any(is_first_arg) {
        return Vec::new();
    }
    let table = dialect.table();
    let mut closed = CommandSet::EMPTY;
    let mut living = Vec::new();
    for rule in selector.rules.iter().rev() {
        match &rule.target {
            RuleTarget::FirstArg(command, argument) => {
                if !closed.contains(*command) {
                    living.push(FirstArg { command: *command, argument: argument.clone(), span: rule.span });
                }
            }
            RuleTarget::Command(command) => closed.set(*command, true),
            RuleTarget::Category(category) => {
                closed.set_all(table.members(*category), true);
            }
        }
    }
    living.reverse();
    let mut seen = HashSet::new();
    living.retain(|arg| seen.insert(FirstArg::key(arg.command, &arg.argument)));
    living
}
