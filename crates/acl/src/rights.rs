//! What a user may do, in a few large matters instead of hundreds of commands.

use crate::tables::{Category, Command, CommandSet, Special, Table};
use crate::user::{Databases, KeyPattern, Selector, User};
use alloc::vec::Vec;

/// A subject of commands. Every command that can be denied belongs to one: the first that
/// fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Matter {
    /// Looking after the server: `@admin`.
    Administer,
    /// What is `@dangerous` without being for administrators: `FLUSHALL`, `KEYS`, `INFO`.
    Danger,
    /// Scripts and functions: `@scripting`.
    Script,
    /// `PUBLISH`, `SPUBLISH`.
    Publish,
    /// The rest of `@pubsub`: `SUBSCRIBE`, `PSUBSCRIBE`, `PUBSUB`.
    Subscribe,
    /// Changing data: `@write`.
    Write,
    /// Reading data: `@read`.
    Read,
    /// The connection itself: `PING`, `CLIENT`, `SELECT`.
    Connect,
    /// `MULTI`, `EXEC`, `WATCH`.
    Transact,
    /// What belongs nowhere else: `ACL WHOAMI`, `CONFIG HELP`.
    Other,
}

impl Matter {
    /// All of them, in the order of the output.
    pub const ALL: [Self; 10] = [
        Self::Read,
        Self::Write,
        Self::Publish,
        Self::Subscribe,
        Self::Script,
        Self::Transact,
        Self::Connect,
        Self::Other,
        Self::Danger,
        Self::Administer,
    ];

    const FIRST_FIT: [Self; 10] = [
        Self::Administer,
        Self::Danger,
        Self::Script,
        Self::Publish,
        Self::Subscribe,
        Self::Write,
        Self::Read,
        Self::Connect,
        Self::Transact,
        Self::Other,
    ];

    /// The category of its commands; none if they are described otherwise.
    const fn category(self) -> Option<&'static [u8]> {
        Some(match self {
            Self::Administer => b"admin",
            Self::Danger => b"dangerous",
            Self::Script => b"scripting",
            Self::Publish | Self::Subscribe => b"pubsub",
            Self::Write => b"write",
            Self::Read => b"read",
            Self::Connect => b"connection",
            Self::Transact => b"transaction",
            Self::Other => return None,
        })
    }
}

/// How much of a matter is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Extent {
    /// Nothing.
    None,
    /// Some commands.
    Some {
        /// The types of data of which all commands of the matter are allowed: `hash`, `stream`.
        types: Vec<Category>,
        /// The other commands that are allowed, by number.
        commands: Vec<Command>,
    },
    /// All commands but these few.
    AllBut(Vec<Command>),
    /// All commands.
    All,
}

/// What one selector allows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Rights {
    /// Which selector: 0 is the root.
    pub selector: usize,
    /// How much of each matter, in the order of [`Matter::ALL`].
    pub matters: Vec<(Matter, Extent)>,
    /// How many commands and subcommands are allowed, without containers and those that everyone may run.
    pub count: usize,
    /// How many there are.
    pub of: usize,
}

/// Beyond this many missing commands a matter isn't "all but".
const FEW: u32 = 3;

/// The names of the categories that are types of data, those of modules last.
pub const DATA_TYPES: [&str; 12] = [
    "string",
    "hash",
    "list",
    "set",
    "sortedset",
    "stream",
    "bitmap",
    "hyperloglog",
    "geo",
    "json",
    "bloom",
    "search",
];

impl User {
    /// What each selector allows, the root first.
    ///
    /// ```
    /// use access_string::{parse, Engine, Extent, Matter};
    /// let user = parse("on ~* -@all +@read -@dangerous +set", Engine::Valkey80).user;
    /// let rights = &user.rights()[0];
    /// assert_eq!(rights.extent(Matter::Read), &Extent::All);
    /// let Extent::Some { commands, .. } = rights.extent(Matter::Write) else { panic!() };
    /// assert_eq!(commands[0].name(), "set");
    /// assert_eq!(rights.extent(Matter::Administer), &Extent::None);
    /// ```
    #[must_use]
    pub fn rights(&self) -> Vec<Rights> {
        let table = self.dialect.table();
        let matters = matters(table);
        let selectors = self.all_selectors().enumerate();
        selectors.map(|(index, selector)| selector.rights(index, table, &matters)).collect()
    }
}

