//! What a user may do as one value, to find users with the same rights among many.

use crate::user::{Databases, Selector, User};
use alloc::vec::Vec;

/// The rights of a user, without name, login and passwords. Two users with equal keys may do the same; two users that
/// may do the same can still have different keys, where patterns that look different match the same keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RightsKey(Vec<SelectorKey>);

type SelectorKey = (Vec<u16>, bool, Vec<Vec<u8>>, Vec<Vec<u8>>, Option<Vec<u32>>, Vec<Vec<u8>>);

impl User {
    /// The rights as a value that can be compared, hashed and sorted. Only users that were read for the same dialect
    /// are comparable.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let key = |text| parse(text, Engine::Valkey80).user.rights_key();
    /// assert_eq!(key("on ~a ~b -@all +get"), key("off +get ~b ~a ~b"));
    /// assert_ne!(key("on ~a +get"), key("on ~a +get +set"));
    /// ```
    #[must_use]
    pub fn rights_key(&self) -> RightsKey {
        let giving = |selector: &&Selector| !selector.allowed.is_empty() || !selector.first_args.is_empty();
        // The root's patterns count even without a command: one may be appended.
        let others = self.selectors.iter().filter(giving);
        let mut keys: Vec<SelectorKey> = others.map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.insert(0, key(&self.root));
        RightsKey(keys)
    }
}

fn key(selector: &Selector) -> SelectorKey {
    let commands =
        selector.allowed.iter().map(|command| u16::try_from(command.index()).unwrap_or(u16::MAX)).collect();
    let words = |all: bool, sign: &str, words: Vec<Vec<u8>>| {
        let mut words = if all { vec![[sign.as_bytes(), b"*"].concat()] } else { words };
        words.sort_unstable();
        words.dedup();
        words
    };
    let keys = selector.keys.iter().map(|key| [key.access.prefix().as_bytes(), &key.pattern].concat());
    let channels = selector.channels.iter().map(|channel| [b"&", &*channel.pattern].concat());
    let first_args = selector.first_args.iter().filter(|arg| !selector.allowed.contains(arg.command));
    let first_args = first_args.map(|arg| {
        [arg.command.name().as_bytes(), b"|", arg.argument.to_ascii_lowercase().as_slice()].concat()
    });
    let databases = match &selector.databases {
        Databases::All => None,
        Databases::Only(numbers) => Some(numbers.clone()),
    };
    (
        commands,
        selector.future_commands,
        words(selector.all_keys, "~", keys.collect()),
        words(selector.all_channels, "&", channels.collect()),
        databases,
        words(false, "", first_args.collect()),
    )
}
