//! The least access string that allows what must work.

mod addition;
mod needs;

pub use addition::Addition;
pub use needs::{Need, Needs, is_refusal, read_needs};

use crate::access::Access;
use crate::diff::Part;
use crate::engine::Dialect;
use crate::glob::glob;
use crate::keys::{self, Argv};
use crate::parse::parse;
use crate::tables::{Category, Command, CommandSet, Special};
use crate::user::Selector;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::{HashMap, HashSet};

/// How commands are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Grouping {
    /// Each command by its name, and nothing else.
    #[default]
    Exact,
    /// By a category where that allows little more: it covers at least three commands that are needed, and what else
    /// it allows is at most three times as much, and neither dangerous, nor administration, nor scripting.
    Categories,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Suggestion {
    /// The access string: `on ~app:* -@all +get`.
    pub text: String,
    /// What it allows beyond what was asked for: commands of categories, and patterns instead of keys and
    /// channels.
    pub beyond: Part,
    /// The needs that no user of this version can have, by their place in the list: unknown commands, wrong numbers
    /// of arguments, patterns of `PSUBSCRIBE` that can't be written as a word of the text.
    pub impossible: Vec<usize>,
    /// How many calls were not checked against the proposal: of calls that aren't plainly covered by it, only
    /// [`MOST_CHECKED`] are.
    pub unchecked: usize,
}

/// The most calls that [`suggest()`] compares with every pattern of its proposal. Calls whose keys and channels are each
/// covered by the pattern that was made for them aren't among these.
pub const MOST_CHECKED: usize = 32;

/// Proposes the least string that allows all of these. Keys and channels with a common beginning become one pattern.
///
/// ```
/// use access_string::{read_needs, suggest, Engine, Grouping};
/// let needs = read_needs("GET app:user:1\nMGET app:user:2 app:user:3\nSET app:seen 1\nPING").needs;
/// let suggestion = suggest(&needs, Engine::Valkey80, Grouping::Exact);
/// assert_eq!(suggestion.text, "on ~app:* -@all +get +mget +ping +set");
/// assert_eq!(suggestion.beyond.keys, ["~app:*"]);
/// assert!(suggestion.beyond.commands.is_empty());
/// ```
#[must_use]
pub fn suggest(needs: &[Need], dialect: impl Into<Dialect>, grouping: Grouping) -> Suggestion {
    let dialect = dialect.into();
    let mut wanted = Wanted::default();
    let mut impossible = Vec::new();
    for (index, need) in needs.iter().enumerate() {
        if !wanted.add(need, dialect) {
            impossible.push(index);
        }
    }
    let mut words = vec!["on".to_owned()];
    let mut beyond = Part::default();
    for (pattern, access, wide) in generalized(&mut wanted.keys) {
        let prefix = if dialect.engine.has_selectors() { access.prefix() } else { "~" };
        let word = format!("{prefix}{pattern}");
        if wide {
            beyond.keys.push(word.clone());
        }
        words.push(word);
    }
    if dialect.engine.has_channels() {
        if dialect.all_channels {
            words.push("resetchannels".to_owned());
        }
        for (pattern, _, wide) in generalized(&mut wanted.channels) {
            let word = format!("&{pattern}");
            if wide {
                beyond.channels.push(word.clone());
            }
            words.push(word);
        }
        merge(&mut wanted.channel_patterns);
        // All channels allow every pattern of PSUBSCRIBE, and servers accept no other pattern next to them.
        if wanted.channel_patterns.iter().any(|(pattern, _)| pattern == b"*") {
            words.retain(|word| !word.starts_with('&'));
            beyond.channels = vec!["&*".to_owned()];
            words.push("&*".to_owned());
        } else {
            let patterns = wanted.channel_patterns.iter();
            words.extend(patterns.map(|(pattern, _)| format!("&{}", String::from_utf8_lossy(pattern))));
        }
    }
    words.push("-@all".to_owned());
    let mut rest = wanted.commands;
    if grouping == Grouping::Categories {
        categories(&mut words, &mut rest, dialect);
    }
    // A container that may itself be called (`COMMAND`) brings its subcommands along.
    let covered =
        |command: &Command| dialect.container(*command).is_some_and(|container| rest.contains(container));
    let mut names: Vec<&str> = Vec::new();
    names.extend(rest.iter().filter(|command| !covered(command)).map(Command::name));
    if !wanted.first_args.is_empty() {
        // A first argument is an error next to the whole command.
        let whole = parse(&words.join(" "), dialect).user.root.allowed;
        let needed = |pair: &&(Command, Command)| [&whole, &rest].iter().all(|all| !all.contains(pair.0));
        names.extend(wanted.first_args.iter().filter(needed).map(|(_, subcommand)| subcommand.name()));
    }
    names.sort_unstable();
    names.dedup();
    words.extend(names.iter().map(|name| format!("+{name}")));
    let possible = needs.iter().enumerate().filter(|(index, _)| impossible.binary_search(index).is_err());
    let unchecked = complete(&mut words, &possible.map(|(_, need)| need).collect::<Vec<_>>(), dialect);
    let text = words.join(" ");
    let user = parse(&text, dialect).user;
    let table = dialect.table();
    let more = user.root.allowed.without(&wanted.commands).without(&table.containers);
    let more = more.iter().filter(|command| !table.never_refused(*command));
    beyond.commands = more.collect();
    Suggestion { text, beyond, impossible, unchecked }
}

