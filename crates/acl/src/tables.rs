//! The commands of all engines, from one static table.
//!
//! The table itself, `tables/data.rs`, is generated from what real servers reported. A command has
//! one number for all engines; [`Table`] is what one dialect sees of it, made on first use.

#[rustfmt::skip]
mod data;

use crate::bits::Bits;
use crate::engine::{Dialect, Engine};
use std::cmp::Ordering;
use std::fmt;
use std::sync::OnceLock;

pub(crate) const COUNT: usize = data::COUNT;
pub(crate) const CATEGORY_COUNT: usize = data::CATEGORIES.len();

const NONE: u16 = u16::MAX;

/// Where the name starts, the first variant, the first subcommand, how many of these, and what is
/// special about it. Names and variants end where those of the next row start.
struct Row(u16, u16, u16, u8, u8);

/// Categories and marks, engines, arity, list of key specs.
struct Variant(u32, u16, i8, u8);

/// A key spec: flags; how the search begins, and where; how the keys are found, and three numbers.
#[derive(Clone, Copy)]
pub(crate) struct Spec(
    pub(crate) u8,
    pub(crate) u8,
    pub(crate) i8,
    pub(crate) u8,
    pub(crate) i8,
    pub(crate) i8,
    pub(crate) i8,
);

const CONTAINER: u32 = 1 << 24;
const NEVER_REFUSED: u32 = 1 << 25;
const CATEGORY_MASK: u32 = (1 << 24) - 1;

/// What a command has beyond key specs: a routine that finds its keys, channels, databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Special {
    None,
    /// The number of keys, then the keys; the field is the position of the number.
    NumKeys(usize),
    /// A destination, the number of keys, the keys.
    Store,
    Sort,
    SortRo,
    Migrate,
    GeoRadius,
    XRead,
    Set,
    BitField,
    Memory,
    StrAlgo,
    Publish,
    Subscribe,
    PSubscribe,
    Select,
    SwapDb,
    Move,
    Copy,
    AllDbs,
}

const SPECIALS: [Special; 21] = [
    Special::None,
    Special::NumKeys(1),
    Special::NumKeys(2),
    Special::Store,
    Special::Sort,
    Special::SortRo,
    Special::Migrate,
    Special::GeoRadius,
    Special::XRead,
    Special::Set,
    Special::BitField,
    Special::Memory,
    Special::StrAlgo,
    Special::Publish,
    Special::Subscribe,
    Special::PSubscribe,
    Special::Select,
    Special::SwapDb,
    Special::Move,
    Special::Copy,
    Special::AllDbs,
];

/// A command or subcommand, the same for all engines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Command(u16);

impl Command {
    pub(crate) fn from_index(index: usize) -> Option<Self> {
        u16::try_from(index).ok().filter(|_| index < COUNT).map(Self)
    }

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    fn row(self) -> &'static Row {
        &data::ROWS[self.index()]
    }

    /// The full name in lower case: `get`, `config|get`.
    #[must_use]
    pub fn name(self) -> &'static str {
        let start = usize::from(self.row().0);
        let end = usize::from(data::ROWS[self.index() + 1].0);
        &data::NAMES[start..end]
    }

    /// Whether this is a subcommand, such as `config|get`.
    #[must_use]
    pub fn is_subcommand(self) -> bool {
        self.index() >= data::TOPS
    }

    pub(crate) fn special(self) -> Special {
        SPECIALS[usize::from(self.row().4)]
    }

    pub(crate) fn subcommands(self) -> std::ops::Range<u16> {
        let Row(_, _, first, count, _) = *self.row();
        first..first + u16::from(count)
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A command category, such as `read`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category(u8);

impl Category {
    /// All categories of all engines, in the order of `ACL CAT`; `json`, `bloom` and `search` of the
    /// modules last.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..24).map(Self)
    }

    /// The name without `@`: `read`.
    #[must_use]
    pub fn name(self) -> &'static str {
        data::CATEGORIES[self.index()]
    }

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl fmt::Debug for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.name())
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.name())
    }
}

/// What one dialect sees of the table. `Copy`: it lives as long as the program, and must own nothing that could be freed.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    variants: [u16; COUNT],
    containers_of: [u16; COUNT],
    pub(crate) present: Bits,
    pub(crate) containers: Bits,
    pub(crate) never_refused: Bits,
    /// The commands that are in a category.
    pub(crate) members: [Bits; CATEGORY_COUNT],
    /// How many commands are in a category.
    pub(crate) sizes: [u32; CATEGORY_COUNT],
    /// The commands that a category word touches: its members, and all subcommands of containers
    /// that are members.
    pub(crate) touched: [Bits; CATEGORY_COUNT],
    /// The commands that can name keys.
    pub(crate) takes_keys: Bits,
    /// The commands whose channels are checked.
    pub(crate) takes_channels: Bits,
    /// What usual clients send at the start of a connection.
    pub(crate) connecting: [Option<Command>; 5],
    /// What answers with names of keys and asks for none.
    pub(crate) seeing: [Option<Command>; 3],
}

