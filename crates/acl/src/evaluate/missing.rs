//! The words that a denied call would need.

use super::Call;
use crate::tables::Special;
use crate::user::{Databases, Selector};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use hashbrown::HashSet;

impl Call<'_> {
    pub(super) fn missing(&self, selector: &Selector) -> Vec<String> {
        let mut words = Vec::new();
        if let Databases::Only(allowed) = &selector.databases
            && self.refused_database(selector).is_some()
        {
            words.push(self.missing_databases(allowed));
        }
        if !self.command_allowed(selector) {
            // If subcommands have no separate rights, the whole command would allow all of them.
            let argument = self.argv.get(1);
            let needed = self.dialect.later_subcommand(self.command, argument).unwrap_or(self.command);
            words.push(format!("+{}", needed.name()));
        }
        if !selector.all_keys {
            self.each_key(&mut |position, needs| {
                let key = self.argv.get(position);
                if !selector.allows_key(key, needs) {
                    let sided = self.dialect.engine.has_selectors();
                    let prefix = if sided { needs.prefix() } else { "~" };
                    words.push(format!("{prefix}{}", literal(key)));
                }
                true
            });
        }
        let (channels, equal) = self.channels();
        for position in channels {
            let channel = self.argv.get(position);
            if !selector.all_channels && !selector.allows_channel(channel, equal) {
                let channel =
                    if equal { String::from_utf8_lossy(channel).into_owned() } else { literal(channel) };
                words.push(format!("&{channel}"));
            }
        }
        let mut seen = HashSet::new();
        words.retain(|word| seen.insert(word.clone()));
        words
    }

    /// The word for the databases allowed so far and all that the command needs.
    fn missing_databases(&self, allowed: &[u32]) -> String {
        if self.command.special() == Special::AllDbs {
            return "alldbs".to_owned();
        }
        let mut numbers = allowed.to_vec();
        self.each_database(&mut |_, number| numbers.push(number));
        if !matches!(self.command.special(), Special::Select | Special::SwapDb) {
            numbers.push(self.database);
        }
        numbers.sort_unstable();
        numbers.dedup();
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        format!("db={}", numbers.join(","))
    }
}

/// A pattern that matches only this text.
fn literal(text: &[u8]) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in String::from_utf8_lossy(text).chars() {
        if matches!(c, '*' | '?' | '[' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