/// Adds what is still missing, which patterns made from odd names may leave. How many calls were not looked at.
fn complete(words: &mut Vec<String>, needs: &[&Need], dialect: Dialect) -> usize {
    const ROUNDS: usize = 4;
    let mut unchecked = 0;
    for _ in 0..ROUNDS {
        let user = parse(&words.join(" "), dialect).user;
        let mut missing = Vec::new();
        let known = Known::new(&user.root);
        let mut checked = 0;
        unchecked = 0;
        for need in needs {
            if let Need::Call(argv) = need {
                if known.covers(argv, dialect) {
                    continue;
                }
                checked += 1;
                if checked > MOST_CHECKED {
                    unchecked += 1;
                    continue;
                }
                missing.extend(
                    user.missing(argv, 0).into_iter().filter(|word| !word.contains(char::is_whitespace)),
                );
            }
        }
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            return unchecked;
        }
        // Patterns are before commands.
        let at = words.iter().position(|word| word == "-@all").unwrap_or(words.len());
        let (commands, patterns): (Vec<String>, Vec<String>) =
            missing.into_iter().partition(|word| word.starts_with('+'));
        words.splice(at..at, patterns);
        words.extend(commands);
    }
    unchecked
}

/// The patterns of a selector by their text, to find a name's pattern without trying all.
struct Known<'a> {
    selector: &'a Selector,
    keys: HashMap<&'a [u8], Access>,
    channels: HashSet<&'a [u8]>,
}

impl<'a> Known<'a> {
    fn new(selector: &'a Selector) -> Self {
        Self {
            selector,
            keys: selector.keys.iter().map(|key| (&*key.pattern, key.access)).collect(),
            channels: selector.channels.iter().map(|channel| &*channel.pattern).collect(),
        }
    }

    /// Whether a call is allowed by its command and the patterns made for its names. What isn't may be allowed still.
    fn covers(&self, argv: &[Vec<u8>], dialect: Dialect) -> bool {
        let Some(command) = dialect.command_of(argv) else { return false };
        let table = dialect.table();
        let words = Argv(&argv);
        let first_arg = || {
            let mut all = self.selector.first_args.iter();
            all.any(|arg| arg.command == command && words.is(1, &arg.argument))
        };
        if !self.selector.allows(command) && !table.never_refused(command) && !first_arg() {
            return false;
        }
        let mut channels = match command.special() {
            _ if !dialect.engine.has_channels() || self.selector.all_channels => 1..1,
            Special::Publish => 1..argv.len().min(2),
            Special::Subscribe | Special::PSubscribe => 1..argv.len(),
            _ => 1..1,
        };
        let mut allows_key = |position: usize, needs: Access| {
            let name = argv.get(position).map(Vec::as_slice).unwrap_or_default();
            self.selector.all_keys
                || made_for(name).any(|pattern| {
                    let allowed = self.keys.get(&*pattern);
                    allowed.is_some_and(|access| access.covers(needs) && glob(&pattern, name))
                })
        };
        keys::each_key(dialect.engine, table, command, &words, &mut allows_key)
            && channels.all(|position| {
                let name = argv.get(position).map(Vec::as_slice).unwrap_or_default();
                // Those of PSUBSCRIBE are compared by their text.
                if command.special() == Special::PSubscribe {
                    return self.channels.contains(name);
                }
                made_for(name).any(|pattern| self.channels.contains(&*pattern) && glob(&pattern, name))
            })
    }
}

