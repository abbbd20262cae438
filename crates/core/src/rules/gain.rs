//! What a fix grants, for its title.

use access_string::{Command, CommandSet, Dialect};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

/// Longer lists don't help.
const MOST: usize = 2;

/// Names of commands, the dangerous ones first: `CLIENT KILL, CLIENT LIST and 29 more`. None for none.
pub fn named(dialect: Dialect, commands: &CommandSet) -> Option<String> {
    let commands = commands.without(&dialect.containers());
    let risky = ["dangerous", "admin"].into_iter().filter_map(|name| dialect.category(name));
    let risky = risky.fold(CommandSet::default(), |all, category| all.or(&dialect.members(category)));
    let worst_first = commands.and(&risky).iter().chain(commands.without(&risky).iter());
    let most = if commands.len() == MOST + 1 { MOST + 1 } else { MOST };
    let shown: Vec<Command> = worst_first.take(most).collect();
    (!shown.is_empty()).then(|| joined(&shown, commands.len() - shown.len()))
}

/// `FLUSHALL, FLUSHDB and SWAPDB`.
pub fn list(commands: &[Command]) -> String {
    joined(commands, 0)
}

/// These commands, and how many more.
fn joined(commands: &[Command], more: usize) -> String {
    let mut out = String::with_capacity(64);
    let last = if more > 0 { commands.len() } else { commands.len().saturating_sub(1) };
    for (n, command) in commands.iter().enumerate() {
        out.push_str(match n {
            0 => "",
            n if n == last => " and ",
            _ => ", ",
        });
        push(&mut out, command.name());
    }
    if more > 0 {
        // Writing to a string can't fail.
        let _ = write!(out, " and {more} more");
    }
    out
}

/// Adds a command as people write it: `CLIENT KILL`.
pub fn push(out: &mut String, name: &str) {
    let start = out.len();
    match name.split_once('|') {
        Some((container, subcommand)) => {
            out.push_str(container);
            out.push(' ');
            out.push_str(subcommand);
        }
        None => out.push_str(name),
    }
    out[start..].make_ascii_uppercase();
}
