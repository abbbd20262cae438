//! The variables that a script sets, as far as their values are sure.

use super::Reader;
use crate::import::syntax::words::{Command, Word};
use crate::import::syntax::{Fragment, name_length};

impl Reader<'_> {
    /// Keeps in mind what the text sets.
    pub(super) fn follow(&mut self, command: &Command, after_or: bool) {
        let first = command.words.first().map_or("", |word| word.text());
        match first {
            "if" | "while" | "until" | "case" | "for" | "select" | "{" | "function" => self.open_blocks += 1,
            "fi" | "done" | "esac" | "}" => self.open_blocks = self.open_blocks.saturating_sub(1),
            _ => {}
        }
        match first {
            "for" | "select" => self.forget(command.words.get(1)),
            "read" | "unset" | "mapfile" | "readarray" | "getopts" => {
                for word in &command.words {
                    self.forget(Some(word));
                }
            }
            "printf" if command.words.get(1).is_some_and(|word| word.text() == "-v") => {
                self.forget(command.words.get(2))
            }
            "export" | "declare" | "typeset" | "local" | "readonly" if !self.is_apart(command) => {
                for word in command.words.iter().skip(1) {
                    self.set_from(word, after_or);
                }
            }
            _ => {}
        }
    }

    /// Whether a command runs in a process of its own, so that what it sets is not set here: in the background, or in a pipe.
    fn is_apart(&self, command: &Command) -> bool {
        let piped = |by: &str| matches!(by, "|" | "|&");
        command.ended_by == "&"
            || piped(command.ended_by)
            || self.commands.last().is_some_and(|before| piped(before.ended_by))
    }

    fn forget(&mut self, word: Option<&Word>) {
        if let Some(value) = word.and_then(|word| self.set.get_mut(word.text())) {
            *value = None;
        }
    }

    pub(super) fn set_from(&mut self, word: &Word, unsure: bool) {
        let Some((name, value)) = word.text().split_once('=') else { return };
        if !is_name(name) {
            return;
        }
        let sure = !unsure && self.open_blocks == 0;
        let start = name.len() + 1;
        let steps = word
            .value
            .steps
            .iter()
            .filter(|(here, _)| *here >= start)
            .map(|(here, there)| (here - start, *there));
        let mut steps: Vec<(usize, usize)> = steps.collect();
        if steps.first().is_none_or(|(here, _)| *here > 0) {
            steps.insert(0, (0, word.value.place(start)));
        }
        let value = Fragment { text: value.to_owned().into(), steps };
        self.set.insert(name, sure.then_some(value));
    }

    /// Whether the word that starts here is `NAME=…`, with the name and the sign unquoted.
    pub(super) fn assigns(&self, start: usize) -> bool {
        let written = self.text.get(start..self.at).unwrap_or_default();
        written.split_once('=').is_some_and(|(name, _)| is_name(name.strip_suffix('+').unwrap_or(name)))
    }

    /// Whether the rest of the line holds assignments only: `A=1 B=2`.
    pub(super) fn assignments_only(&self) -> bool {
        let line = self.rest().split(['\n', ';']).next().unwrap_or_default();
        line.len() < 500
            && line.split_whitespace().all(|word| word.split_once('=').is_some_and(|(name, _)| is_name(name)))
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && name_length(text) == text.len()
        && !text.starts_with(|first: char| first.is_ascii_digit())
}
