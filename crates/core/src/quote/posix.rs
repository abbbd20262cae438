//! Words of POSIX shells: sh, dash, bash, zsh.

use super::{CannotCarry, Quoted};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// The text as one word. Single quotes keep everything literal, even `!` in interactive shells.
pub fn posix(text: &str) -> Quoted {
    if text.contains('\0') {
        return Err(CannotCarry("a null character, which no command line can contain"));
    }
    // zsh reads `=word` as the path of a program.
    let bare = |letter: char| letter.is_ascii_alphanumeric() || "_./:@%+,-=".contains(letter);
    if !text.is_empty() && !text.starts_with('=') && text.chars().all(bare) {
        return Ok(text.to_owned());
    }
    Ok(format!("'{}'", text.replace('\'', r"'\''")))
}

/// The text inside a here-document whose delimiter isn't quoted. Line breaks stay; a line equal to the delimiter is
/// for the caller to avoid.
pub fn posix_here_document(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '$' | '`') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