impl Table {
    fn new(engine: Engine, modules: bool) -> Self {
        let mut table = Self {
            variants: [NONE; COUNT],
            containers_of: [NONE; COUNT],
            present: Bits::EMPTY,
            containers: Bits::EMPTY,
            never_refused: Bits::EMPTY,
            members: [Bits::EMPTY; CATEGORY_COUNT],
            sizes: [0; CATEGORY_COUNT],
            touched: [Bits::EMPTY; CATEGORY_COUNT],
            takes_keys: Bits::EMPTY,
            takes_channels: Bits::EMPTY,
            connecting: [None; 5],
            seeing: [None; 3],
        };
        let bit = 1u16 << engine as u16;
        for (index, pair) in data::ROWS.windows(2).enumerate() {
            let [row, next] = pair else { continue };
            let Some(at) = (row.1..next.1).find(|&at| data::VARIANTS[usize::from(at)].1 & bit != 0) else {
                continue;
            };
            let marks = data::VARIANTS[usize::from(at)].0;
            if marks & MODULE != 0 && !modules {
                continue;
            }
            table.variants[index] = at;
            table.present.set(index, true);
            table.containers.set(index, marks & CONTAINER != 0);
            table.never_refused.set(index, marks & NEVER_REFUSED != 0);
            for (category, members) in table.members.iter_mut().enumerate() {
                members.set(index, marks >> category & 1 == 1);
            }
            for sub in row.2..row.2 + u16::from(row.3) {
                table.containers_of[usize::from(sub)] = u16::try_from(index).unwrap_or(NONE);
            }
        }
        table.sizes = table.members.map(|members| members.count());
        table.touched = table.members;
        for category in 0..CATEGORY_COUNT {
            for container in table.members[category].iter() {
                let Row(_, _, first, count, _) = data::ROWS[container];
                for sub in first..first + u16::from(count) {
                    let exists = table.present.contains(usize::from(sub));
                    if exists {
                        table.touched[category].set(usize::from(sub), true);
                    }
                }
            }
        }
        for command in table.present.iter().filter_map(Command::from_index) {
            let keys = table.specs(command).iter().any(|spec| spec.0 & crate::keys::NOT_KEY == 0);
            let channels =
                matches!(command.special(), Special::Publish | Special::Subscribe | Special::PSubscribe);
            table.takes_keys.set(command.index(), keys);
            table.takes_channels.set(command.index(), channels);
        }
        let named =
            |name: &str| table.find_full(name.as_bytes()).filter(|command| !table.is_container(*command));
        let connecting = ["ping", "client|setname", "client|setinfo", "client", "select"].map(named);
        let seeing = ["keys", "scan", "randomkey"].map(named);
        Self { connecting, seeing, ..table }
    }

    fn variant(&self, command: Command) -> Option<&'static Variant> {
        data::VARIANTS.get(usize::from(self.variants[command.index()]))
    }

    /// A top-level command by its name in any case.
    pub(crate) fn find(&self, name: &[u8]) -> Option<Command> {
        find_in_any(name).filter(|command| self.present.contains(command.index()))
    }

    /// A subcommand by its own name in any case.
    pub(crate) fn find_sub(&self, container: Command, name: &[u8]) -> Option<Command> {
        find_in(container.subcommands(), container.name().len() + 1, name)
            .filter(|command| self.present.contains(command.index()))
    }

    /// A command by its full name: `get`, `config|get`.
    pub(crate) fn find_full(&self, name: &[u8]) -> Option<Command> {
        let mut parts = name.split(|&byte| byte == b'|');
        let container = self.find(parts.next()?)?;
        match (parts.next(), parts.next()) {
            (None, _) => Some(container),
            (Some(sub), None) => self.find_sub(container, sub),
            _ => None,
        }
    }

    pub(crate) fn is_container(&self, command: Command) -> bool {
        self.containers.contains(command.index())
    }

    pub(crate) fn container_of(&self, command: Command) -> Option<Command> {
        Command::from_index(usize::from(self.containers_of[command.index()]))
    }

    pub(crate) fn subcommands(&self, container: Command) -> impl Iterator<Item = Command> + '_ {
        let all = container.subcommands().map(Command);
        all.filter(|sub| self.present.contains(sub.index()))
    }

    pub(crate) fn never_refused(&self, command: Command) -> bool {
        self.never_refused.contains(command.index())
    }

    pub(crate) fn arity(&self, command: Command) -> i8 {
        self.variant(command).map_or(-1, |variant| variant.2)
    }

    pub(crate) fn specs(&self, command: Command) -> &'static [Spec] {
        let list = self.variant(command).map_or(0, |variant| usize::from(variant.3));
        let start = usize::from(data::SPEC_LISTS[list]);
        let end = usize::from(data::SPEC_LISTS[list + 1]);
        &data::SPECS[start..end]
    }

    pub(crate) fn category_bits(&self, command: Command) -> u32 {
        self.variant(command).map_or(0, |variant| variant.0 & CATEGORY_MASK)
    }

    /// A category by its name in any case; those of modules only where a module has them.
    pub(crate) fn category(&self, name: &[u8]) -> Option<Category> {
        let index = data::CATEGORIES.iter().position(|own| own.as_bytes().eq_ignore_ascii_case(name))?;
        if index >= MODULE_CATEGORIES && self.sizes[index] == 0 {
            return None;
        }
        u8::try_from(index).ok().map(Category)
    }
}

