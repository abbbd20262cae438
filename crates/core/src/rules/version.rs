//! Which versions take a word.

use super::access::{Access, takers};
use super::selector::is_user_word;
use crate::EngineVersion;

/// Whether a word that the version refuses is taken by another one that matters: then it is no mistake for all.
pub fn is_newer(access: &Access<'_>, word: &str) -> bool {
    first(access, word).is_some()
}

/// The first version that takes a word: of those it may be for, or else of later ones.
pub fn first(access: &Access<'_>, word: &str) -> Option<EngineVersion> {
    // What is refused inside of parentheses only is no question of versions.
    if is_user_word(word) {
        return None;
    }
    let own = access.string.dialect.engine;
    // A piece of a selector, which is no whole word by itself.
    if own < EngineVersion::Redis70 && (word.starts_with('(') || word.ends_with(')')) {
        return Some(EngineVersion::Redis70);
    }
    let later = || takers(&EngineVersion::ALL, word).find(|version| *version > own);
    takers(access.versions(), word).next().or_else(later)
}
