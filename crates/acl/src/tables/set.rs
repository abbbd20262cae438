//! A set of commands, one bit each.

use super::command::{COUNT, Command};

const WORDS: usize = COUNT.div_ceil(64);

/// A set of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CommandSet([u64; WORDS]);

impl Default for CommandSet {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl CommandSet {
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    pub(crate) fn contains(&self, command: Command) -> bool {
        let index = command.index();
        self.0.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    pub(crate) fn set(&mut self, command: Command, on: bool) {
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

    /// What is in both.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut both = *self;
        both.0.iter_mut().zip(&other.0).for_each(|(word, of)| *word &= of);
        both
    }

    /// What is in this set and not in the other.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let mut rest = *self;
        rest.set_all(other, false);
        rest
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(crate) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Command> + '_ {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            let mut rest = word;
            core::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                Command::from_index(at * 64 + bit)
            })
        })
    }
}

impl FromIterator<Command> for CommandSet {
    fn from_iter<I: IntoIterator<Item = Command>>(commands: I) -> Self {
        let mut set = Self::EMPTY;
        commands.into_iter().for_each(|command| set.set(command, true));
        set
    }
}