/// The patterns that may be made for a name: itself, and the beginnings of it up to a separator, a few of them.
fn made_for(name: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    const BEGINNINGS: usize = 16;
    let ends = name.iter().enumerate().filter(|(_, byte)| is_separator(**byte)).map(|(at, _)| at + 1);
    let heads = ends.take(BEGINNINGS).filter_map(|end| name.get(..end));
    core::iter::once(escaped(name).into_bytes())
        .chain(heads.map(|head| [escaped(head).as_bytes(), b"*"].concat()))
}

/// Chooses categories that allow little more than needed, and removes what they cover from the rest.
fn categories(words: &mut Vec<String>, rest: &mut CommandSet, dialect: Dialect) {
    const LEAST: u32 = 3;
    let table = dialect.table();
    let named = |name: &str| {
        table.category(name.as_bytes()).map_or(CommandSet::EMPTY, |category| *table.members(category))
    };
    let mut risky = named("dangerous");
    risky.set_all(&named("admin"), true);
    risky.set_all(&named("scripting"), true);
    let wanted = *rest;
    loop {
        let mut best: Option<(Category, u32)> = None;
        for category in Category::all() {
            let touched = table.touched(category).without(&table.containers);
            let covered = touched.count_in(rest);
            let more = touched.without(&wanted);
            let little = more.count() <= 3 * covered && more.and(&risky).is_empty();
            if covered >= LEAST && little && best.is_none_or(|(_, most)| covered > most) {
                best = Some((category, covered));
            }
        }
        let Some((category, _)) = best else { return };
        *rest = rest.without(table.touched(category));
        words.push(format!("+{category}"));
    }
}

/// What all needs together want.
#[derive(Default)]
struct Wanted {
    commands: CommandSet,
    /// If subcommands have no separate rights: a command, and the subcommand that later versions know it as.
    first_args: Vec<(Command, Command)>,
    keys: Vec<(Vec<u8>, Access)>,
    channels: Vec<(Vec<u8>, Access)>,
    /// Those of PSUBSCRIBE, which must be allowed as they are.
    channel_patterns: Vec<(Vec<u8>, Access)>,
}

impl Wanted {
    /// Returns whether it can be had at all.
    fn add(&mut self, need: &Need, dialect: Dialect) -> bool {
        let table = dialect.table();
        match need {
            Need::Key(key) => {
                self.keys.push((key.clone(), Access::BOTH));
            }
            Need::Channel(channel) => {
                self.channels.push((channel.clone(), Access::BOTH));
            }
            Need::Command(name) => {
                if let Some((name, argument)) = name.split_once('|')
                    && let Some(command) = dialect.command(name)
                    && let Some(subcommand) = dialect.later_subcommand(command, argument.as_bytes())
                {
                    self.first_args.push((command, subcommand));
                    return true;
                }
                let Some(command) = dialect.command(name) else { return false };
                self.commands.set(command, !table.never_refused(command));
            }
            Need::Call(argv) => {
                let Some(command) = dialect.command_of(argv) else { return false };
                let arity = table.arity(command);
                let least = usize::from(arity.unsigned_abs());
                if argv.len() < least || arity > 0 && argv.len() > least {
                    return false;
                }
                let unwritable = |argument: &Vec<u8>| {
                    core::str::from_utf8(argument)
                        .map_or(true, |text| text.contains(|c: char| c.is_whitespace() || c == '\0'))
                };
                if command.special() == Special::PSubscribe && argv.iter().skip(1).any(unwritable) {
                    return false;
                }
                let argument = argv.get(1).map(|argument| &**argument).unwrap_or_default();
                if let Some(subcommand) = dialect.later_subcommand(command, argument) {
                    self.first_args.push((command, subcommand));
                } else if !table.never_refused(command) {
                    self.commands.set(command, true);
                }
                keys::each_key(
                    dialect.engine,
                    table,
                    command,
                    &Argv(&argv.as_slice()),
                    &mut |position, access| {
                        let key = argv.get(position).cloned().unwrap_or_default();
                        self.keys.push((key, access));
                        true
                    },
                );
                let names = argv.iter().skip(1).map(|name| (name.clone(), Access::BOTH));
                match command.special() {
                    Special::Publish => {
                        self.channels.extend(names.take(1));
                    }
                    Special::Subscribe => self.channels.extend(names),
                    Special::PSubscribe => self.channel_patterns.extend(names),
                    _ => {}
                }
            }
        }
        true
    }
}

