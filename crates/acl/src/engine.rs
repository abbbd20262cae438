//! Which server the rules are for.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// A server whose rules are followed, by name and minor version.
///
/// Each answers as one recorded release did: Redis 6.0.16, 6.2.5 and 7.0.15, Valkey 7.2.7, 8.0.1, 8.1.8, 9.0.0 and
/// 9.1.2. Engines are ordered: oldest rules first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Engine {
    /// Redis 6.0: the first with access strings.
    Redis60,
    /// Redis 6.2: channels.
    Redis62,
    /// Redis 7.0: selectors, read and write key patterns, subcommands.
    Redis70,
    /// Valkey 7.2: the canonical form keeps the words it was given.
    Valkey72,
    /// Valkey 8.0.
    Valkey80,
    /// Valkey 8.1.
    Valkey81,
    /// Valkey 9.0: quotes inside selectors join what they touch.
    Valkey90,
    /// Valkey 9.1: databases.
    Valkey91,
}

impl Engine {
    /// All engines, oldest rules first.
    pub const ALL: [Self; 8] = [
        Self::Redis60,
        Self::Redis62,
        Self::Redis70,
        Self::Valkey72,
        Self::Valkey80,
        Self::Valkey81,
        Self::Valkey90,
        Self::Valkey91,
    ];

    /// `valkey-8.0`, `redis-6.2`: what [`Display`](fmt::Display) writes and [`FromStr`] reads.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Redis60 => "redis-6.0",
            Self::Redis62 => "redis-6.2",
            Self::Redis70 => "redis-7.0",
            Self::Valkey72 => "valkey-7.2",
            Self::Valkey80 => "valkey-8.0",
            Self::Valkey81 => "valkey-8.1",
            Self::Valkey90 => "valkey-9.0",
            Self::Valkey91 => "valkey-9.1",
        }
    }

    /// Whether there are channel rules (`&pattern`).
    #[must_use]
    pub fn has_channels(self) -> bool {
        self >= Self::Redis62
    }

    /// Whether there are selectors, subcommands, and read and write key patterns.
    #[must_use]
    pub fn has_selectors(self) -> bool {
        self >= Self::Redis70
    }

    /// Whether the canonical form keeps the command words, instead of rebuilding them from the commands.
    #[must_use]
    pub fn keeps_words(self) -> bool {
        self >= Self::Valkey72
    }

    /// Whether there are database rules (`db=0`).
    #[must_use]
    pub fn has_databases(self) -> bool {
        self >= Self::Valkey91
    }

    /// Whether users have the payload flag (`sanitize-payload`) and show it.
    #[must_use]
    pub fn shows_payload_flag(self) -> bool {
        self >= Self::Redis62 && self < Self::Valkey91
    }

    /// This engine with modules loaded.
    ///
    /// ```
    /// use access_string::{Engine, Modules, parse};
    ///
    /// assert!(!parse("on ~doc:* +@json", Engine::Valkey81).is_accepted());
    /// assert!(parse("on ~doc:* +@json", Engine::Valkey81.with(Modules::Json)).is_accepted());
    /// ```
    #[must_use]
    pub fn with(self, modules: Modules) -> Dialect {
        Dialect { modules, ..Dialect::from(self) }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// ```
/// use access_string::Engine;
///
/// assert_eq!("valkey-8.0".parse(), Ok(Engine::Valkey80));
/// assert_eq!("valkey-8".parse::<Engine>().unwrap_err().to_string(), "unknown engine `valkey-8`");
/// ```
impl FromStr for Engine {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|engine| engine.name() == name);
        found.ok_or_else(|| UnknownName::new("engine", name))
    }
}

/// The modules that are loaded into a server, each set with the one before it.
///
/// Which commands a module has depends on its release; these are the steps that access strings notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Modules {
    /// No module.
    #[default]
    None,
    /// `JSON.*` but `JSON.MSET`.
    Json,
    /// All of `JSON.*`, and `BF.*`.
    Bloom,
    /// `FT.*` but `FT.AGGREGATE`, too.
    Search,
    /// `FT.AGGREGATE`, too.
    Aggregate,
}

impl Modules {
    /// All of them, the fewest commands first.
    pub const ALL: [Self; 5] = [Self::None, Self::Json, Self::Bloom, Self::Search, Self::Aggregate];

    /// `none`, `json`, `bloom`, `search` or `aggregate`: what [`Display`](fmt::Display) writes and [`FromStr`] reads.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Json => "json",
            Self::Bloom => "bloom",
            Self::Search => "search",
            Self::Aggregate => "aggregate",
        }
    }
}

impl fmt::Display for Modules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Modules {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|modules| modules.name() == name);
        found.ok_or_else(|| UnknownName::new("set of modules", name))
    }
}

/// What an access string is read for: an engine, and what may differ between two servers of it.
/// An [`Engine`] converts into the dialect of its plain server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "camelCase"))]
pub struct Dialect {
    /// The engine.
    pub engine: Engine,
    /// The modules that are loaded.
    pub modules: Modules,
    /// What channels a new user or selector has: the parameter `acl-pubsub-default`, where `true`
    /// is `allchannels`. Redis 6.2 has `true` built in, later engines have `false`.
    pub all_channels: bool,
}

impl From<Engine> for Dialect {
    fn from(engine: Engine) -> Self {
        Self { engine, modules: Modules::None, all_channels: engine == Engine::Redis62 }
    }
}

/// A name that isn't one: what [`FromStr`] returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    kind: &'static str,
    name: String,
}

impl UnknownName {
    pub(crate) fn new(kind: &'static str, name: &str) -> Self {
        Self { kind, name: name.to_owned() }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} `{}`", self.kind, self.name)
    }
}

impl core::error::Error for UnknownName {}
