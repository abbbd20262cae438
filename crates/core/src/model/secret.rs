//! A password. It is shown by nothing but [`Secret::expose`], and wiped when dropped.

use std::fmt;
use zeroize::Zeroizing;

/// A password of a user. No `Display`; its `Debug` says nothing of it, not even its length.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over; no copy stays behind.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The password itself. Each call of this is a place where it may get out.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
