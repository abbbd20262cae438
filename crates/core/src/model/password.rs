//! A password. Only [`Password::expose`] reveals it, and it's wiped on drop.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;
use zeroize::Zeroizing;

/// A user's password. No `Display`; its `Debug` reveals nothing, not even the length.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes ownership of the text, without leaving a copy.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The password itself. Each call of this is a place where it may get out.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
