//! Pieces of English: lists, names of commands, what a pattern means.

use crate::pattern::{head_and_star, literal_head};
use crate::tables::Command;

/// `a, b and c`, and beyond so many `a, b and 7 more`.
pub(crate) fn list(items: &[String], most: usize, joint: &str) -> String {
    let shown = if items.len() > most { most.saturating_sub(1).max(1) } else { items.len() };
    let Some((shown, rest)) = items.split_at_checked(shown) else { return String::new() };
    let last = match (rest.len(), shown.split_last()) {
        (0, None) => return String::new(),
        (0, Some((last, []))) => return last.clone(),
        (0, Some((last, before))) => return format!("{}{joint}{last}", before.join(", ")),
        (more, _) => format!("{more} more"),
    };
    format!("{}{joint}{last}", shown.join(", "))
}

/// `CONFIG GET`, as a person writes it.
pub(crate) fn name(command: Command) -> String {
    command.name().to_ascii_uppercase().replace('|', " ")
}

pub(crate) fn names(commands: &[Command]) -> Vec<String> {
    commands.iter().map(|command| name(*command)).collect()
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

/// Up to so many commands as examples, well-known ones first.
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

/// Dangerous commands that do most harm, the worst first.
const WORST: [&str; 8] = ["flushall", "flushdb", "keys", "swapdb", "restore", "migrate", "sort", "replicaof"];

/// This many dangerous commands, the worst first.
pub(crate) fn worst(commands: &[Command], most: usize) -> Vec<Command> {
    let known = WORST.iter().filter_map(|name| commands.iter().find(|command| command.name() == *name));
    let others = commands.iter().filter(|command| !WORST.contains(&command.name()));
    known.chain(others).copied().take(most).collect()
}

/// A text from the access string, in quotes where it would be hard to read without.
pub(crate) fn quoted(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '/' | '{' | '}' | '*' | '@');
    // A colon at the end would read as one of the sentence.
    if !text.is_empty() && text.chars().all(plain) && !text.ends_with(':') {
        return text.into_owned();
    }
    format!("\"{text}\"")
}

/// `any key`, `the keys a and b`, `keys that start with "app:"` for patterns of keys or channels.
pub(crate) fn patterns<'a>(one: &str, all: bool, patterns: impl Iterator<Item = &'a [u8]>) -> String {
    let mut exact = Vec::new();
    let mut starts = Vec::new();
    let mut matches = Vec::new();
    let mut any = all;
    for pattern in patterns {
        if pattern == b"*" {
            any = true;
        } else if literal_head(pattern) == pattern {
            exact.push(if pattern.is_empty() { "with the empty name".to_owned() } else { quoted(pattern) });
        } else if let Some(head) = head_and_star(pattern).filter(|head| !head.is_empty()) {
            starts.push(quoted(head));
        } else {
            matches.push(quoted(pattern));
        }
    }
    if any {
        return format!("any {one}");
    }
    let exactly = if exact.len() > 1 { format!("the {one}s") } else { format!("the {one}") };
    let parts = [
        (exactly, exact),
        (format!("{one}s that start with"), starts),
        (format!("{one}s that match"), matches),
    ];
    let parts = parts.iter().filter(|(_, items)| !items.is_empty());
    let parts: Vec<String> =
        parts.map(|(begin, items)| format!("{begin} {}", list(items, 4, " or "))).collect();
    parts.join(", or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_numbers_are_read_aloud() {
        let said = |items: &[&str], most: usize| {
            let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
            list(&items, most, " and ")
        };
        assert_eq!(said(&[], 3), "");
        assert_eq!(said(&["a"], 3), "a");
        assert_eq!(said(&["a", "b"], 3), "a and b");
        assert_eq!(said(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(said(&["a", "b", "c", "d"], 3), "a, b and 2 more");
        assert_eq!(said(&["a", "b", "c"], 1), "a and 2 more");
        for (number, words) in [(0, "0 keys"), (1, "1 key"), (2, "2 keys")] {
            assert_eq!(count(number, "key"), words);
        }
    }
}
