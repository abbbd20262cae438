//! How texts are written: each file turns one notation into nodes or words, and knows nothing of users.

pub mod bash;
mod braces;
pub mod cmd;
pub mod fish;
mod fragment;
pub mod hcl;
pub mod literal;
mod named;
pub mod powershell;
mod windows;
pub mod words;
pub mod yaml;
pub mod yaml_words;

pub use fragment::Fragment;

use std::borrow::Cow;

/// What could not be read, and where: a byte of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    pub at: usize,
    /// In a sentence. Never repeats the text.
    pub message: Cow<'static, str>,
}

impl SyntaxError {
    pub fn new(at: usize, message: impl Into<Cow<'static, str>>) -> Self {
        Self { at, message: message.into() }
    }
}

/// How deep brackets may nest. Requests need four levels.
pub const DEEPEST: usize = 100;
