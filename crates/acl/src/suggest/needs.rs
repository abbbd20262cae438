//! What must work, read from what people have at hand.

use crate::lex::Span;
use crate::tables::Command;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// Something that must be allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Need {
    /// A command with its arguments.
    Call(Vec<Vec<u8>>),
    /// A command, by its full name (`config|get`), of which the arguments aren't known.
    Command(String),
    /// A key, to be read and written.
    Key(Vec<u8>),
    /// A channel.
    Channel(Vec<u8>),
}

/// What was read from the text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "camelCase"))]
pub struct Needs {
    /// What must be allowed, in the order of the text.
    pub needs: Vec<Need>,
    /// Lines that say that something was denied but not what, such as `NOPERM No permissions to access a key`, and
    /// lines that aren't a command in any version.
    pub unclear: Vec<Span>,
}

/// Reads, line by line: commands as typed, the output of `MONITOR`, entries of `ACL LOG` as `redis-cli` and
/// `valkey-cli` print them, `NOPERM` errors and answers of `ACL DRYRUN`. Empty lines and those that begin with `#`
/// are ignored.
///
/// ```
/// use access_string::{read_needs, Need};
/// let text = "\
/// 1339518083.107412 [0 127.0.0.1:60866] \"get\" \"app:1\"
/// (error) NOPERM User app has no permissions to run the 'config|get' command
/// NOPERM No permissions to access a key
/// hset app:2 name 'Jo Doe'";
/// let read = read_needs(text);
/// let argv = |args: &[&str]| Need::Call(args.iter().map(|arg| arg.as_bytes().to_vec()).collect());
/// assert_eq!(read.needs[0], argv(&["get", "app:1"]));
/// assert_eq!(read.needs[1], Need::Command("config|get".to_owned()));
/// assert_eq!(read.needs[2], argv(&["hset", "app:2", "name", "Jo Doe"]));
/// assert_eq!(read.unclear.len(), 1);
/// ```
#[must_use]
pub fn read_needs(text: &str) -> Needs {
    let mut read = Needs::default();
    let mut log = Log::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || log.line(line, &mut read) {
            continue;
        }
        // An argument may quote a refusal.
        if let Some(call) = monitored(line) {
            read.call(words(call));
        } else if is_refusal(line) {
            match refused(line) {
                Some(need) => read.needs.push(need),
                None => read.unclear.push(span),
            }
        } else if let Some(call) = prompted(line) {
            read.call(words(call));
        } else {
            // A log may contain anything: without a prompt, only a command that some version knows counts.
            let argv = words(line);
            match argv.first().and_then(|name| Command::find(name)) {
                Some(_) => read.call(argv),
                None => read.unclear.push(span),
            }
        }
    }
    read
}

impl Needs {
    fn call(&mut self, argv: Vec<Vec<u8>>) {
        if !argv.is_empty() {
            self.needs.push(Need::Call(argv));
        }
    }
}

/// Client libraries omit the code, or replace it with the name of an exception.
const REFUSAL: &str = "no permissions to ";

/// Whether a line says that something was denied for lack of rights: `NOPERM …`, or the text after that code.
///
/// ```
/// use access_string::is_refusal;
/// assert!(is_refusal("redis.exceptions.NoPermissionError: No permissions to access a channel"));
/// assert!(!is_refusal("on ~app:* +@read"));
/// ```
#[must_use]
pub fn is_refusal(line: &str) -> bool {
    line.contains("NOPERM") || line.to_ascii_lowercase().contains(REFUSAL)
}

/// The text in quotes after "run the" or "access the".
fn refused(line: &str) -> Option<Need> {
    let (_, rest) = line.split_once(REFUSAL)?;
    let (_, rest) = rest.split_once('\'')?;
    let (name, need) = match rest.rsplit_once('\'').map(|(name, end)| (name, kind(end))) {
        Some((name, Some(need))) => (name, need),
        // In a log, other text with quotes may follow.
        _ => rest
            .match_indices('\'')
            .find_map(|(at, _)| Some((rest.get(..at)?, kind(rest.get(at + 1..)?)?)))?,
    };
    Some(need(name))
}

/// What a name is of, by the word after it.
fn kind(end: &str) -> Option<fn(&str) -> Need> {
    let end = end.strip_prefix(' ')?;
    let length = end.bytes().take_while(u8::is_ascii_alphabetic).count();
    match end.get(..length)? {
        "command" => Some(|name| Need::Command(name.to_owned())),
        "key" => Some(|name| Need::Key(name.as_bytes().to_vec())),
        "channel" => Some(|name| Need::Channel(name.as_bytes().to_vec())),
        _ => None,
    }
}

/// The command after the time and the address in a MONITOR line.
fn monitored(line: &str) -> Option<&str> {
    let line = line.strip_prefix('+').unwrap_or(line);
    let (time, rest) = line.split_once(' ')?;
    let is_time = time.contains('.') && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !is_time || !rest.starts_with('[') {
        return None;
    }
    Some(rest.split_once("] ")?.1)
}

/// A command after the prompt of `redis-cli`.
fn prompted(line: &str) -> Option<&str> {
    let named = |prompt: &str| ["redis", "redis-cli", "valkey", "valkey-cli"].contains(&prompt);
    match line.split_once("> ") {
        Some((prompt, rest))
            if !prompt.contains(char::is_whitespace) && (prompt.contains(':') || named(prompt)) =>
        {
            Some(rest)
        }
        _ => line.strip_prefix("> "),
    }
}

