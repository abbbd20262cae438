//! Which server the rules are for.

use std::fmt;

/// A server whose rules are followed, by name and minor version.
///
/// Each answers as one recorded release did: Redis 6.0.16, 6.2.5 and 7.0.15, Valkey 7.2.7, 8.0.1,
/// 8.1.8, 9.0.0 and 9.1.2. Two are numbers of Amazon's own: `redis-7.1` has the rules of Redis 7.0,
/// `valkey-8.2` those of Valkey 8.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// Redis 6.0: the first with access strings.
    Redis60,
    /// Redis 6.2: channels.
    Redis62,
    /// Redis 7.0: selectors, read and write key patterns, subcommands.
    Redis70,
    /// Redis 7.1: Amazon's own number for the rules of 7.0.
    Redis71,
    /// Valkey 7.2: the canonical form keeps the words it was given.
    Valkey72,
    /// Valkey 8.0.
    Valkey80,
    /// Valkey 8.1.
    Valkey81,
    /// Valkey 8.2: Amazon's own number for the rules of 8.1.
    Valkey82,
    /// Valkey 9.0: quotes inside selectors join what they touch.
    Valkey90,
    /// Valkey 9.1: databases.
    Valkey91,
}

impl Engine {
    /// All engines, oldest rules first.
    pub const ALL: [Self; 10] = [
        Self::Redis60,
        Self::Redis62,
        Self::Redis70,
        Self::Redis71,
        Self::Valkey72,
        Self::Valkey80,
        Self::Valkey81,
        Self::Valkey82,
        Self::Valkey90,
        Self::Valkey91,
    ];

    /// `valkey-8.0`, `redis-6.2`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Redis60 => "redis-6.0",
            Self::Redis62 => "redis-6.2",
            Self::Redis70 => "redis-7.0",
            Self::Redis71 => "redis-7.1",
            Self::Valkey72 => "valkey-7.2",
            Self::Valkey80 => "valkey-8.0",
            Self::Valkey81 => "valkey-8.1",
            Self::Valkey82 => "valkey-8.2",
            Self::Valkey90 => "valkey-9.0",
            Self::Valkey91 => "valkey-9.1",
        }
    }

    /// The engine of that [name](Self::name).
    ///
    /// ```
    /// use access_string::Engine;
    /// assert_eq!(Engine::from_name("valkey-8.0"), Some(Engine::Valkey80));
    /// assert_eq!(Engine::from_name("valkey-8"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
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

    /// Whether the canonical form keeps the command words, instead of finding words anew.
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

    /// This engine as Amazon ElastiCache offers it: with the commands of its modules (`JSON.*`,
    /// `BF.*`, `FT.*`) where it has them. Their categories come from documentation and published
    /// source, not from a server.
    #[must_use]
    pub fn elasticache(self) -> Dialect {
        Dialect { modules: true, ..Dialect::from(self) }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What an access string is read for: an engine, and what may differ between two servers of it.
/// An [`Engine`] converts into the dialect of its plain server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dialect {
    /// The engine.
    pub engine: Engine,
    /// Whether the module commands of ElastiCache exist.
    pub modules: bool,
    /// What channels a new user or selector has: the parameter `acl-pubsub-default`, where `true`
    /// is `allchannels`. Redis 6.2 has `true` built in, later engines have `false`.
    pub all_channels: bool,
}

impl From<Engine> for Dialect {
    fn from(engine: Engine) -> Self {
        Self { engine, modules: false, all_channels: engine == Engine::Redis62 }
    }
}
