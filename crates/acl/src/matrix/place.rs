//! Which cell a command is in.

use super::{Column, Row};
use crate::tables::{Command, CommandSet, Special, Table};
use alloc::vec::Vec;

/// The rows of commands with their categories, in the order in which they claim commands.
const CLAIMS: [(Row, &str); 19] = [
    (Row::Admin, "admin"),
    (Row::Dangerous, "dangerous"),
    (Row::Scripting, "scripting"),
    (Row::Pubsub, "pubsub"),
    (Row::Json, "json"),
    (Row::Bloom, "bloom"),
    (Row::Search, "search"),
    (Row::Bitmap, "bitmap"),
    (Row::Hyperloglog, "hyperloglog"),
    (Row::Geo, "geo"),
    (Row::Stream, "stream"),
    (Row::Hash, "hash"),
    (Row::List, "list"),
    (Row::SortedSet, "sortedset"),
    (Row::Set, "set"),
    (Row::String, "string"),
    (Row::AnyType, "keyspace"),
    (Row::Transaction, "transaction"),
    (Row::Connection, "connection"),
];

/// The cells of all commands of a dialect.
pub(super) struct CellIndex {
    rows: Vec<(Row, CommandSet)>,
    read: CommandSet,
    write: CommandSet,
    /// An object that can be denied.
    pub(super) all: CommandSet,
}

impl CellIndex {
    pub(super) fn new(table: &Table) -> Self {
        let of = |name: &str| {
            let category = table.category(name.as_bytes());
            category.map_or(CommandSet::EMPTY, |category| table.belonging(category))
        };
        Self {
            rows: CLAIMS.iter().map(|(row, category)| (*row, of(category))).collect(),
            read: of("read"),
            write: of("write"),
            all: table.present.without(&table.containers).without(&table.never_refused),
        }
    }

    /// The cell of a command.
    pub(super) fn locate(&self, command: Command) -> (Row, Column) {
        let claims = |(_, commands): &&(Row, CommandSet)| commands.contains(command);
        let row = self.rows.iter().find(claims).map_or(Row::Server, |(row, _)| *row);
        let column = match (row, command.name()) {
            (Row::Pubsub, _) if command.special() == Special::Publish => Column::Write,
            (Row::Pubsub, name) if name.starts_with("pubsub") => Column::Manage,
            (Row::Pubsub, _) => Column::Read,
            (Row::Scripting, "eval_ro" | "evalsha_ro" | "fcall_ro") => Column::Read,
            (Row::Scripting, "eval" | "evalsha" | "fcall") => Column::Write,
            (Row::Scripting, _) => Column::Manage,
            _ if self.write.contains(command) => Column::Write,
            _ if self.read.contains(command) => Column::Read,
            _ => Column::Manage,
        };
        (row, column)
    }

    /// The commands of a cell.
    pub(super) fn members(&self, row: Row, column: Column) -> CommandSet {
        let is_here = |(other, of): (Row, Column)| of == column && row.includes(other);
        self.all.iter().filter(|command| is_here(self.locate(*command))).collect()
    }
}
