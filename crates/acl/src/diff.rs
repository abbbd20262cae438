//! The difference between two users: gained and lost rights, and the risky ones among them.

mod covers;

use crate::tables::{Command, CommandSet, Table};
use crate::user::{Databases, FirstArg, Selector, User};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use covers::{Patterns, covers};
use hashbrown::HashSet;

/// How a user differs from an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Difference {
    /// The right to log in, where it changes: what it is afterwards.
    pub enabled: Option<bool>,
    /// Whether any password will do, where that changes: what it is afterwards.
    pub nopass: Option<bool>,
    /// Whether other passwords are there. Which, nobody can say.
    pub passwords: bool,
    /// What is there afterwards and wasn't before.
    pub gained: Part,
    /// What was there before and isn't afterwards.
    pub lost: Part,
    /// What of the gain is risky.
    pub risks: Vec<Risk>,
}

/// What is on one side only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Part {
    /// Commands and subcommands that no selector of the other side allows, by number.
    pub commands: Vec<Command>,
    /// First arguments, as words: `+select|0`.
    pub first_args: Vec<String>,
    /// Commands that later versions will bring.
    pub future_commands: bool,
    /// Patterns of keys, as words: `~app:*`, `%W~b`. One that a wider pattern of the other side covers isn't
    /// among them.
    pub keys: Vec<String>,
    /// Patterns of channels, as words: `&news:*`.
    pub channels: Vec<String>,
    /// Databases, as words: `db=1`, `alldbs`.
    pub databases: Vec<String>,
    /// Selectors that the other side has nothing as wide as: 0 is the root. This alone is filled when rights
    /// move between selectors.
    pub selectors: Vec<usize>,
}

/// Something gained that should be looked at twice.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "kind", content = "commands", rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Risk {
    /// Any password will do.
    AnyPassword,
    /// Every key can be used.
    AllKeys,
    /// Every channel can be used.
    AllChannels,
    /// Commands that later versions will bring.
    FutureCommands,
    /// Commands that are `@admin`.
    Admin(Vec<Command>),
    /// Commands that are `@dangerous` without being `@admin`.
    Dangerous(Vec<Command>),
    /// Commands that are `@scripting`.
    Scripting(Vec<Command>),
}

impl Difference {
    /// Whether the two users mean the same. Patterns count as equal if their strings are, or if each side covers
    /// the other by patterns that are a prefix and a star: users that count as different may still allow the
    /// same, two that are called equal never differ.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl User {
    /// What changes from this user to another.
    ///
    /// ```
    /// use access_string::{parse, Engine, Risk};
    /// let user = |text| parse(text, Engine::Valkey80).user;
    /// let before = user("on ~app:* -@all +@read");
    /// let difference = before.diff(&user("on ~* -@all +@read +flushall -keys"));
    /// assert_eq!(difference.gained.keys, ["~*"]);
    /// assert_eq!(difference.gained.commands[0].name(), "flushall");
    /// assert_eq!(difference.lost.commands[0].name(), "keys");
    /// assert_eq!(difference.risks[0], Risk::AllKeys);
    /// assert!(before.diff(&user("on +@read ~app:* -set")).is_empty());
    /// ```
    #[must_use]
    pub fn diff(&self, after: &Self) -> Difference {
        let (old, new) = (Sum::new(self), Sum::new(after));
        let mut difference = Difference {
            enabled: (self.enabled != after.enabled).then_some(after.enabled),
            nopass: (self.nopass != after.nopass).then_some(after.nopass),
            passwords: !same_passwords(self, after),
            gained: new.without(&old),
            lost: old.without(&new),
            risks: Vec::new(),
        };
        difference.risks = risks(&difference, after);
        difference
    }
}

fn same_passwords(a: &User, b: &User) -> bool {
    let within = |a: &User, b: &User| {
        let hashes: HashSet<&[u8]> = b.passwords.iter().map(|password| password.0.as_slice()).collect();
        a.passwords.iter().all(|password| hashes.contains(password.0.as_slice()))
    };
    a.passwords.len() == b.passwords.len() && within(a, b)
}

fn risks(difference: &Difference, after: &User) -> Vec<Risk> {
    let mut risks = Vec::new();
    let gained = &difference.gained;
    if difference.nopass == Some(true) {
        risks.push(Risk::AnyPassword);
    }
    if gained.keys.iter().any(|key| matches!(key.as_str(), "~*" | "%R~*" | "%W~*")) {
        risks.push(Risk::AllKeys);
    }
    if gained.channels.iter().any(|channel| channel == "&*") {
        risks.push(Risk::AllChannels);
    }
    if gained.future_commands {
        risks.push(Risk::FutureCommands);
    }
    let table = after.dialect.table();
    let members =
        |name: &[u8]| table.category(name).map_or(CommandSet::EMPTY, |category| *table.members(category));
    let admin = members(b"admin");
    type Kind = (CommandSet, fn(Vec<Command>) -> Risk);
    let kinds: [Kind; 3] = [
        (admin, Risk::Admin),
        (members(b"dangerous").without(&admin), Risk::Dangerous),
        (members(b"scripting"), Risk::Scripting),
    ];
    for (category, risk) in kinds {
        let gained = gained.commands.iter().copied();
        let commands: Vec<Command> = gained.filter(|command| category.contains(*command)).collect();
        if !commands.is_empty() {
            risks.push(risk(commands));
        }
    }
    risks
}

