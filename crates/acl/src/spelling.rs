//! Suggestions for misspelled words.

use crate::error::{Error, ErrorKind};
use crate::parse::AccessString;
use crate::tables::{Category, Command};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The words of the language that are whole by themselves, in lowercase.
pub const KEYWORDS: [&str; 16] = [
    "on",
    "off",
    "nopass",
    "resetpass",
    "allkeys",
    "resetkeys",
    "allchannels",
    "resetchannels",
    "allcommands",
    "nocommands",
    "clearselectors",
    "reset",
    "sanitize-payload",
    "skip-sanitize-payload",
    "alldbs",
    "resetdbs",
];

/// Longer words get no suggestions: nothing in the language is that long.
const LONGEST: usize = 48;
const MOST: usize = 3;

impl AccessString {
    /// Replacements for a word with an error, likeliest first; one that
    /// needs several words is one string. Empty if nothing is similar.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let suggest = |text: &str| {
    ///     let access = parse(text, Engine::Valkey80);
    ///     access.suggestions(&access.errors[0]).join(" | ")
    /// };
    /// assert_eq!(suggest("+@raed"), "+@read");
    /// assert_eq!(suggest("-confg|set"), "-config|set");
    /// assert_eq!(suggest("get"), "+get");
    /// assert_eq!(suggest("+@read,+@write"), "+@read +@write");
    /// ```
    #[must_use]
    pub fn suggestions(&self, error: &Error) -> Vec<String> {
        let word = error.span.slice(&self.text);
        if word.len() > LONGEST || !word.is_ascii() {
            return Vec::new();
        }
        let lower = word.to_ascii_lowercase();
        match error.kind {
            ErrorKind::UnmatchedParenthesis => return vec![format!("{word})")],
            ErrorKind::Syntax | ErrorKind::UnknownCommand => {}
            _ => return Vec::new(),
        }
        if let Some(list) = self.split_at_commas(&lower) {
            return vec![list];
        }
        let trimmed = lower.trim_matches([',', ';', '"', '\'', '.']);
        if trimmed != lower && !trimmed.is_empty() && self.is_word(trimmed) {
            return vec![trimmed.to_owned()];
        }
        let (sign, name) = match lower.split_at_checked(1) {
            Some((sign @ ("+" | "-"), name)) => (sign, name),
            _ => ("", lower.as_str()),
        };
        if sign.is_empty() {
            if self.dialect.category(name.strip_prefix('@').unwrap_or("")).is_some()
                || self.dialect.command(name).is_some()
            {
                return vec![format!("+{name}")];
            }
            if name == "@all" {
                return vec!["+@all".to_owned()];
            }
            if name == "*" {
                return vec!["~*".to_owned()];
            }
            let sided = ["r~", "w~", "rw~"].iter().any(|side| name.starts_with(side));
            if sided && self.dialect.engine.has_selectors() {
                return vec![format!("%{word}")];
            }
        }
        if sign.is_empty() && !name.starts_with('@') {
            let near = nearest(name, KEYWORDS.into_iter());
            if !near.is_empty() {
                return near.into_iter().filter(|word| self.is_word(word)).map(str::to_owned).collect();
            }
        }
        let sign = if sign.is_empty() { "+" } else { sign };
        self.names_near(name).into_iter().map(|name| format!("{sign}{name}")).collect()
    }

    /// Categories or commands near a misspelled name.
    fn names_near(&self, name: &str) -> Vec<String> {
        if let Some(category) = name.strip_prefix('@') {
            if self.dialect.command(category).is_some() {
                return vec![category.to_owned()];
            }
            let names = self.dialect.categories().map(Category::name).chain(["all"]);
            return nearest(category, names).into_iter().map(|name| format!("@{name}")).collect();
        }
        let is_category = |category: &Category| category.name() == name;
        if name == "all" || self.dialect.categories().any(|category| is_category(&category)) {
            return vec![format!("@{name}")];
        }
        if let Some((base, sub)) = name.split_once(['-', '.', ' ', '_', ':'])
            && self.dialect.command(&format!("{base}|{sub}")).is_some()
        {
            return vec![format!("{base}|{sub}")];
        }
        nearest(name, self.dialect.commands().map(Command::name)).into_iter().map(str::to_owned).collect()
    }

    fn is_word(&self, word: &str) -> bool {
        crate::parse(word, self.dialect).errors.is_empty()
    }

    /// `+@read,+@write` as words, if each of them is one.
    fn split_at_commas(&self, word: &str) -> Option<String> {
        let words: Vec<&str> = word.split([',', ';']).filter(|word| !word.is_empty()).collect();
        let all = words.len() > 1 && words.iter().all(|word| self.is_word(word));
        all.then(|| words.join(" "))
    }
}

/// The names nearest to one, if they are near.
fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let limit = match name.len() {
        0..=1 => return Vec::new(),
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut near: Vec<(usize, &str)> = names
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit)
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    let best = near.iter().map(|(distance, _)| *distance).min();
    near.retain(|(distance, _)| Some(*distance) == best);
    let mut names: Vec<&str> = near.into_iter().map(|(_, candidate)| candidate).collect();
    names.sort_unstable();
    names.truncate(MOST);
    names
}
