//! The engine versions of ElastiCache, and which server each behaves like.

use access_string::{Dialect, Engine, Modules};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// An engine version that ElastiCache offers and that knows users, oldest first.
///
/// ElastiCache numbers its versions itself: Redis OSS 7.1 has the access strings of Redis 7.0, Valkey 8.2 those of
/// Valkey 8.1. Each comes with the commands of its modules (`JSON.*`, `BF.*`, `FT.*`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[allow(missing_docs)] // the names are the versions
pub enum EngineVersion {
    Redis60,
    Redis62,
    Redis70,
    Redis71,
    Valkey72,
    Valkey80,
    Valkey81,
    Valkey82,
    Valkey90,
    Valkey91,
}

impl EngineVersion {
    /// All versions, oldest first.
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

    /// `valkey-8.0`, `redis-6.2`: what [`Display`](fmt::Display) writes and [`FromStr`] reads.
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

    /// The version of that [name](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|version| version.name() == name)
    }

    /// The server whose rules it follows.
    #[must_use]
    pub const fn engine(self) -> Engine {
        match self {
            Self::Redis60 => Engine::Redis60,
            Self::Redis62 => Engine::Redis62,
            Self::Redis70 | Self::Redis71 => Engine::Redis70,
            Self::Valkey72 => Engine::Valkey72,
            Self::Valkey80 => Engine::Valkey80,
            Self::Valkey81 | Self::Valkey82 => Engine::Valkey81,
            Self::Valkey90 => Engine::Valkey90,
            Self::Valkey91 => Engine::Valkey91,
        }
    }

    /// The modules it comes with, as AWS documents them: JSON from Redis OSS 6.2 and Valkey 7.2, `JSON.MSET` and Bloom
    /// filters from Valkey 8.1, search from 8.2, `FT.AGGREGATE` from 9.0.
    #[must_use]
    pub const fn modules(self) -> Modules {
        match self {
            Self::Redis60 => Modules::None,
            Self::Redis62 | Self::Redis70 | Self::Redis71 | Self::Valkey72 | Self::Valkey80 => Modules::Json,
            Self::Valkey81 => Modules::Bloom,
            Self::Valkey82 => Modules::Search,
            Self::Valkey90 | Self::Valkey91 => Modules::Aggregate,
        }
    }

    /// What its access strings are read as.
    ///
    /// ```
    /// use access_string::parse;
    /// use elasticache_user::EngineVersion;
    ///
    /// assert!(parse("on ~doc:* -@all +@json", EngineVersion::Valkey80.dialect()).is_accepted());
    /// assert!(!parse("on ~doc:* -@all +@search", EngineVersion::Valkey81.dialect()).is_accepted());
    /// ```
    #[must_use]
    pub fn dialect(self) -> Dialect {
        self.engine().with(self.modules())
    }
}

impl fmt::Display for EngineVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// ```
/// use elasticache_user::EngineVersion;
///
/// assert_eq!("redis-7.1".parse(), Ok(EngineVersion::Redis71));
/// assert!("redis-7.2".parse::<EngineVersion>().is_err());
/// ```
impl FromStr for EngineVersion {
    type Err = UnknownEngineVersion;

    fn from_str(name: &str) -> Result<Self, UnknownEngineVersion> {
        Self::from_name(name).ok_or_else(|| UnknownEngineVersion(name.to_owned()))
    }
}

impl Serialize for EngineVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Reads its name.
///
/// ```
/// use elasticache_user::EngineVersion;
///
/// let version: EngineVersion = serde_json::from_str(r#""valkey-8.2""#).unwrap();
/// assert_eq!(version, EngineVersion::Valkey82);
/// assert_eq!(serde_json::to_string(&version).unwrap(), r#""valkey-8.2""#);
/// ```
impl<'de> Deserialize<'de> for EngineVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        name.parse().map_err(D::Error::custom)
    }
}

/// A name that no [`EngineVersion`] has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEngineVersion(String);

impl fmt::Display for UnknownEngineVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown engine version `{}`", self.0)
    }
}

impl core::error::Error for UnknownEngineVersion {}