/// A user with what all selectors together have.
struct Sum<'a> {
    user: &'a User,
    table: &'static Table,
    commands: CommandSet,
    keys: Patterns<'a>,
    channels: HashSet<&'a [u8]>,
    first_args: HashSet<(Command, Vec<u8>)>,
    all_channels: bool,
    databases: Databases,
    future: bool,
    /// The selectors that give something, with their numbers.
    giving: Vec<(usize, &'a Selector)>,
}

impl<'a> Sum<'a> {
    fn new(user: &'a User) -> Self {
        let table = user.dialect.table();
        let all = user.all_selectors().enumerate();
        let giving: Vec<(usize, &Selector)> = all
            .filter(|(_, selector)| !selector.allowed.is_empty() || !selector.first_args.is_empty())
            .collect();
        let mut sum = Self {
            user,
            table,
            commands: CommandSet::EMPTY,
            keys: Patterns::default(),
            channels: HashSet::new(),
            first_args: HashSet::new(),
            all_channels: false,
            databases: Databases::Only(Vec::new()),
            future: false,
            giving,
        };
        // Keys that no command can use yet still count: a command may be appended.
        for selector in user.all_selectors() {
            sum.commands.set_all(&selector.allowed, true);
            sum.keys.add(selector);
            sum.all_channels |= selector.all_channels;
            sum.future |= selector.future_commands;
            for channel in &selector.channels {
                sum.channels.insert(&channel.pattern);
            }
            for arg in &selector.first_args {
                sum.first_args.insert(FirstArg::key(arg.command, &arg.argument));
            }
            match (&mut sum.databases, &selector.databases) {
                (Databases::Only(numbers), Databases::Only(more)) => numbers.extend(more),
                (all, Databases::All) => *all = Databases::All,
                (Databases::All, _) => {}
            }
        }
        if let Databases::Only(numbers) = &mut sum.databases {
            numbers.sort_unstable();
            numbers.dedup();
        }
        // Commands that everyone may run don't count: which these are depends on the version.
        sum.commands.set_all(&table.never_refused, true);
        sum.commands = sum.commands.without(&table.containers);
        sum
    }

    fn without(&self, other: &Self) -> Part {
        let commands = self.commands.without(&other.commands);
        Part {
            commands: commands.iter().collect(),
            first_args: self.first_args(other),
            future_commands: self.future && !other.future,
            keys: self.keys.without(&other.keys),
            channels: self.channels_without(other),
            databases: self.databases_without(other),
            selectors: self.selectors_without(other),
        }
    }

    fn first_args(&self, other: &Self) -> Vec<String> {
        let mut words = Vec::new();
        for arg in self.giving.iter().flat_map(|(_, selector)| &selector.first_args) {
            let known = self.commands.contains(arg.command)
                || other.commands.contains(arg.command)
                || other.first_args.contains(&FirstArg::key(arg.command, &arg.argument));
            if !known {
                let argument = String::from_utf8_lossy(&arg.argument);
                words.push(format!("+{}|{argument}", arg.command));
            }
        }
        words
    }

    fn channels_without(&self, other: &Self) -> Vec<String> {
        if other.all_channels {
            return Vec::new();
        }
        let mut words = Vec::new();
        if self.all_channels {
            words.push("&*".to_owned());
        }
        let all = self.user.all_selectors().flat_map(|selector| &selector.channels);
        let new = all.filter(|channel| !other.channels.contains(&*channel.pattern));
        words.extend(new.map(|channel| word("&", &channel.pattern)));
        words.sort_unstable();
        words.dedup();
        words
    }

    fn databases_without(&self, other: &Self) -> Vec<String> {
        match (&self.databases, &other.databases) {
            (_, Databases::All) => Vec::new(),
            (Databases::All, Databases::Only(_)) => vec!["alldbs".to_owned()],
            (Databases::Only(allowed), Databases::Only(numbers)) => {
                let new = allowed.iter().filter(|number| numbers.binary_search(number).is_err());
                new.map(|number| format!("db={number}")).collect()
            }
        }
    }

    fn selectors_without(&self, other: &Self) -> Vec<usize> {
        // Few users have more than a handful; beyond that only their parts are compared.
        const MOST: usize = 16;
        let (ours, theirs) = (&self.giving, &other.giving);
        if ours.len() > MOST || theirs.len() > MOST {
            let same = ours.len() == theirs.len()
                && ours.iter().zip(theirs).all(|((_, a), (_, b))| covers(b, a, self.table));
            return if same { Vec::new() } else { ours.iter().map(|(index, _)| *index).collect() };
        }
        let uncovered = ours
            .iter()
            .filter(|(_, selector)| !theirs.iter().any(|(_, theirs)| covers(theirs, selector, self.table)));
        uncovered.map(|(index, _)| *index).collect()
    }
}

fn word(sign: &str, pattern: &[u8]) -> String {
    format!("{sign}{}", String::from_utf8_lossy(pattern))
}
