//! Go strings.

use super::escaped::{Numbered, double_quoted};
use alloc::string::String;

/// The text as an interpreted string literal of Go with its quotes.
pub fn go(text: &str) -> String {
    double_quoted(text, Numbered::Fixed)
}

#[cfg(test)]
mod tests {
    use super::go;

    #[test]
    fn numeric_escapes_have_the_digits_go_requires() {
        assert_eq!(go("%s `x` \u{0}\u{e0001}"), r#""%s `x` \u0000\U000e0001""#);
    }
}
