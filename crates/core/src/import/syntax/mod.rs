//! How texts are written: each file turns one notation into nodes or words, and knows nothing of users.

pub mod bash;
mod braces;
pub mod cmd;
mod cursor;
pub mod fish;
mod fragment;
pub mod hcl;
pub mod literal;
pub mod powershell;
pub mod template;
mod windows;
pub mod words;
pub mod yaml;

pub use cursor::Cursor;
pub use fragment::Fragment;

use alloc::borrow::Cow;
use alloc::boxed::Box;

/// A syntax error. Boxed, so that results stay small.
pub type SyntaxError = Box<Unreadable>;

/// Something that can't be read, and where: a byte of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    pub at: usize,
    /// In a sentence. Never repeats the text.
    pub message: Cow<'static, str>,
}

pub fn wrong(at: usize, message: impl Into<Cow<'static, str>>) -> SyntaxError {
    Box::new(Unreadable { at, message: message.into() })
}

/// How deep brackets may nest. Requests need four levels.
pub const DEEPEST: usize = 100;

/// The byte at a place, as a letter: what the readers look for is ASCII, and no ASCII byte is part of another letter.
pub fn byte_at(text: &str, at: usize) -> Option<char> {
    text.as_bytes().get(at).copied().map(char::from)
}

/// How many ASCII letters, digits and `_` a text begins with.
pub fn name_length(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

/// How many spaces and tabs a text begins with.
pub fn blanks(text: &str) -> usize {
    text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}