const MODULE: u32 = 1 << 26;
/// The categories from this one on belong to modules.
const MODULE_CATEGORIES: usize = 21;

/// A top-level command of any engine, by its name in any case.
pub(crate) fn find_in_any(name: &[u8]) -> Option<Command> {
    let letter = usize::from(name.first()?.to_ascii_lowercase().checked_sub(b'a')?);
    let start = *data::FIRST.get(letter)?;
    let end = *data::FIRST.get(letter + 1)?;
    find_in(start..end, 0, name)
}

/// Finds a name, behind what all names of the range begin with.
pub(crate) fn find_in(range: std::ops::Range<u16>, skip: usize, name: &[u8]) -> Option<Command> {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low.midpoint(high);
        let command = Command(middle);
        match compare(command.name().as_bytes().get(skip..)?, name) {
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
            Ordering::Equal => return Some(command),
        }
    }
    None
}

/// `own` is in lower case.
fn compare(own: &[u8], name: &[u8]) -> Ordering {
    let name = name.iter().map(u8::to_ascii_lowercase);
    own.iter().copied().cmp(name)
}

impl Dialect {
    pub(crate) fn table(self) -> &'static Table {
        static TABLES: [OnceLock<Table>; 20] = [const { OnceLock::new() }; 20];
        let index = self.engine as usize * 2 + usize::from(self.modules);
        TABLES[index].get_or_init(|| Table::new(self.engine, self.modules))
    }

    /// Every command that exists here, containers and subcommands included, by number.
    pub fn commands(self) -> impl Iterator<Item = Command> {
        self.table().present.iter().filter_map(Command::from_index)
    }

    /// The command of that name, in any case: `get`, `CONFIG|GET`.
    ///
    /// ```
    /// use access_string::{Dialect, Engine};
    /// let dialect = Dialect::from(Engine::Valkey80);
    /// assert_eq!(dialect.command("Config|Get").unwrap().name(), "config|get");
    /// assert_eq!(dialect.command("json.get"), None);
    /// assert!(Engine::Valkey80.elasticache().command("json.get").is_some());
    /// ```
    #[must_use]
    pub fn command(self, name: &str) -> Option<Command> {
        self.table().find_full(name.as_bytes())
    }

    /// The command that an argument vector calls: a subcommand where the first argument names one.
    #[must_use]
    pub fn command_of<A: AsRef<[u8]>>(self, argv: &[A]) -> Option<Command> {
        let table = self.table();
        let command = table.find(argv.first()?.as_ref())?;
        match argv.get(1) {
            Some(sub) if table.is_container(command) => table.find_sub(command, sub.as_ref()),
            _ => Some(command),
        }
    }

    /// The categories that exist here, in the order of `ACL CAT`.
    pub fn categories(self) -> impl Iterator<Item = Category> {
        let table = self.table();
        Category::all().filter(|category| table.sizes[category.index()] > 0)
    }

    /// The category of that name, without `@`, in any case.
    #[must_use]
    pub fn category(self, name: &str) -> Option<Category> {
        self.table().category(name.as_bytes())
    }

    /// The categories a command is in.
    pub fn categories_of(self, command: Command) -> impl Iterator<Item = Category> {
        let bits = self.table().category_bits(command);
        Category::all().filter(move |category| bits >> category.index() & 1 == 1)
    }

    /// The commands of a category, subcommands included.
    pub fn members(self, category: Category) -> impl Iterator<Item = Command> {
        let members = &self.table().members[category.index()];
        members.iter().filter_map(Command::from_index)
    }

    /// The subcommands of a container such as `config`; none for other commands.
    pub fn subcommands(self, container: Command) -> impl Iterator<Item = Command> {
        self.table().subcommands(container)
    }

    /// The command that a subcommand belongs to.
    #[must_use]
    pub fn container(self, subcommand: Command) -> Option<Command> {
        self.table().container_of(subcommand)
    }

    /// Whether the command has subcommands, each with rights of its own.
    #[must_use]
    pub fn is_container(self, command: Command) -> bool {
        self.table().is_container(command)
    }

    /// The number of arguments with the command's name; negative: at least that many.
    #[must_use]
    pub fn arity(self, command: Command) -> i8 {
        self.table().arity(command)
    }
}

#[cfg(test)]
mod tests {
    use super::data;

    // What the table adds to a program; a page that carries it is counted in bytes.
    #[test]
    fn the_table_is_small() {
        let size = data::NAMES.len()
            + size_of_val(&data::ROWS)
            + size_of_val(&data::VARIANTS)
            + size_of_val(&data::SPECS)
            + size_of_val(&data::SPEC_LISTS);
        assert!(size < 15_000, "{size} bytes");
    }
}