/// Words in the quoting of `redis-cli`; an open quote ends with the line.
fn words(line: &str) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    let mut bytes = line.bytes().peekable();
    loop {
        while bytes.next_if(u8::is_ascii_whitespace).is_some() {}
        let Some(&first) = bytes.peek() else { return words };
        let mut word = Vec::new();
        if matches!(first, b'"' | b'\'') {
            bytes.next();
            while let Some(byte) = bytes.next() {
                match byte {
                    _ if byte == first => break,
                    b'\\' if first == b'"' => word.extend(escape(&mut bytes)),
                    b'\\' if bytes.peek() == Some(&b'\'') => word.extend(bytes.next()),
                    other => word.push(other),
                }
            }
        }
        while let Some(byte) = bytes.next_if(|byte| !byte.is_ascii_whitespace()) {
            word.push(byte);
        }
        words.push(word);
    }
}

fn escape(bytes: &mut core::iter::Peekable<core::str::Bytes<'_>>) -> Option<u8> {
    Some(match bytes.next()? {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'a' => 7,
        b'b' => 8,
        b'x' => {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            u8::try_from(high * 16 + low).ok()?
        }
        other => other,
    })
}

/// An entry of ACL LOG, with its fields on separate lines: a name, then its value.
#[derive(Default)]
struct Log {
    field: String,
    reason: String,
}

impl Log {
    /// Whether the line belongs to an entry.
    fn line(&mut self, line: &str, read: &mut Needs) -> bool {
        // `1) 1) "count"`, `2) (integer) 1`, `3) "reason"`.
        let mut rest = line;
        let mut numbered = false;
        while let Some((number, behind)) = rest.split_once(") ") {
            if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                break;
            }
            (rest, numbered) = (behind.trim_start(), true);
        }
        if !numbered {
            return false;
        }
        let value = words(rest).into_iter().next().unwrap_or_default();
        let text = String::from_utf8_lossy(&value).into_owned();
        match core::mem::take(&mut self.field).as_str() {
            "reason" => self.reason = text,
            "object" => read.needs.extend(match self.reason.as_str() {
                "command" => Some(Need::Command(text)),
                "key" => Some(Need::Key(value)),
                "channel" => Some(Need::Channel(value)),
                _ => None,
            }),
            _ => self.field = text,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_that_names_nothing_is_unclear() {
        for line in [
            "redis.exceptions.NoPermissionError: No permissions to access a channel",
            "No permissions to access a key",
            "NOPERM No permissions to access a key",
            "NoPermissionError: this user has no permissions to access one of the keys used as arguments",
            "StackExchange.Redis.RedisServerException: NOPERM No permissions to access a key",
            "2026-01-01T00:00:00Z app[1]: Redis::CommandError (NOPERM No permissions to access a key)",
            "No permissions to access database",
            "WRONGPASS invalid username-password pair or user is disabled.",
            "NOAUTH Authentication required.",
            "MOVED 1234 10.0.0.1:6379",
            "{\"level\":\"error\",\"msg\":\"No permissions to access a channel\"}",
        ] {
            let read = read_needs(line);
            assert_eq!((read.needs.len(), read.unclear.len()), (0, 1), "{line}");
        }
        let named = "NoPermissionError: User app has no permissions to access the 'a b' key";
        assert_eq!(read_needs(named).needs, [Need::Key(b"a b".to_vec())]);
    }

    /// The messages of Redis 6.0 to Valkey 9, as in logs of client libraries.
    #[test]
    fn a_denial_that_names_a_command_or_key_is_a_need() {
        let command = |name: &str| Need::Command(name.to_owned());
        for (line, need) in [
            (
                "ReplyError: NOPERM User app has no permissions to run the 'cluster|slots' command",
                command("cluster|slots"),
            ),
            (
                "NOPERM this user has no permissions to run the 'config' command or its subcommand",
                command("config"),
            ),
            (
                "{\"level\":\"error\",\"msg\":\"NOPERM User app has no permissions to run the 'get' command\"}",
                command("get"),
            ),
            (
                "{\"msg\":\"User app has no permissions to run the 'get' command\",\"key\":\"it's\"}",
                command("get"),
            ),
            (
                "NoPermissionError(\"this user has no permissions to run the 'hgetall' command\")",
                command("hgetall"),
            ),
            (
                "[12:01] bob: NOPERM User app has no permissions to access the 'shop:1' key",
                Need::Key(b"shop:1".to_vec()),
            ),
            ("User app has no permissions to access the 'it's' key", Need::Key(b"it's".to_vec())),
            ("User app has no permissions to access the 'news' channel.", Need::Channel(b"news".to_vec())),
            ("redis> CLUSTER SLOTS", Need::Call(vec![b"CLUSTER".to_vec(), b"SLOTS".to_vec()])),
        ] {
            assert_eq!(read_needs(line).needs, [need], "{line}");
        }
    }

    #[test]
    fn a_line_without_a_command_is_unclear() {
        let log =
            "Traceback (most recent call last):\n  at Parser.parse (parser.js:10)\nget app:1\nlevel=error";
        let read = read_needs(log);
        assert_eq!((read.needs.len(), read.unclear.len()), (1, 3));
        // After a prompt or in MONITOR output, even an unknown word is a command.
        let text = "127.0.0.1:6379> NOSUCH 1\n1339518083.1 [0 127.0.0.1:6] \"nosuch\" \"NOPERM\"";
        assert_eq!(read_needs(text).needs.len(), 2);
    }
}
