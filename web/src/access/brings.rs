//! What words that are added bring beside what they are added for.

use access_string::{Access, Command, Part, User};

/// So many names are said; the rest is a number.
const MOST: usize = 4;

/// In sentences: other commands, other commands on the new keys and channels, and the new commands on the keys and
/// channels that were there. `asked` are the commands that the words are added for.
pub fn brings(before: &User, after: &User, asked: &[Command]) -> Vec<String> {
    let gained = before.diff(after).gained;
    let (new, other): (Vec<Command>, Vec<Command>) =
        gained.commands.iter().partition(|command| asked.contains(command));
    let mut said = Vec::new();
    if !other.is_empty() {
        said.push(format!("Also allows {}.", listed(&names(after, other))));
    }
    said.extend(others_there(after, &gained, asked));
    said.extend(new_on_keys(before, &new));
    let hears = before.root.channels.iter().map(|own| word("&", &own.pattern)).collect();
    said.extend(new_there(before, &new, &["pubsub"], (before.root.all_channels, "every channel"), hears));
    said
}

/// The commands that the user has anyway, on what is new to all of them.
fn others_there(after: &User, gained: &Part, asked: &[Command]) -> Vec<String> {
    let only = |prefix: &str| gained.keys.iter().all(|key| key.starts_with(prefix));
    let of_keys: &[&str] = match (only("%R~"), only("%W~")) {
        (true, _) => &["read"],
        (_, true) => &["write"],
        _ => &["read", "write"],
    };
    let kinds = [(&gained.keys, of_keys, "key"), (&gained.channels, &["pubsub"], "pub/sub")];
    let said =
        kinds.into_iter().filter(|(words, ..)| !words.is_empty()).filter_map(|(words, within, kind)| {
            let others =
                after.dialect.commands().filter(|own| after.root.allows(*own) && !asked.contains(own));
            let count = others.filter(|own| is_in(after, *own, within)).count();
            let commands = if count == 1 { " command" } else { " commands" };
            let words = listed(words);
            (count > 0).then(|| {
                format!("The {count} other {kind}{commands} of this user can then use {words}, too.")
            })
        });
    said.collect()
}

fn new_on_keys(before: &User, new: &[Command]) -> Option<String> {
    let writes = new.iter().any(|own| is_in(before, *own, &["write"]));
    let usable = |access: Access| access.read || writes && access.write;
    let keys = before.root.keys.iter().filter(|own| usable(own.access));
    let keys = keys.map(|own| word(own.access.prefix(), &own.pattern)).collect();
    new_there(before, new, &["read", "write"], (before.root.all_keys, "every key"), keys)
}

/// The new commands, where others were allowed before.
fn new_there(
    before: &User,
    new: &[Command],
    within: &[&str],
    (all, every): (bool, &str),
    patterns: Vec<String>,
) -> Option<String> {
    let new: Vec<Command> = new.iter().copied().filter(|own| is_in(before, *own, within)).collect();
    if new.is_empty() || !all && patterns.is_empty() {
        return None;
    }
    let place = if all { every.to_owned() } else { listed(&patterns) };
    Some(format!("{} can then be used on {place}.", listed(&names(before, new))))
}

fn is_in(user: &User, command: Command, within: &[&str]) -> bool {
    !user.dialect.is_container(command)
        && user.dialect.categories_of(command).any(|own| within.contains(&own.name()))
}

/// Names as people write them, the dangerous ones first.
fn names(user: &User, mut commands: Vec<Command>) -> Vec<String> {
    commands.sort_by_key(|own| (!is_in(user, *own, &["dangerous"]), own.name()));
    commands.iter().map(|own| own.name().replace('|', " ").to_ascii_uppercase()).collect()
}

fn word(prefix: &str, pattern: &[u8]) -> String {
    format!("{prefix}{}", String::from_utf8_lossy(pattern))
}

/// `A, B and C`, or `A, B, C, D and 7 more`.
fn listed(words: &[String]) -> String {
    let (said, rest) = words.split_at(words.len().min(MOST));
    let more = format!("{} more", rest.len());
    let (first, last) = match said.split_last() {
        _ if !rest.is_empty() => (said, more.as_str()),
        Some((last, first)) => (first, last.as_str()),
        None => return String::new(),
    };
    if first.is_empty() { last.to_owned() } else { format!("{} and {last}", first.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use access_string::{Dialect, Engine, parse};

    fn said(before: &str, words: &str, asked: &str) -> Vec<String> {
        let dialect = Dialect::from(Engine::Valkey80);
        let user = |text: &str| parse(text, dialect).user;
        let asked: Vec<Command> = dialect.command(asked).into_iter().collect();
        brings(&user(before), &user(&format!("{before} {words}")), &asked)
    }

    #[test]
    fn other_commands_are_named_the_dangerous_ones_first() {
        let said = said("on -@all", "+@connection", "ping");
        assert!(said[0].starts_with("Also allows CLIENT KILL, CLIENT LIST, "), "{said:?}");
        assert!(said[0].ends_with(" more."), "{said:?}");
    }

    #[test]
    fn a_key_is_open_to_all_commands_of_the_user() {
        assert_eq!(
            said("on ~a:* -@all +get +mget +set", "%R~b", "get"),
            ["The 1 other key command of this user can then use %R~b, too."]
        );
        assert_eq!(said("on ~a:* -@all +get", "%R~b", "get"), [""; 0]);
    }

    #[test]
    fn a_command_works_on_all_keys_of_the_user() {
        assert_eq!(said("on ~a:* -@all +get", "+hgetall", "hgetall"), ["HGETALL can then be used on ~a:*."]);
        assert_eq!(said("on ~* -@all", "+hgetall", "hgetall"), ["HGETALL can then be used on every key."]);
        assert_eq!(
            said("on &* -@all", "+publish", "publish"),
            ["PUBLISH can then be used on every channel."]
        );
        assert_eq!(said("on -@all", "+ping", "ping"), [""; 0]);
    }
}