/// The commands of each matter, in the order of [`Matter::ALL`].
fn matters(table: &Table) -> Vec<(Matter, CommandSet)> {
    let mut matters: Vec<(Matter, CommandSet)> =
        Matter::ALL.into_iter().map(|matter| (matter, CommandSet::EMPTY)).collect();
    let mut rest = table.present.without(&table.containers).without(&table.never_refused);
    for matter in Matter::FIRST_FIT {
        let category = matter.category().map(|name| table.category(name));
        let mut named = match category {
            Some(Some(category)) => table.belonging(category).and(&rest),
            Some(None) => CommandSet::EMPTY,
            None => rest,
        };
        if matter == Matter::Publish {
            named = named.iter().filter(|command| command.special() == Special::Publish).collect();
        }
        rest = rest.without(&named);
        if let Some((_, members)) = matters.iter_mut().find(|(known, _)| *known == matter) {
            *members = named;
        }
    }
    matters
}

impl Selector {
    fn rights(&self, selector: usize, table: &Table, matters: &[(Matter, CommandSet)]) -> Rights {
        let mut rights = Rights { selector, matters: Vec::new(), count: 0, of: 0 };
        for (matter, members) in matters {
            let allowed = members.and(&self.allowed);
            rights.count += allowed.count() as usize;
            rights.of += members.count() as usize;
            rights.matters.push((*matter, extent(table, members, &allowed)));
        }
        rights
    }

    /// Whether no key can be used.
    pub(crate) fn has_no_keys(&self) -> bool {
        !self.all_keys && self.keys.is_empty()
    }

    /// Whether no channel can be used.
    pub(crate) fn has_no_channels(&self) -> bool {
        !self.all_channels && self.channels.is_empty()
    }

    /// Whether no database can be used.
    pub(crate) fn has_no_databases(&self) -> bool {
        matches!(&self.databases, Databases::Only(numbers) if numbers.is_empty())
    }

    /// The patterns of keys that may be read.
    pub(crate) fn readable(&self) -> impl Iterator<Item = &KeyPattern> {
        self.keys.iter().filter(|key| key.access.read)
    }

    /// The patterns of keys that may be written.
    pub(crate) fn writable(&self) -> impl Iterator<Item = &KeyPattern> {
        self.keys.iter().filter(|key| key.access.write)
    }
}

fn extent(table: &Table, members: &CommandSet, allowed: &CommandSet) -> Extent {
    let missing = members.without(allowed);
    let commands = |bits: &CommandSet| bits.iter().collect();
    if allowed.is_empty() {
        return Extent::None;
    }
    if missing.is_empty() {
        return Extent::All;
    }
    if missing.count() <= FEW && missing.count() * 4 <= members.count() {
        return Extent::AllBut(commands(&missing));
    }
    let mut types = Vec::new();
    let mut rest = *allowed;
    for category in DATA_TYPES.iter().filter_map(|name| table.category(name.as_bytes())) {
        let named = table.belonging(category).and(members);
        // A type with one or two commands is described by them.
        if named.count() > 2 && named.without(allowed).is_empty() {
            types.push(category);
            rest = rest.without(&named);
        }
    }
    Extent::Some { types, commands: commands(&rest) }
}

impl Rights {
    /// How much of a matter is allowed.
    #[must_use]
    pub fn extent(&self, matter: Matter) -> &Extent {
        let found = self.matters.iter().find(|(other, _)| *other == matter);
        found.map_or(&Extent::None, |(_, extent)| extent)
    }

    /// Whether all commands of all matters are allowed.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.count == self.of
    }

    /// All allowed commands, if there are few enough to list them.
    pub(crate) fn only_few(&self, most: usize) -> Option<Vec<Command>> {
        if self.count > most {
            return None;
        }
        let mut all = Vec::new();
        for (_, extent) in &self.matters {
            match extent {
                Extent::None => {}
                Extent::Some { types, commands } if types.is_empty() => all.extend_from_slice(commands),
                _ => return None,
            }
        }
        Some(all)
    }
}
