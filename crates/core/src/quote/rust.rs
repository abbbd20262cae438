//! Rust strings.

use super::escaped::{Numbered, double_quoted};
use alloc::string::String;

/// The text as a Rust string literal with its quotes.
pub fn rust(text: &str) -> String {
    double_quoted(text, Numbered::Braced)
}

#[cfg(test)]
mod tests {
    use super::rust;

    #[test]
    fn carriage_returns_and_bidi_controls_are_escaped() {
        assert_eq!(rust("a\r\n\u{202e}b{c}\"\\"), r#""a\r\n\u{202e}b{c}\"\\""#);
    }
}
