//! JavaScript and TypeScript strings.

use super::escaped::{Numbered, double_quoted};
use alloc::string::String;

/// The text as a JavaScript string literal with its quotes.
pub fn javascript(text: &str) -> String {
    double_quoted(text, Numbered::Braced)
}

#[cfg(test)]
mod tests {
    use super::javascript;

    #[test]
    fn template_sequences_stay_plain_text() {
        assert_eq!(javascript("${x} `y` \"z\"\\\u{2028}\0"), r#""${x} `y` \"z\"\\\u{2028}\u{0}""#);
    }
}
