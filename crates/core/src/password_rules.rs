//! Passwords in an access string. ElastiCache rejects them, and they must not be passed on.

use crate::rules::{is_password_kind, is_password_word};
use access_string::{AccessString, TokenKind};
use alloc::string::String;

/// The text of an access string without the words that add or remove a password, on one line.
///
/// ```
/// use access_string::parse;
/// use elasticache_user::{EngineVersion, without_password_rules};
///
/// let access = parse("on >secret ~app:*\n+get", EngineVersion::Valkey91.dialect());
/// assert_eq!(without_password_rules(&access), "on ~app:* +get");
/// ```
#[must_use]
pub fn without_password_rules(access: &AccessString) -> String {
    let mut text = String::with_capacity(access.text.len());
    for token in &access.tokens {
        let word = token.span.slice(&access.text);
        match token.kind {
            TokenKind::Space if text.is_empty() || text.ends_with(' ') => {}
            TokenKind::Space => text.push(' '),
            kind if is_password_kind(kind) || is_password_word(word) => {}
            // A part that a server silently drops may contain anything.
            TokenKind::Ignored | TokenKind::Invalid if word.contains(['>', '<', '#', '!']) => {}
            _ => text.push_str(word),
        }
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EngineVersion;
    use access_string::parse;

    #[test]
    fn no_password_is_left_in_any_surroundings() {
        for text in [
            "on >canary",
            "(>canary +get)",
            "on #canary <canary !canary",
            "on (\">canary",
            "on\u{a0}>canary ~a",
        ] {
            for version in EngineVersion::ALL {
                let clean = without_password_rules(&parse(text, version.dialect()));
                assert!(!clean.contains("canary"), "{text}: {clean}");
            }
        }
        let clean = "on ~a>b %R~c (~d -@all +get) resetchannels";
        assert_eq!(without_password_rules(&parse(clean, EngineVersion::Valkey91.dialect())), clean);
    }
}
