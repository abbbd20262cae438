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
    // Only the first few of each kind can be shown.
    let (mut worst, mut others, mut count) = (Vec::new(), Vec::new(), 0);
    for command in commands {
        count += 1;
        let kind = if is_risky(&command) { &mut worst } else { &mut others };
        if kind.len() <= MOST {
            kind.push(command);
        }
    }
    let most = if count == MOST + 1 { MOST + 1 } else { MOST };
    worst.extend(others);
    worst.truncate(most);
    (count > 0).then(|| joined(&worst, count - worst.len()))
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
        out.push_str(&format!(" and {more} more"));
    }
    out
}

/// Adds a command as people write it: `CLIENT KILL`.
pub fn push(out: &mut String, name: &str) {
    out.extend(name.chars().map(|letter| if letter == '|' { ' ' } else { letter.to_ascii_uppercase() }));
}
