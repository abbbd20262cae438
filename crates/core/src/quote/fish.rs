//! Words of fish.

use super::{CannotCarry, Quoted};
use alloc::borrow::ToOwned;

/// The text as one word. Inside single quotes, fish knows two escapes: `\\` and `\'`.
pub fn fish(text: &str) -> Quoted {
    if text.contains('\0') {
        return Err(CannotCarry("a null character, which no command line can contain"));
    }
    let bare = |letter: char| letter.is_ascii_alphanumeric() || "_./:@+,-".contains(letter);
    if !text.is_empty() && text.chars().all(bare) {
        return Ok(text.to_owned());
    }
    Ok(format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'")))
}
