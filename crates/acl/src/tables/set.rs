//! A set of commands, one bit each.

use super::command::{COUNT, Command};
use super::data::NAMES;
use core::fmt;

const WORDS: usize = COUNT.div_ceil(64);

/// A set of commands, one bit each, in the order of their numbers.
///
/// ```
/// use access_string::{Command, CommandSet, Dialect, Engine};
///
/// let dialect = Dialect::from(Engine::Valkey80);
/// let members = |name| dialect.category(name).map(|category| dialect.members(category)).unwrap();
/// let flush = members("dangerous").and(&members("keyspace")).and(&members("write"));
/// assert!(flush.contains("flushall".parse().unwrap()));
/// let names: Vec<&str> = flush.iter().map(Command::name).collect();
/// assert_eq!(names.len(), flush.len());
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CommandSet([u64; WORDS]);

impl Default for CommandSet {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl CommandSet {
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    /// The commands with these names in lowercase, for constants.
    ///
    /// ```
    /// use access_string::CommandSet;
    ///
    /// const FLUSH: CommandSet = CommandSet::named(&["flushall", "flushdb"]);
    /// assert_eq!(format!("{FLUSH:?}"), "{flushall, flushdb}");
    /// ```
    ///
    /// # Panics
    ///
    /// If no engine has a command of that name; in a constant, that's an error of the compiler.
    #[must_use]
    pub const fn named(names: &[&str]) -> Self {
        let mut set = Self::EMPTY;
        let mut nth = 0;
        while nth < names.len() {
            let mut index = 0;
            while !is_same(NAMES[index].as_bytes(), names[nth].as_bytes()) {
                index += 1;
            }
            set.0[index / 64] |= 1 << (index % 64);
            nth += 1;
        }
        set
    }

    /// Whether the command is in the set.
    #[must_use]
    pub fn contains(&self, command: Command) -> bool {
        let index = command.index();
        self.0.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// Adds a command, or removes it.
    pub fn set(&mut self, command: Command, on: bool) {
        let index = command.index();
        if let Some(word) = self.0.get_mut(index / 64) {
            let bit = 1 << (index % 64);
            if on {
                *word |= bit;
            } else {
                *word &= !bit;
            }
        }
    }

    pub(crate) fn set_all(&mut self, of: &Self, on: bool) {
        for (word, of) in self.0.iter_mut().zip(&of.0) {
            if on {
                *word |= of;
            } else {
                *word &= !of;
            }
        }
    }

    /// How many of this set are also in `other`.
    pub(crate) fn count_in(&self, other: &Self) -> u32 {
        let both = self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones());
        both.sum()
    }

    /// What is in both sets.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut both = *self;
        both.0.iter_mut().zip(&other.0).for_each(|(word, of)| *word &= of);
        both
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut rest = *self;
        rest.set_all(other, false);
        rest
    }

    /// What is in either set.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let mut either = *self;
        either.set_all(other, true);
        either
    }

    /// Whether no command is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many commands are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count() as usize
    }

    pub(crate) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Its commands by number.
    pub fn iter(&self) -> impl Iterator<Item = Command> + use<> {
        self.into_commands()
    }

    /// Its commands by number.
    pub(crate) fn into_commands(self) -> impl Iterator<Item = Command> + use<> {
        let (mut words, mut at) = (self.0, 0);
        core::iter::from_fn(move || {
            loop {
                let word = words.get_mut(at)?;
                if *word != 0 {
                    let bit = word.trailing_zeros() as usize;
                    *word &= *word - 1;
                    return Command::from_index(at * 64 + bit);
                }
                at += 1;
            }
        })
    }
}

/// `==` isn't for constants yet.
const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

impl fmt::Debug for CommandSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl FromIterator<Command> for CommandSet {
    fn from_iter<I: IntoIterator<Item = Command>>(commands: I) -> Self {
        let mut set = Self::EMPTY;
        commands.into_iter().for_each(|command| set.set(command, true));
        set
    }
}
