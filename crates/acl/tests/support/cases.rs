//! Random access strings, good and malformed, with commands to check: the same seed gives the same cases.
//!
//! Patterns and keys consist of few pieces, so that they often match: many keys are generated from a pattern of the string.

mod calls;
mod patterns;
mod spoiled;
mod words;

use super::random::Random;
use access_string::{Category, Command, Dialect};
use patterns::Patterns;
use spoiled::spoil;

/// Rules with commands to hold against them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The rules.
    pub rules: Rules,
    /// The commands.
    pub checks: Vec<Check>,
}

/// The rules of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rules {
    /// A text, to be split at whitespace.
    Text(String),
    /// Exact arguments.
    Args(Vec<String>),
}

/// A command, and the database of the connection it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The command with its arguments.
    pub argv: Vec<String>,
    /// The database.
    pub database: u32,
}

/// Gives random cases for one dialect.
pub struct Cases {
    random: Random,
    dialect: Dialect,
    commands: Vec<Command>,
    categories: Vec<Category>,
}

impl Cases {
    /// The cases of that seed.
    pub fn new(seed: u64, dialect: impl Into<Dialect>) -> Self {
        let dialect = dialect.into();
        Self {
            random: Random(seed),
            dialect,
            commands: dialect.commands().collect(),
            categories: dialect.categories().collect(),
        }
    }

    /// Any case.
    pub fn any(&mut self) -> Case {
        let mut patterns = Patterns::default();
        let mut words = self.words(&mut patterns);
        if self.random.one_in(6) {
            spoil(&mut words, &mut self.random);
        }
        let rules = if self.random.one_in(12) {
            if self.random.one_in(3) {
                words.push(String::new());
            }
            // What servers make of a NUL between parentheses is left alone: no client sends one.
            let parentheses = words.iter().any(|word| word.contains('('));
            for word in &mut words {
                if self.random.one_in(12) {
                    let odd = [" ", "\u{b}", "\n", "\r\n)", ")", " )", "'", "\u{c}\"", "\0", "\0x"];
                    let odd = if parentheses { &odd[..8] } else { &odd[..] };
                    word.push_str(self.random.text(odd));
                }
            }
            Rules::Args(words)
        } else {
            Rules::Text(self.text(&words))
        };
        let checks = 1 + self.random.below(5);
        let checks = (0..checks).map(|_| self.check(None, &patterns)).collect();
        Case { rules, checks }
    }

    /// A case about one command: rules that mention it, and calls of it.
    pub fn about(&mut self, command: Command) -> Case {
        let mut patterns = Patterns::default();
        if self.random.one_in(4) {
            let everything = if self.dialect.engine.has_channels() { "~* &* +@all" } else { "~* +@all" };
            let checks = (0..4).map(|_| self.check(Some(command), &patterns)).collect();
            return Case { rules: Rules::Text(everything.to_owned()), checks };
        }
        let mut words = Vec::new();
        if self.random.one_in(3) {
            words.push("~*".to_owned());
        } else {
            for _ in 0..1 + self.random.below(3) {
                words.push(self.key_word(&mut patterns));
            }
        }
        if self.dialect.engine.has_channels() && self.random.one_in(2) {
            words.push("resetchannels".to_owned());
            words.push(if self.random.one_in(3) {
                "&*".to_owned()
            } else {
                self.channel_word(&mut patterns)
            });
        }
        match self.random.below(4) {
            0 => words.push("+@all".to_owned()),
            1 => words.push(format!("+{command}")),
            2 => {
                let categories: Vec<Category> = self.dialect.categories_of(command).collect();
                words.push(
                    self.random
                        .pick(&categories)
                        .map_or("+@all".to_owned(), |category| format!("+{category}")),
                );
            }
            _ => {
                words.push("+@all".to_owned());
                words.push(format!("-{command}"));
            }
        }
        if self.dialect.engine.has_databases() && self.random.one_in(3) {
            words.push(self.database_word());
        }
        if self.dialect.engine.has_selectors() && self.random.one_in(4) {
            words.push(self.selector(&mut patterns));
        }
        let checks = (0..4).map(|_| self.check(Some(command), &patterns)).collect();
        Case { rules: Rules::Text(words.join(" ")), checks }
    }

    fn text(&mut self, words: &[String]) -> String {
        let mut text = String::new();
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                text.push_str(if self.random.one_in(20) {
                    self.random.text(&["  ", "\t", "\n", " \r\n"])
                } else {
                    " "
                });
            }
            text.push_str(word);
        }
        text
    }
}
