//! Commands and categories by number, the same for all engines.

use super::data;
use super::row::{Row, Special};
use crate::engine::UnknownName;
use alloc::borrow::Cow;
use core::cmp::Ordering;
use core::fmt;
use core::ops::Range;
use core::str::FromStr;

/// How many commands and subcommands there are.
pub(crate) const COUNT: usize = data::NAMES.len();
pub(crate) const CATEGORY_COUNT: usize = data::CATEGORIES.len();

/// An upper bound on the length of a name, in bytes. Longer words can't be commands.
const LONGEST: usize = 64;

/// A command or subcommand, the same for all engines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Command(u16);

impl Command {
    pub(super) fn from_index(index: usize) -> Option<Self> {
        u16::try_from(index).ok().filter(|_| index < COUNT).map(Self)
    }

    /// All commands and subcommands of all engines, by number.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..COUNT).filter_map(Self::from_index)
    }

    /// The command that a subcommand belongs to.
    pub(crate) fn container(self) -> Option<Self> {
        self.row().container.map(Self)
    }

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    pub(super) fn row(self) -> &'static Row {
        &data::COMMANDS[self.index()]
    }

    /// The full name in lowercase: `get`, `config|get`.
    #[must_use]
    pub fn name(self) -> &'static str {
        data::NAMES[self.index()]
    }

    /// The full name as replies spell it: as the server or the module registered it, `get`, `JSON.SET`.
    ///
    /// ```
    /// use access_string::Command;
    ///
    /// let name = |name: &str| name.parse::<Command>().unwrap().reply_name().into_owned();
    /// assert_eq!(name("get"), "get");
    /// assert_eq!(name("json.debug|memory"), "JSON.DEBUG|MEMORY");
    /// ```
    #[must_use]
    pub fn reply_name(self) -> Cow<'static, str> {
        if self.is_of_module() { self.name().to_ascii_uppercase().into() } else { self.name().into() }
    }

    /// Whether a module brings it.
    #[must_use]
    pub fn is_of_module(self) -> bool {
        self.name().contains('.')
    }

    /// Whether this is a subcommand, such as `config|get`.
    #[must_use]
    pub fn is_subcommand(self) -> bool {
        self.row().container.is_some()
    }

    pub(crate) fn special(self) -> Special {
        self.row().special
    }

    /// The subcommands of all engines.
    pub(crate) fn subcommands(self) -> impl Iterator<Item = Self> {
        self.subcommand_range().map(Self)
    }

    fn subcommand_range(self) -> Range<u16> {
        let Row { first_subcommand: first, subcommands, .. } = *self.row();
        first..first + u16::from(subcommands)
    }

    /// A top-level command of any engine, by its name in any case.
    pub(crate) fn find(name: &[u8]) -> Option<Self> {
        let letter = usize::from(name.first()?.to_ascii_lowercase().checked_sub(b'a')?);
        let start = *data::FIRST.get(letter)?;
        let end = *data::FIRST.get(letter + 1)?;
        find_in(start..end, 0, name)
    }

    /// A subcommand of any engine, by its own name in any case.
    pub(crate) fn find_sub(self, name: &[u8]) -> Option<Self> {
        find_in(self.subcommand_range(), self.name().len() + 1, name)
    }
}

/// Finds a name in any case, after what all names of the range begin with.
fn find_in(range: Range<u16>, skip: usize, name: &[u8]) -> Option<Command> {
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low.midpoint(high);
        let name = data::NAMES.get(usize::from(middle))?.as_bytes().get(skip..)?;
        match name.cmp(lower) {
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
            Ordering::Equal => return Some(Command(middle)),
        }
    }
    None
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Reads the name of a command or subcommand of any engine, in any case.
///
/// ```
/// use access_string::Command;
///
/// let command: Command = "CONFIG|GET".parse().unwrap();
/// assert_eq!(command.name(), "config|get");
/// assert_eq!("config|gte".parse::<Command>().unwrap_err().to_string(), "unknown command `config|gte`");
/// ```
impl FromStr for Command {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = match name.split_once('|') {
            None => Self::find(name.as_bytes()),
            Some((container, sub)) => {
                Self::find(container.as_bytes()).and_then(|container| container.find_sub(sub.as_bytes()))
            }
        };
        found.ok_or_else(|| UnknownName::new("command", name))
    }
}

/// A command category, such as `read`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category(u8);

impl Category {
    /// All categories of all engines, in the order of `ACL CAT`; `json`, `bloom` and `search` of the
    /// modules last.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..CATEGORY_COUNT).filter_map(Self::from_index)
    }

    pub(super) fn from_index(index: usize) -> Option<Self> {
        u8::try_from(index).ok().filter(|_| index < CATEGORY_COUNT).map(Self)
    }

    /// A category by its name in any case.
    pub(super) fn find(name: &[u8]) -> Option<Self> {
        Self::from_index(
            data::CATEGORIES.iter().position(|category| category.as_bytes().eq_ignore_ascii_case(name))?,
        )
    }

    /// Whether a module brings it.
    pub(super) fn is_of_module(self) -> bool {
        self.index() >= data::MODULE_CATEGORIES
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

/// Reads the name of a category of any engine, with or without `@`, in any case.
///
/// ```
/// use access_string::Category;
///
/// let category: Category = "@read".parse().unwrap();
/// assert_eq!(category.name(), "read");
/// assert_eq!("read".parse(), Ok(category));
/// ```
impl FromStr for Category {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::find(name.strip_prefix('@').unwrap_or(name).as_bytes());
        found.ok_or_else(|| UnknownName::new("category", name))
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, LONGEST};

    #[test]
    fn module_commands_are_unknown_to_plain_servers() {
        for command in Command::all() {
            let of_module = command.row().variants.iter().all(|variant| variant.modules > 0);
            assert_eq!(command.is_of_module(), of_module, "{command}");
        }
    }

    #[test]
    fn command_names_are_case_insensitive() {
        for command in Command::all() {
            assert!(command.name().len() <= LONGEST);
            let name = command.name().to_ascii_uppercase();
            let found = match command.container() {
                None => Command::find(name.as_bytes()),
                Some(container) => container.find_sub(name.split_once('|').unwrap().1.as_bytes()),
            };
            assert_eq!(found, Some(command));
        }
    }
}
