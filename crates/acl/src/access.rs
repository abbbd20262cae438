//! What is done to a key, or may be done.

/// What is done to a key, or may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Access {
    /// Its value is read.
    pub read: bool,
    /// It is written: inserted, updated or deleted.
    pub write: bool,
}

impl Access {
    /// Read and write.
    pub const BOTH: Self = Self { read: true, write: true };
    /// Only read.
    pub const READ: Self = Self { read: true, write: false };
    /// Only written.
    pub const WRITE: Self = Self { read: false, write: true };
    /// Neither: the key is only touched, as by `EXISTS`. Any pattern that matches will do.
    pub const NONE: Self = Self { read: false, write: false };

    pub(crate) fn add(&mut self, more: Self) {
        self.read |= more.read;
        self.write |= more.write;
    }

    /// Whether this is enough where `needed` is needed.
    #[must_use]
    pub fn covers(self, needed: Self) -> bool {
        (self.read || !needed.read) && (self.write || !needed.write)
    }

    /// How a pattern with this access begins: `~`, `%R~` or `%W~`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match (self.read, self.write) {
            (true, false) => "%R~",
            (false, true) => "%W~",
            _ => "~",
        }
    }
}
