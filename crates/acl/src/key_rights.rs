//! Which key patterns match a key, and what they allow.

use crate::access::Access;
use crate::lex::Span;
use crate::user::User;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// What the key patterns of a user say about one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct KeyRights {
    /// Whether some pattern allows reading it.
    pub read: bool,
    /// Whether some pattern allows writing it.
    pub write: bool,
    /// The patterns that match, selector by selector.
    pub patterns: Vec<MatchingPattern>,
}

/// A pattern that matches a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct MatchingPattern {
    /// The selector that the pattern is in: 0 is the root.
    pub selector: usize,
    /// The pattern as a word: `~app:*`, `%R~config`; `~*` where a selector has all keys.
    pub word: String,
    /// What it allows.
    pub access: Access,
    /// The word that mentioned the pattern first; none where a selector has all keys.
    pub span: Option<Span>,
}

impl User {
    /// Which patterns match a key. A selector's patterns count for the commands of that selector only; whether a
    /// command may run is what [`User::can`] says.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let user = parse("on %R~app:* ~app:1 (~x* +get)", Engine::Valkey80).user;
    /// let rights = user.key_rights(b"app:2");
    /// assert!(rights.read && !rights.write);
    /// assert_eq!(rights.patterns[0].word, "%R~app:*");
    /// assert_eq!(user.key_rights(b"app:1").patterns.len(), 2);
    /// assert_eq!(user.key_rights(b"x").patterns[0].selector, 1);
    /// ```
    #[must_use]
    pub fn key_rights(&self, key: &[u8]) -> KeyRights {
        let mut rights = KeyRights::default();
        for (index, selector) in self.all_selectors().enumerate() {
            if selector.all_keys {
                let access = Access { read: true, write: true };
                rights.patterns.push(MatchingPattern {
                    selector: index,
                    word: "~*".to_owned(),
                    access,
                    span: None,
                });
            }
            for pattern in selector.keys.iter().filter(|pattern| pattern.matches(key)) {
                let word =
                    format!("{}{}", pattern.access.prefix(), String::from_utf8_lossy(&pattern.pattern));
                let (access, span) = (pattern.access, Some(pattern.span));
                rights.patterns.push(MatchingPattern { selector: index, word, access, span });
            }
        }
        rights.read = rights.patterns.iter().any(|pattern| pattern.access.read);
        rights.write = rights.patterns.iter().any(|pattern| pattern.access.write);
        rights
    }
}
