//! What a user may do, as a table: rows are what commands work on, columns what they do to it.
//!
//! Every command that a server can deny is in exactly one cell. The first two rows are about key and channel
//! patterns instead of commands, and the row of all data types repeats the rows below it.

mod change;
mod fewest;
mod place;
mod reach;

pub use change::{Change, KeptOut};
pub use reach::Reach;

use crate::access::Access;
use crate::effective::Effective;
use crate::parse::AccessString;
use crate::user::{KeyPattern, Selector, User};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use place::CellIndex;
use reach::Scopes;

/// What a row's commands work on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[allow(missing_docs)] // the names of data types say it
pub enum Row {
    /// Which keys the patterns allow.
    Keys,
    /// Which channels the patterns allow.
    Channels,
    /// All data types at once: every row down to [`Row::AnyType`].
    Data,
    String,
    Hash,
    List,
    Set,
    SortedSet,
    Stream,
    Bitmap,
    Hyperloglog,
    Geo,
    Json,
    Bloom,
    Search,
    /// Keys of any type: `DEL`, `EXPIRE`, `TTL`.
    AnyType,
    /// Publishing and subscribing.
    Pubsub,
    /// The connection itself: `PING`, `SELECT`, `CLIENT SETNAME`.
    Connection,
    /// `MULTI`, `EXEC`, `WATCH`.
    Transaction,
    /// Scripts and functions.
    Scripting,
    /// Everything else: `COMMAND`, `TIME`, `ACL WHOAMI`.
    Server,
    /// `@dangerous` commands that aren't `@admin`: `FLUSHALL`, `KEYS`, `INFO`.
    Dangerous,
    /// `@admin` commands.
    Admin,
}

impl Row {
    /// All rows, from top to bottom.
    pub const ALL: [Self; 23] = [
        Self::Keys,
        Self::Channels,
        Self::Data,
        Self::String,
        Self::Hash,
        Self::List,
        Self::Set,
        Self::SortedSet,
        Self::Stream,
        Self::Bitmap,
        Self::Hyperloglog,
        Self::Geo,
        Self::Json,
        Self::Bloom,
        Self::Search,
        Self::AnyType,
        Self::Pubsub,
        Self::Connection,
        Self::Transaction,
        Self::Scripting,
        Self::Server,
        Self::Dangerous,
        Self::Admin,
    ];

    /// Its title: `Sorted sets`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Keys => "Keys",
            Self::Channels => "Channels",
            Self::Data => "All data types",
            Self::String => "Strings",
            Self::Hash => "Hashes",
            Self::List => "Lists",
            Self::Set => "Sets",
            Self::SortedSet => "Sorted sets",
            Self::Stream => "Streams",
            Self::Bitmap => "Bitmaps",
            Self::Hyperloglog => "HyperLogLogs",
            Self::Geo => "Geo",
            Self::Json => "JSON",
            Self::Bloom => "Bloom filters",
            Self::Search => "Search",
            Self::AnyType => "Any type",
            Self::Pubsub => "Pub/Sub",
            Self::Connection => "Connection",
            Self::Transaction => "Transactions",
            Self::Scripting => "Scripts",
            Self::Server => "Server info",
            Self::Dangerous => "Danger",
            Self::Admin => "Administration",
        }
    }

    /// Whether its commands work on one type of data, or on keys of any type.
    #[must_use]
    pub const fn is_data(self) -> bool {
        (self as u8) > (Self::Data as u8) && (self as u8) <= (Self::AnyType as u8)
    }

    /// Whether the cells of another row are shown in it.
    fn includes(self, other: Self) -> bool {
        self == other || self == Self::Data && other.is_data()
    }

    /// Whether its commands can harm others: danger, administration and scripts.
    #[must_use]
    pub const fn is_risky(self) -> bool {
        matches!(self, Self::Dangerous | Self::Admin | Self::Scripting)
    }
}

/// What commands do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Column {
    /// They read: `@read`, subscribing, scripts that only read.
    Read,
    /// They write: `@write`, publishing, scripts that may write.
    Write,
    /// Neither: they manage what the row is about.
    Manage,
}

impl Column {
    /// All columns, from left to right.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Manage];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Write => "Write",
            Self::Manage => "Manage",
        }
    }

    const fn access(self) -> Access {
        match self {
            Self::Read => Access { read: true, write: false },
            _ => Access { read: false, write: true },
        }
    }
}

/// How much of a cell a user has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Share {
    /// Nothing of it.
    None,
    /// Some of it.
    Part,
    /// All of it.
    Full,
}

impl Share {
    fn new(some: usize, all: usize) -> Self {
        match some {
            0 => Self::None,
            some if some == all => Self::Full,
            _ => Self::Part,
        }
    }
}

/// A command of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct CellCommand {
    /// The command, with the word that decided about it.
    pub effective: Effective,
    /// Whether the user can get it to work.
    pub reach: Reach,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Cell {
    /// What it is about.
    pub row: Row,
    /// What its commands do.
    pub column: Column,
    /// How much of it works: all commands, or all keys and channels.
    pub share: Share,
    /// Its commands, by number. None in the rows of keys and channels.
    pub commands: Vec<CellCommand>,
    /// In the rows of keys and channels: the patterns, as words.
    pub patterns: Vec<String>,
}

