//! What can be asked of a dialect about its commands.

use super::command::{Category, Command};
use super::{CommandSet, Table};
use crate::engine::{Dialect, Engine, Modules};
use alloc::boxed::Box;
use once_cell::race::OnceBox;

impl Dialect {
    pub(crate) fn table(self) -> &'static Table {
        const MODULES: usize = Modules::ALL.len();
        // Each is made once, from recorded data.
        static TABLES: [OnceBox<Table>; Engine::ALL.len() * MODULES] =
            [const { OnceBox::new() }; Engine::ALL.len() * MODULES];
        let index = self.engine as usize * MODULES + self.modules as usize;
        TABLES[index].get_or_init(|| Box::new(Table::new(self.engine, self.modules)))
    }

    /// Every command that exists here, containers and subcommands included, by number.
    pub fn commands(self) -> impl Iterator<Item = Command> {
        self.table().present.iter()
    }

    /// Whether the command exists here.
    #[must_use]
    pub fn knows(self, command: Command) -> bool {
        self.table().present.contains(command)
    }

    /// The command of that name, in any case: `get`, `CONFIG|GET`.
    ///
    /// ```
    /// use access_string::{Dialect, Engine, Modules};
    /// let dialect = Dialect::from(Engine::Valkey80);
    /// assert_eq!(dialect.command("Config|Get").unwrap().name(), "config|get");
    /// assert_eq!(dialect.command("json.get"), None);
    /// assert!(Engine::Valkey80.with(Modules::Json).command("json.get").is_some());
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

    /// The subcommand of later versions that this argument names, if subcommands have no separate rights but a first
    /// argument may have: Redis 6 doesn't know `client|setname` as a command, but accepts `+client|setname`.
    pub(crate) fn later_subcommand(self, command: Command, argument: &[u8]) -> Option<Command> {
        if self.engine.has_selectors() || self.table().never_refused(command) {
            return None;
        }
        command.find_sub(argument)
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

    /// Whether a command is in a category.
    #[must_use]
    pub fn is_in(self, command: Command, category: Category) -> bool {
        self.table().category_bits(command) >> category.index() & 1 == 1
    }

    /// The commands of a category, subcommands included.
    #[must_use]
    pub fn members(self, category: Category) -> CommandSet {
        *self.table().members(category)
    }

    /// The commands that have subcommands, each with its own rights.
    #[must_use]
    pub fn containers(self) -> CommandSet {
        self.table().containers
    }

    /// The subcommands of a container such as `config`; none for other commands.
    pub fn subcommands(self, container: Command) -> impl Iterator<Item = Command> {
        self.table().subcommands(container)
    }

    /// The command that a subcommand belongs to.
    #[must_use]
    pub fn container(self, subcommand: Command) -> Option<Command> {
        subcommand.container()
    }

    /// Whether the command has subcommands, each with its own rights.
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
