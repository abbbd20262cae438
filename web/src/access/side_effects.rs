//! What added rules allow besides the commands that they are added for.

use access_string::{Access, Command, Part, User};

/// The most names in a list; the rest is a count.
const MOST: usize = 4;

/// Sentences about other commands, about other commands on new keys and channels, and about new commands on existing keys
/// and channels. `asked` are the commands that the rules are added for.
pub fn side_effects(before: &User, after: &User, asked: &[Command]) -> Vec<String> {
    let gained = before.diff(after).gained;
    let (new, other): (Vec<Command>, Vec<Command>) =
        gained.commands.iter().partition(|command| asked.contains(command));
    let mut sentences = Vec::new();
    if !other.is_empty() {
        sentences.push(format!("Also allows {}.", listed(&names(after, other))));
    }
    sentences.extend(others_there(after, &gained, asked));
    sentences.extend(new_on_keys(before, &new));
    let channels = before.root.channels.iter().map(|channel| word("&", &channel.pattern)).collect();
    sentences.extend(new_there(
        before,
        &new,
        &["pubsub"],
        (before.root.all_channels, "every channel"),
        channels,
    ));
    sentences
}

/// The commands that the user had before, which can now use the new keys and channels.
fn others_there(after: &User, gained: &Part, asked: &[Command]) -> Vec<String> {
    let only = |prefix: &str| gained.keys.iter().all(|key| key.starts_with(prefix));
    let of_keys: &[&str] = match (only("%R~"), only("%W~")) {
        (true, _) => &["read"],
        (_, true) => &["write"],
        _ => &["read", "write"],
    };
    let kinds = [(&gained.keys, of_keys, "key"), (&gained.channels, &["pubsub"], "pub/sub")];
    let sentences =
        kinds.into_iter().filter(|(words, ..)| !words.is_empty()).filter_map(|(words, within, kind)| {
            let others = after
                .dialect
                .commands()
                .filter(|command| after.root.allows(*command) && !asked.contains(command));
            let count = others.filter(|command| is_in(after, *command, within)).count();
            let commands = if count == 1 { " command" } else { " commands" };
            let words = listed(words);
            (count > 0).then(|| {
                format!("The {count} other {kind}{commands} of this user can then use {words}, too.")
            })
        });
    sentences.collect()
}

fn new_on_keys(before: &User, new: &[Command]) -> Option<String> {
    let writes = new.iter().any(|command| is_in(before, *command, &["write"]));
    let usable = |access: Access| access.read || writes && access.write;
    let keys = before.root.keys.iter().filter(|key| usable(key.access));
    let keys = keys.map(|key| word(key.access.prefix(), &key.pattern)).collect();
    new_there(before, new, &["read", "write"], (before.root.all_keys, "every key"), keys)
}

/// The new commands on existing keys or channels.
fn new_there(
    before: &User,
    new: &[Command],
    within: &[&str],
    (all, every): (bool, &str),
    patterns: Vec<String>,
) -> Option<String> {
    let new: Vec<Command> = new.iter().copied().filter(|command| is_in(before, *command, within)).collect();
    if new.is_empty() || !all && patterns.is_empty() {
        return None;
    }
    let place = if all { every.to_owned() } else { listed(&patterns) };
    Some(format!("{} can then be used on {place}.", listed(&names(before, new))))
}

fn is_in(user: &User, command: Command, within: &[&str]) -> bool {
    !user.dialect.is_container(command)
        && user.dialect.categories_of(command).any(|category| within.contains(&category.name()))
}

/// Names in capitals, dangerous ones first.
fn names(user: &User, commands: Vec<Command>) -> Vec<String> {
    let (dangerous, others): (Vec<Command>, Vec<Command>) =
        commands.into_iter().partition(|command| is_in(user, *command, &["dangerous"]));
    dangerous
        .iter()
        .chain(&others)
        .map(|command| command.name().replace('|', " ").to_ascii_uppercase())
        .collect()
}

fn word(prefix: &str, pattern: &[u8]) -> String {
    format!("{prefix}{}", String::from_utf8_lossy(pattern))
}

/// `A, B and C`, or `A, B, C, D and 7 more`.
fn listed(words: &[String]) -> String {
    let (shown, rest) = words.split_at(words.len().min(MOST));
    let more = format!("{} more", rest.len());
    let (first, last) = match shown.split_last() {
        _ if !rest.is_empty() => (shown, more.as_str()),
        Some((last, first)) => (first, last.as_str()),
        None => return String::new(),
    };
    if first.is_empty() { last.to_owned() } else { format!("{} and {last}", first.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use access_string::{Dialect, Engine, parse};

    fn effects(before: &str, words: &str, asked: &str) -> Vec<String> {
        let dialect = Dialect::from(Engine::Valkey80);
        let user = |text: &str| parse(text, dialect).user;
        let asked: Vec<Command> = dialect.command(asked).into_iter().collect();
        side_effects(&user(before), &user(&format!("{before} {words}")), &asked)
    }

    #[test]
    fn other_commands_are_named_the_dangerous_ones_first() {
        let effects = effects("on -@all", "+@connection", "ping");
        assert!(effects[0].starts_with("Also allows CLIENT KILL, CLIENT LIST, "), "{effects:?}");
        assert!(effects[0].ends_with(" more."), "{effects:?}");
    }

    #[test]
    fn a_key_is_open_to_all_commands_of_the_user() {
        assert_eq!(
            effects("on ~a:* -@all +get +mget +set", "%R~b", "get"),
            ["The 1 other key command of this user can then use %R~b, too."]
        );
        assert_eq!(effects("on ~a:* -@all +get", "%R~b", "get"), [""; 0]);
    }

    #[test]
    fn a_command_works_on_all_keys_of_the_user() {
        assert_eq!(
            effects("on ~a:* -@all +get", "+hgetall", "hgetall"),
            ["HGETALL can then be used on ~a:*."]
        );
        assert_eq!(effects("on ~* -@all", "+hgetall", "hgetall"), ["HGETALL can then be used on every key."]);
        assert_eq!(
            effects("on &* -@all", "+publish", "publish"),
            ["PUBLISH can then be used on every channel."]
        );
        assert_eq!(effects("on -@all", "+ping", "ping"), [""; 0]);
    }
}
