//! The shapes of the static table.

use crate::access::Access;

/// A command or subcommand, the same for all engines.
pub(crate) struct Row {
    /// What it has beyond its key specs.
    pub(crate) special: Special,
    /// The number of the first subcommand; the others follow it.
    pub(crate) first_subcommand: u16,
    pub(crate) subcommands: u8,
    /// The number of the command that a subcommand belongs to.
    pub(crate) container: Option<u16>,
    /// What differs between engines; no engine is in two.
    pub(crate) variants: &'static [Variant],
}

/// A command's properties in some engines.
pub(crate) struct Variant {
    /// A bit for each engine, in the order of [`Engine::ALL`](crate::Engine::ALL).
    pub(crate) engines: u8,
    /// The first of [`Modules::ALL`](crate::Modules::ALL) that has it.
    pub(crate) modules: u8,
    /// A bit for each category.
    pub(crate) categories: u32,
    /// Whether it has subcommands with their own rights.
    pub(crate) container: bool,
    /// Whether every user may run it, regardless of the access string.
    pub(crate) never_refused: bool,
    /// The number of arguments with the name; negative: at least that many.
    pub(crate) arity: i8,
    pub(crate) keys: &'static [KeySpec],
}

/// A row without anything special.
pub(super) const ROW: Row =
    Row { special: Special::None, first_subcommand: 0, subcommands: 0, container: None, variants: &[] };

/// A variant of the server's own.
pub(super) const VARIANT: Variant = Variant {
    engines: 0,
    modules: 0,
    categories: 0,
    container: false,
    never_refused: false,
    arity: -1,
    keys: &[],
};

/// A key spec that can be trusted.
pub(super) const KEY_SPEC: KeySpec = KeySpec {
    access: Access::NONE,
    not_key: false,
    incomplete: false,
    variable: false,
    begin: Begin::Unknown,
    find: Find::Unknown,
};

/// Where some of a command's keys are, and what is done to them.
pub(crate) struct KeySpec {
    pub(crate) access: Access,
    /// It names no key, but what a cluster routes by.
    pub(crate) not_key: bool,
    /// It may miss keys.
    pub(crate) incomplete: bool,
    /// What is done to the keys depends on the arguments.
    pub(crate) variable: bool,
    pub(crate) begin: Begin,
    pub(crate) find: Find,
}

/// Where the keys begin.
#[derive(Clone, Copy)]
pub(crate) enum Begin {
    /// At this argument.
    Index(i8),
    /// After this word, which is looked for from an argument on; from the end where that is negative.
    Keyword(&'static str, i8),
    /// Only the command itself knows.
    Unknown,
}

/// Which arguments are keys, from the first on.
#[derive(Clone, Copy)]
pub(crate) enum Find {
    /// Up to `last`, counted from the first, or from the end where it is negative; `limit` is the part of the
    /// arguments that is looked at.
    Range { last: i8, step: i8, limit: i8 },
    /// As many as the argument `number` says, the first at `first`.
    Count { number: i8, first: i8, step: i8 },
    /// Redis 6: up to the argument `last`, counted from the command's name.
    Legacy { last: i8, step: i8 },
    /// Only the command itself knows.
    Unknown,
}

/// What a command has beyond key specs: a routine that finds its keys, channels, databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Special {
    None,
    /// The number of keys, then the keys; the field is the position of the number.
    NumKeys(u8),
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
