//! Quoting: one file a language, each total over every text: it gives correct text, or says what the language cannot carry.

mod escaped;
mod fish;
mod go;
mod hcl;
mod javascript;
mod json;
mod posix;
mod python;
mod redis;
mod rust;
mod url;
mod windows;
mod yaml;

pub use fish::fish;
pub use go::go;
pub use hcl::{hcl, hcl_composes};
pub use javascript::javascript;
pub use json::json;
pub use posix::{posix, posix_here_document};
pub use python::python;
pub use redis::redis;
pub use rust::rust;
pub use url::url;
pub use windows::{cmd, powershell, windows_powershell};
pub use yaml::yaml;

/// The text of a value in a language, or why the language has none for it.
pub type Quoted = Result<String, CannotCarry>;

/// A value that a language cannot hold. What it holds is said as the object of "cannot carry".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CannotCarry(pub &'static str);

#[cfg(test)]
mod tests;