/// Patterns for names: those that begin alike, up to the last separator they share, become one. With each, what is
/// done to them, and whether it matches more than the names.
fn generalized(names: &mut Vec<(Vec<u8>, Access)>) -> Vec<(String, Access, bool)> {
    merge(names);
    let first =
        |name: &[u8]| name.iter().position(|byte| is_separator(*byte)).map_or(name.len(), |at| at + 1);
    let mut patterns = Vec::new();
    // In order, names that begin alike are together.
    for group in names.chunk_by(|(a, _), (b, _)| a.get(..first(a)) == b.get(..first(b))) {
        let mut access = Access::NONE;
        let mut common = group.first().map_or(&[][..], |(name, _)| &**name);
        for (name, needed) in group {
            access.add(*needed);
            let same = common.iter().zip(name).take_while(|(a, b)| a == b).count();
            common = common.get(..same).unwrap_or_default();
        }
        let end = common.iter().rposition(|byte| is_separator(*byte)).map_or(0, |at| at + 1);
        let prefix = common.get(..end).unwrap_or_default();
        // A name of its own with a number after the separator will have siblings.
        let number = |name: &[u8]| name.get(end..).unwrap_or_default().iter().any(u8::is_ascii_digit);
        let wide = !prefix.is_empty() && (group.len() > 1 || group.iter().any(|(name, _)| number(name)));
        if wide {
            patterns.push((format!("{}*", escaped(prefix)), access, true));
        } else {
            patterns.extend(group.iter().map(|(name, needed)| (escaped(name), *needed, false)));
        }
    }
    patterns.retain(|(pattern, ..)| !pattern.contains(char::is_whitespace));
    patterns
}

/// Each name once, in order, with all that is done to it.
fn merge(names: &mut Vec<(Vec<u8>, Access)>) {
    names.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    names.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1.add(later.1);
        }
        same
    });
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b':' | b'/' | b'|' | b'.')
}

/// A pattern that matches only this string. Whitespace can't be written in a word, so `?` replaces it.
fn escaped(text: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in String::from_utf8_lossy(text).chars() {
        match c {
            '*' | '?' | '[' | '\\' => out.extend(['\\', c]),
            c if c.is_ascii_whitespace() || c == '\u{b}' || c == '\0' => out.push('?'),
            // What isn't UTF-8 can't be written either.
            '\u{fffd}' => out.push('?'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine::{Redis62, Redis70};

    // What a real server makes of suggestions is asked in the section `acl-suggest`.
    #[test]
    fn redis_6_gets_first_arguments() {
        let text = |lines: &str, engine| suggest(&read_needs(lines).needs, engine, Grouping::Exact).text;
        let lines = "CLIENT SETNAME app\nGET a\nclient id";
        assert_eq!(text(lines, Redis62), "on ~a resetchannels -@all +client|id +client|setname +get");
        assert_eq!(text(lines, Redis70), "on %R~a -@all +client|id +client|setname +get");
        // An unknown subcommand: the whole command replaces it and the others.
        assert_eq!(text("CLIENT SETNAME app\nCLIENT NOSUCH", Redis62), "on resetchannels -@all +client");
    }
}
