//! Which versions accept a word.

use super::access::Access;
use super::selector::is_user_word;
use crate::EngineVersion;
use access_string::parse;

/// Whether another relevant version accepts a word that this version rejects: then it isn't wrong everywhere.
pub fn is_newer(access: &Access<'_>, word: &str) -> bool {
    first(access, word).is_some()
}

/// The first version that accepts a word: of the possible ones, or else of later ones, or of older ones.
pub fn first(access: &Access<'_>, word: &str) -> Option<EngineVersion> {
    let current = access.version;
    if word.eq_ignore_ascii_case("clearselectors") && current < EngineVersion::Redis70 {
        return Some(EngineVersion::Redis70);
    }
    // A word that's rejected only inside parentheses isn't a question of versions.
    if is_user_word(word) {
        return None;
    }
    // A piece of a selector isn't a whole word.
    if word.starts_with('(') || word.ends_with(')') {
        return Some(EngineVersion::Redis70).filter(|first| current < *first);
    }
    let later = EngineVersion::ALL.iter().filter(|version| **version > current);
    // A removed command, such as STRALGO. Redis 6 accepts anything after the `|`.
    let redis = |version: EngineVersion| version < EngineVersion::Valkey72;
    let older = EngineVersion::ALL.iter();
    let older = older
        .filter(|version| **version < current && (redis(**version) == redis(current) || !word.contains('|')));
    let candidates = access.versions().iter().chain(later).chain(older);
    candidates.copied().find(|version| takes(*version, word))
}

fn takes(version: EngineVersion, word: &str) -> bool {
    let dialect = version.dialect();
    match word.strip_prefix(['+', '-']) {
        // Nearly all rejected words are names, which needn't be parsed.
        Some(name) if !name.contains('|') => match name.strip_prefix('@') {
            Some(category) => category.eq_ignore_ascii_case("all") || dialect.category(category).is_some(),
            None => dialect.command(name).is_some(),
        },
        _ => parse(word, dialect).is_accepted(),
    }
}
