//! Quoting: one file per language, each total: it returns correct text for any value, or what the language can't express.

use alloc::string::String;

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

/// A value's text in a language, or why the language can't express it.
pub type Quoted = Result<String, CannotCarry>;

/// Whether this character may be mistaken for something else: it ends a line, moves a terminal's cursor,
/// turns the direction of writing, or isn't seen at all (Default_Ignorable_Code_Point of Unicode, and the blank of Braille).
/// The joiners U+200C and U+200D, which words of several scripts need, aren't among them.
pub fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A value that a language can't express, with what it contains, as the object of "contains".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CannotCarry(pub &'static str);

#[cfg(test)]
mod tests;
