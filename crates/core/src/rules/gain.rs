//! What a fix grants, for its title.

use access_string::{Command, Dialect};
use alloc::string::String;
use alloc::vec::Vec;

/// Longer lists don't help.
const MOST: usize = 2;

/// Names of commands, the dangerous ones first: `CLIENT KILL, CLIENT LIST and 29 more`. None for none.
pub fn named(dialect: Dialect, commands: impl IntoIterator<Item = Command>) -> Option<String> {
    let risky = ["dangerous", "admin"].map(|name| dialect.category(name));
    let is_risky = |command: &Command| risky.into_iter().flatten().any(|own| dialect.is_in(*command, own));
    let commands = commands.into_iter().filter(|command| !dialect.is_container(*command));
    let commands: Vec<Command> = commands.collect();
    let most = if commands.len() == MOST + 1 { MOST + 1 } else { MOST };
    let worst =
        commands.iter().filter(|own| is_risky(own)).chain(commands.iter().filter(|own| !is_risky(own)));
    let mut names: Vec<String> = worst.take(most).map(|own| shown(own.name())).collect();
    if commands.len() > names.len() {
        names.push(format!("{} more", commands.len() - names.len()));
    }
    (!names.is_empty()).then(|| joined(names))
}

/// `FLUSHALL, FLUSHDB and SWAPDB`.
pub fn list(commands: &[Command]) -> String {
    joined(commands.iter().map(|own| shown(own.name())).collect())
}

fn joined(mut names: Vec<String>) -> String {
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}

/// A command as people write it: `CLIENT KILL`.
pub fn shown(name: &str) -> String {
    name.to_ascii_uppercase().replace('|', " ")
}
