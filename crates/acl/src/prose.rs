//! Pieces of English: lists, names of commands, meanings of patterns.

use crate::pattern::{head_and_star, literal_head};
use crate::tables::Command;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

/// `a, b and c`, or `a, b and 7 more` for longer lists.
pub(crate) fn list<'a, T: fmt::Display>(items: &'a [T], most: usize, joint: &'a str) -> List<'a, T> {
    let shown = if items.len() > most { most.saturating_sub(1).max(1) } else { items.len() };
    let (shown, rest) = items.split_at_checked(shown).unwrap_or((items, &[]));
    List { shown, more: rest.len(), joint }
}

/// What [`list`] returns.
pub(crate) struct List<'a, T> {
    shown: &'a [T],
    more: usize,
    joint: &'a str,
}

impl<T: fmt::Display> fmt::Display for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, item) in self.shown.iter().enumerate() {
            let last = self.more == 0 && n + 1 == self.shown.len();
            f.write_str(match n {
                0 => "",
                _ if last => self.joint,
                _ => ", ",
            })?;
            item.fmt(f)?;
        }
        if self.more > 0 {
            write!(f, "{}{} more", self.joint, self.more)?;
        }
        Ok(())
    }
}

/// `CONFIG GET`, as a person writes it.
#[derive(Clone, Copy)]
pub(crate) struct Name(pub(crate) Command);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.name().to_ascii_uppercase().replace('|', " "))
    }
}

pub(crate) fn names(commands: &[Command]) -> Vec<Name> {
    commands.iter().copied().map(Name).collect()
}

/// `1 command`, `7 commands`.
pub(crate) fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// Well-known commands first, as examples.
const KNOWN: [&str; 44] = [
    "get",
    "set",
    "del",
    "hget",
    "hset",
    "flushall",
    "keys",
    "info",
    "config|get",
    "config|set",
    "client|kill",
    "shutdown",
    "publish",
    "subscribe",
    "psubscribe",
    "lrange",
    "lpush",
    "smembers",
    "sadd",
    "zrange",
    "zadd",
    "xread",
    "xadd",
    "eval",
    "evalsha",
    "fcall",
    "ping",
    "select",
    "client|setname",
    "multi",
    "exec",
    "blpop",
    "expire",
    "ttl",
    "scan",
    "bitcount",
    "setbit",
    "getbit",
    "geosearch",
    "geoadd",
    "pfadd",
    "pfcount",
    "json.get",
    "ft.search",
];

/// Up to this many commands as examples, well-known ones first.
pub(crate) fn examples(commands: &[Command], most: usize) -> Vec<Command> {
    let known = KNOWN.iter().filter_map(|name| commands.iter().find(|command| command.name() == *name));
    let mut chosen: Vec<Command> = known.copied().take(most).collect();
    for command in commands {
        if chosen.len() >= most {
            break;
        }
        if !chosen.contains(command) {
            chosen.push(*command);
        }
    }
    chosen
}

/// The most harmful dangerous commands, worst first.
const WORST: [&str; 8] = ["flushall", "flushdb", "keys", "swapdb", "restore", "migrate", "sort", "replicaof"];

/// This many dangerous commands, worst first.
pub(crate) fn worst(commands: &[Command], most: usize) -> Vec<Command> {
    let known = WORST.iter().filter_map(|name| commands.iter().find(|command| command.name() == *name));
    let others = commands.iter().filter(|command| !WORST.contains(&command.name()));
    known.chain(others).copied().take(most).collect()
}

/// A part of the access string, in quotes if it would be hard to read without.
struct Quoted<'a>(Cow<'a, str>);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain =
            |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '/' | '{' | '}' | '*' | '@');
        match &*self.0 {
            "" => f.write_str("with an empty name"),
            // A final colon would look like the sentence's.
            text if text.chars().all(plain) && !text.ends_with(':') => f.write_str(text),
            text => write!(f, "\"{text}\""),
        }
    }
}

/// `any key`, `the keys a and b`, `keys that start with "app:"` for patterns of keys or channels.
pub(crate) fn patterns<'a>(one: &str, all: bool, patterns: impl Iterator<Item = &'a [u8]>) -> String {
    let (mut exact, mut starts, mut matches) = (Vec::new(), Vec::new(), Vec::new());
    let mut any = all;
    for pattern in patterns {
        let quoted = |text: &'a [u8]| Quoted(String::from_utf8_lossy(text));
        if pattern == b"*" {
            any = true;
        } else if literal_head(pattern) == pattern {
            exact.push(quoted(pattern));
        } else if let Some(head) = head_and_star(pattern).filter(|head| !head.is_empty()) {
            starts.push(quoted(head));
        } else {
            matches.push(quoted(pattern));
        }
    }
    if any {
        return format!("any {one}");
    }
    let mut out = String::new();
    let many = if exact.len() > 1 { "s" } else { "" };
    for (begin, end, items) in
        [("the ", many, exact), ("", "s that start with", starts), ("", "s that match", matches)]
    {
        if !items.is_empty() {
            let or = if out.is_empty() { "" } else { ", or " };
            let _ = write!(out, "{or}{begin}{one}{end} {}", list(&items, 4, " or "));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn lists_and_numbers_are_spelled_out() {
        let joined = |items: &[&str], most: usize| list(items, most, " and ").to_string();
        assert_eq!(joined(&[], 3), "");
        assert_eq!(joined(&["a"], 3), "a");
        assert_eq!(joined(&["a", "b"], 3), "a and b");
        assert_eq!(joined(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(joined(&["a", "b", "c", "d"], 3), "a, b and 2 more");
        assert_eq!(joined(&["a", "b", "c"], 1), "a and 2 more");
        for (number, words) in [(0, "0 keys"), (1, "1 key"), (2, "2 keys")] {
            assert_eq!(count(number, "key"), words);
        }
    }
}
