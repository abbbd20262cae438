//! Python strings.

use super::escaped::{Numbered, double_quoted};
use alloc::string::String;

/// The text as a Python string literal with its quotes.
pub fn python(text: &str) -> String {
    double_quoted(text, Numbered::Fixed)
}

#[cfg(test)]
mod tests {
    use super::python;

    #[test]
    fn special_characters_are_escaped_and_invisible_ones_numeric() {
        assert_eq!(python("a\"b\\c{d}%s\n\0é🦀"), r#""a\"b\\c{d}%s\n\u0000é🦀""#);
        assert_eq!(python("\u{202e}\u{feff}\u{2028}\u{e0001}"), r#""\u202e\ufeff\u2028\U000e0001""#);
    }
}
