//! The variables that a script sets, as far as their values are sure.

use super::Reader;
use crate::import::syntax::words::{Command, Word};
use crate::import::syntax::{Fragment, name_length};
use alloc::borrow::ToOwned;

/// What sets variables that are written after it.
const DECLARES: [&str; 5] = ["export", "declare", "typeset", "local", "readonly"];

impl<'s> Reader<'s> {
    /// Keeps in mind what the text sets.
    pub(super) fn follow(&mut self, command: &Command, after_or: bool) {
        let first = command.words.first().map_or("", |word| word.text());
        self.expects_pattern = match first {
            "case" => command.ended_by != ")",
            "esac" => false,
            _ => self.expects_pattern,
        };
        match first {
            "for" if self.enters_loop(command) => return,
            "done" if self.ends_round() => return,
            "esac" if self.ends_case() => return,
            "}" => self.ends_function(),
            "if" | "while" | "until" | "case" | "for" | "select" | "{" | "function" => self.open_blocks += 1,
            "fi" | "done" | "esac" => self.open_blocks = self.open_blocks.saturating_sub(1),
            _ => {}
        }
        self.enters_call(command);
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
            // An assignment may follow on the same line.
            "then" | "do" | "else" | "{" => {
                for word in &command.words {
                    self.set_from(word, first != "do" || self.loops.is_empty());
                }
            }
            _ if self.is_apart(command) => self.set_back(true),
            _ if self.declares(command) => {
                for word in command.words.iter().skip(1) {
                    self.set_from(word, after_or);
                }
            }
            // What is set after `||` may not be.
            _ if after_or => self.set_back(false),
            _ => self.before.clear(),
        }
    }

    /// Whether a command runs in a subshell, so that its assignments don't count here: in the background, or in a pipe.
    fn is_apart(&self, command: &Command) -> bool {
        let piped = |by: &str| matches!(by, "|" | "|&");
        command.ended_by == "&"
            || piped(command.ended_by)
            || self.commands.last().is_some_and(|before| piped(before.ended_by))
    }

    fn forget(&mut self, word: Option<&Word>) {
        if let Some(word) = word.filter(|word| self.set.contains_key(word.text())) {
            self.set_variable(word.text(), None);
        }
    }

    pub(super) fn set_from(&mut self, word: &Word, unsure: bool) {
        let Some((name, value)) = word.text().split_once('=') else { return };
        let start = name.len() + 1;
        let (name, before) = match name.strip_suffix('+') {
            Some(name) => (name, self.set.get(name).cloned().flatten()),
            None => (name, Some(Fragment::default())),
        };
        if !is_name(name) {
            return;
        }
        // Each `+=` copies the current value.
        let short = |before: &Fragment<'_>| before.steps.len() < 64;
        let before = before.filter(|before| !unsure && self.open_blocks == 0 && short(before));
        // `+=` appends to the current value.
        let value = before.map(|before| {
            let mut steps = before.steps;
            for &(here, there) in &word.value.tail(start).steps {
                steps.push((before.text.len() + here, there));
            }
            Fragment { text: [&*before.text, value].concat().into(), steps }
        });
        // Many uses of a long value would be a long text.
        self.set_variable(name, value.filter(|value| value.text.len() <= 4096));
    }

    /// Sets a variable. An unknown value counts as none.
    pub(super) fn set_variable(&mut self, name: &str, value: Option<Fragment<'static>>) {
        if self.depth > 0 {
            self.undo.push((name.to_owned(), self.set.get(name).cloned().flatten()));
        }
        self.set.insert(name.to_owned(), value);
    }

    /// Takes back what was set since the list had this length.
    pub(super) fn undo_to(&mut self, length: usize) {
        for (name, value) in self.undo.split_off(length).into_iter().rev() {
            self.set.insert(name, value);
        }
    }

    /// The name, where a `(` follows `NAME=` or `NAME+=` and opens a list: on its own, or after `declare` and the like.
    pub(super) fn list_name(&self, command: &Command) -> Option<&'s str> {
        let span = match command.words.as_slice() {
            [] => &command.taken.last()?.1,
            [_, .., last] if self.declares(command) => &last.span,
            _ => return None,
        };
        let name = self.text.get(span.clone())?.strip_suffix('=')?;
        let name = name.strip_suffix('+').unwrap_or(name);
        (span.end == self.text.at && is_name(name)).then_some(name)
    }

    /// Whether the word that starts there is `NAME=…` or `NAME+=…`, with the name and the sign unquoted.
    pub(super) fn assigns(&self, start: usize) -> bool {
        self.assignment_sign(start).is_some()
    }

    /// Where the `=` of such a word is.
    pub(super) fn assignment_sign(&self, start: usize) -> Option<usize> {
        let word = self.text.get(start..)?;
        let length = name_length(word);
        let rest = word.get(length..).filter(|_| is_name(word.get(..length).unwrap_or_default()))?;
        if rest.starts_with('=') {
            return Some(start + length);
        }
        rest.starts_with("+=").then_some(start + length + 1)
    }

    /// Whether what the command is given are assignments.
    pub(super) fn declares(&self, command: &Command) -> bool {
        command.words.first().is_some_and(|first| DECLARES.contains(&first.text()))
    }

    /// An assignment before a command, or on its own.
    pub(super) fn assign(&mut self, word: &Word) {
        let name = word.text().get(..name_length(word.text())).unwrap_or_default();
        self.before.push((name.to_owned(), self.set.get(name).cloned().flatten()));
        self.set_from(word, false);
    }

    /// Undoes assignments that apply only to the following command or to a subshell, or may do so (if not `known`).
    pub(super) fn set_back(&mut self, known: bool) {
        while let Some((name, value)) = self.before.pop() {
            self.set_variable(&name, if known { value } else { None });
        }
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && name_length(text) == text.len()
        && !text.starts_with(|first: char| first.is_ascii_digit())
}
