//! The commands of all engines, from one static table.
//!
//! The table itself, `tables/data.rs`, is generated from what real servers reported. A command has
//! one number for all engines; [`Table`] is what one dialect sees of it, made on first use.

mod command;
#[rustfmt::skip]
mod data;
mod dialect;
mod row;
mod set;

use crate::engine::{Engine, Modules};
pub(crate) use command::{CATEGORY_COUNT, COUNT};
pub use command::{Category, Command};
use row::Variant;
pub(crate) use row::{Begin, Find, KeySpec, Special};
pub use set::CommandSet;

/// What one dialect sees of the table. `Copy`: it lives as long as the program, and must own nothing that could be freed.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    /// Which of a command's variants is the engine's; [`NO_VARIANT`] where it has none.
    variants: [u8; COUNT],
    pub(crate) present: CommandSet,
    pub(crate) containers: CommandSet,
    pub(crate) never_refused: CommandSet,
    /// The commands that are in no category.
    uncategorized: CommandSet,
    members: [CommandSet; CATEGORY_COUNT],
    /// How many commands are in each category.
    sizes: [u32; CATEGORY_COUNT],
    touched: [CommandSet; CATEGORY_COUNT],
    /// The commands that can name keys.
    pub(crate) takes_keys: CommandSet,
    /// The commands whose channels are checked.
    pub(crate) takes_channels: CommandSet,
    /// What usual clients send at the start of a connection.
    pub(crate) connecting: [Option<Command>; 5],
    /// What answers with names of keys and asks for none.
    pub(crate) seeing: [Option<Command>; 3],
}

const NO_VARIANT: u8 = u8::MAX;

impl Table {
    fn new(engine: Engine, modules: Modules) -> Self {
        let mut table = Self {
            variants: [NO_VARIANT; COUNT],
            present: CommandSet::EMPTY,
            containers: CommandSet::EMPTY,
            never_refused: CommandSet::EMPTY,
            uncategorized: CommandSet::EMPTY,
            members: [CommandSet::EMPTY; CATEGORY_COUNT],
            sizes: [0; CATEGORY_COUNT],
            touched: [CommandSet::EMPTY; CATEGORY_COUNT],
            takes_keys: CommandSet::EMPTY,
            takes_channels: CommandSet::EMPTY,
            connecting: [None; 5],
            seeing: [None; 3],
        };
        let bit = 1 << engine as u8;
        for command in Command::all() {
            let here = |variant: &Variant| variant.engines & bit != 0 && variant.modules <= modules as u8;
            let variants = command.row().variants;
            let Some((at, variant)) = variants.iter().enumerate().find(|(_, variant)| here(variant)) else {
                continue;
            };
            table.variants[command.index()] = u8::try_from(at).unwrap_or(NO_VARIANT);
            table.present.set(command, true);
            table.containers.set(command, variant.container);
            table.never_refused.set(command, variant.never_refused);
            table.uncategorized.set(command, variant.categories == 0);
            for (category, members) in table.members.iter_mut().enumerate() {
                members.set(command, variant.categories >> category & 1 == 1);
            }
            table.takes_keys.set(command, variant.keys.iter().any(|spec| !spec.not_key));
            let channels =
                matches!(command.special(), Special::Publish | Special::Subscribe | Special::PSubscribe);
            table.takes_channels.set(command, channels);
        }
        table.sizes = table.members.map(|members| members.count());
        table.touched = table.members.map(|members| {
            let mut touched = members;
            let subcommands = members.iter().flat_map(|container| table.subcommands(container));
            subcommands.for_each(|sub| touched.set(sub, true));
            touched
        });
        let named =
            |name: &str| table.find_full(name.as_bytes()).filter(|command| !table.is_container(*command));
        let connecting = ["ping", "client|setname", "client|setinfo", "client", "select"].map(named);
        let seeing = ["keys", "scan", "randomkey"].map(named);
        Self { connecting, seeing, ..table }
    }

    fn variant(&self, command: Command) -> Option<&'static Variant> {
        command.row().variants.get(usize::from(self.variants[command.index()]))
    }

    /// A top-level command by its name in any case.
    pub(crate) fn find(&self, name: &[u8]) -> Option<Command> {
        Command::find(name).filter(|command| self.present.contains(*command))
    }

    /// A subcommand by its own name in any case.
    pub(crate) fn find_sub(&self, container: Command, name: &[u8]) -> Option<Command> {
        container.find_sub(name).filter(|command| self.present.contains(*command))
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
        self.containers.contains(command)
    }

    pub(crate) fn subcommands(&self, container: Command) -> impl Iterator<Item = Command> + '_ {
        container.subcommands().filter(|sub| self.present.contains(*sub))
    }

    pub(crate) fn never_refused(&self, command: Command) -> bool {
        self.never_refused.contains(command)
    }

    pub(crate) fn takes_keys(&self, command: Command) -> bool {
        self.takes_keys.contains(command)
    }

    pub(crate) fn arity(&self, command: Command) -> i8 {
        self.variant(command).map_or(-1, |variant| variant.arity)
    }

    pub(crate) fn specs(&self, command: Command) -> &'static [KeySpec] {
        self.variant(command).map_or(&[], |variant| variant.keys)
    }

    pub(crate) fn category_bits(&self, command: Command) -> u32 {
        self.variant(command).map_or(0, |variant| variant.categories)
    }

    /// The commands that are in a category.
    pub(crate) fn members(&self, category: Category) -> &CommandSet {
        &self.members[category.index()]
    }

    /// The commands that a person would look for in a category: its members, and subcommands that are in no category and
    /// so follow their container, as those of `JSON.DEBUG` do.
    pub(crate) fn belonging(&self, category: Category) -> CommandSet {
        let mut belonging = self.touched(category).and(&self.uncategorized);
        belonging.set_all(self.members(category), true);
        belonging
    }

    /// How many commands are in a category.
    pub(crate) fn size(&self, category: Category) -> u32 {
        self.sizes[category.index()]
    }

    /// The commands that a category word touches: its members, and all subcommands of containers that are members.
    pub(crate) fn touched(&self, category: Category) -> &CommandSet {
        &self.touched[category.index()]
    }

    /// A category by its name in any case; those of modules only where a module has them.
    pub(crate) fn category(&self, name: &[u8]) -> Option<Category> {
        let known = |category: &Category| !category.is_of_module() || self.sizes[category.index()] > 0;
        Category::find(name).filter(known)
    }
}
