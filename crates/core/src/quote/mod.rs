//! Quoting: one file a language, each total over every text.

mod json;

pub use json::json;