impl Cell {
    /// How many of its commands the command words allow, whether or not keys and channels go with them.
    #[must_use]
    pub fn allowed(&self) -> usize {
        self.commands
            .iter()
            .filter(|command| command.effective.allowed && !command.effective.only_first_args)
            .count()
    }

    /// Why nothing works although commands are allowed.
    #[must_use]
    pub fn blocked(&self) -> Option<Reach> {
        let blocks = |reach: &Reach| matches!(reach, Reach::NoKey | Reach::NoChannel | Reach::NoDatabase);
        let first = self.commands.iter().map(|command| command.reach).find(blocks);
        first.filter(|_| self.share == Share::None)
    }
}

impl AccessString {
    /// The table, row by row, without empty cells.
    ///
    /// ```
    /// use access_string::{Column, Engine, Row, Share, parse};
    /// let cells = parse("on ~app:* -@all +@read -@dangerous", Engine::Valkey80).matrix();
    /// let share = |row, column| cells.iter().find(|cell| (cell.row, cell.column) == (row, column)).unwrap().share;
    /// assert_eq!(share(Row::Keys, Column::Read), Share::Part);
    /// assert_eq!(share(Row::Hash, Column::Read), Share::Full);
    /// assert_eq!(share(Row::Hash, Column::Write), Share::None);
    /// assert_eq!(share(Row::Dangerous, Column::Write), Share::None);
    /// ```
    #[must_use]
    pub fn matrix(&self) -> Vec<Cell> {
        let user = &self.user;
        let table = user.dialect.table();
        let (places, scopes) = (CellIndex::new(table), Scopes::new(user));
        let all: Vec<(Row, Column, CellCommand)> = user
            .commands()
            .into_iter()
            .filter(|entry| !table.never_refused(entry.command))
            .map(|effective| {
                let (row, column) = places.locate(effective.command);
                (row, column, CellCommand { effective, reach: scopes.reach(table, effective) })
            })
            .collect();
        let mut cells = Vec::new();
        for row in Row::ALL {
            for column in Column::ALL {
                let cell = match row {
                    Row::Keys => key_cell(user, column),
                    Row::Channels => channel_cell(user, column),
                    _ => {
                        let here = all.iter().filter(|(place, of, _)| row.includes(*place) && *of == column);
                        command_cell(row, column, here.map(|(.., command)| *command).collect())
                    }
                };
                cells.extend(cell);
            }
        }
        cells
    }
}

fn command_cell(row: Row, column: Column, commands: Vec<CellCommand>) -> Option<Cell> {
    let works = |reach: Reach| matches!(reach, Reach::Allowed | Reach::FirstArguments);
    let full = commands.iter().filter(|command| command.reach == Reach::Allowed).count();
    let share = match Share::new(full, commands.len()) {
        Share::None if commands.iter().any(|command| works(command.reach)) => Share::Part,
        share => share,
    };
    (!commands.is_empty()).then(|| Cell { row, column, share, commands, patterns: Vec::new() })
}

fn key_cell(user: &User, column: Column) -> Option<Cell> {
    if column == Column::Manage {
        return None;
    }
    let needs = column.access();
    let is_full =
        |selector: &Selector| selector.all_keys || selector.keys.iter().any(|key| is_everything(key, needs));
    let mut patterns: Vec<String> = Vec::new();
    for selector in user.all_selectors() {
        patterns.extend(selector.all_keys.then(|| "~*".to_owned()));
        let keys = selector.keys.iter().filter(|key| key.access.covers(needs));
        patterns.extend(keys.map(key_word));
    }
    let is_full = user.all_selectors().any(is_full);
    Some(scope(Row::Keys, column, patterns, is_full))
}

fn channel_cell(user: &User, column: Column) -> Option<Cell> {
    if column == Column::Manage || !user.dialect.engine.has_channels() {
        return None;
    }
    let mut patterns: Vec<String> = Vec::new();
    for selector in user.all_selectors() {
        patterns.extend(selector.all_channels.then(|| "&*".to_owned()));
        let channels = selector.channels.iter();
        patterns.extend(channels.map(|channel| format!("&{}", String::from_utf8_lossy(&channel.pattern))));
    }
    let is_full = user.all_selectors().any(|selector| selector.all_channels);
    Some(scope(Row::Channels, column, patterns, is_full))
}

fn scope(row: Row, column: Column, mut patterns: Vec<String>, is_full: bool) -> Cell {
    let mut seen = hashbrown::HashSet::new();
    patterns.retain(|word| seen.insert(word.clone()));
    let share = match is_full {
        true => Share::Full,
        false => Share::new(usize::from(!patterns.is_empty()), 2),
    };
    Cell { row, column, share, commands: Vec::new(), patterns }
}

fn is_everything(key: &KeyPattern, needs: Access) -> bool {
    key.access.covers(needs) && !key.pattern.is_empty() && key.pattern.iter().all(|&byte| byte == b'*')
}

fn key_word(key: &KeyPattern) -> String {
    format!("{}{}", key.access.prefix(), String::from_utf8_lossy(&key.pattern))
}
