//! Errors about parentheses rather than about the word itself.

use access_string::{Error, ErrorKind};

/// Whether an error is about parentheses, or about what may be inside them.
pub fn is_about(error: &Error, word: &str) -> bool {
    let parenthesis = word.starts_with('(') || word.ends_with(')');
    error.kind == ErrorKind::UnmatchedParenthesis
        || parenthesis && matches!(error.kind, ErrorKind::Syntax | ErrorKind::UnknownCommand)
        || error.kind == ErrorKind::Syntax && error.span != error.named && is_user_word(word)
}

/// Whether a word is about the user, and so belongs outside parentheses only.
pub fn is_user_word(word: &str) -> bool {
    const WORDS: [&str; 8] = [
        "on",
        "off",
        "nopass",
        "resetpass",
        "reset",
        "clearselectors",
        "sanitize-payload",
        "skip-sanitize-payload",
    ];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}
