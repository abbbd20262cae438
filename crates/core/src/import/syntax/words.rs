//! The result of reading any shell: commands made of words.

use super::super::Source;
use super::Fragment;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// One command: what is between two of `;`, `|`, `&` and line ends.
#[derive(Clone, Default)]
pub struct Command {
    pub words: Vec<Word>,
    /// Words that the shell interprets itself, which aren't arguments of the command.
    pub taken: Vec<(Taken, Range<usize>)>,
    /// What is on its standard input, where that is written in the text.
    pub input: Option<Fragment<'static>>,
    /// The file that its output goes to.
    pub output: Option<String>,
    /// What ended it: `|`, `&`, `;`, … or nothing.
    pub ended_by: &'static str,
    pub span: Range<usize>,
}

/// An argument after the shell is done with it.
#[derive(Clone, Default)]
pub struct Word {
    /// May hold unknown parts, see [`Source`](super::super::Source).
    pub value: Fragment<'static>,
    pub span: Range<usize>,
    /// An unquoted `*`, `?` or `[`: the shell may put file names in its place.
    pub globs: bool,
}

/// Words that a shell interprets itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// `NAME=value` before a command.
    Assignment,
    /// `> file`, `2>&1`, `< file`.
    Redirection,
    /// A comment.
    Comment,
    /// `>` before a continued line, as a terminal shows it.
    Prompt,
}

impl Word {
    pub fn text(&self) -> &str {
        &self.value.text
    }
}

/// Builds a word.
#[derive(Default)]
pub struct Builder {
    pub text: String,
    pub steps: Vec<(usize, usize)>,
    /// Where unquoted `{`, `,` and `}` are.
    pub braces: Vec<usize>,
    pub globs: bool,
    /// Whether anything was there, quotes without content included.
    pub started: bool,
}

impl Builder {
    /// Text that is at this place as it is.
    pub fn push_str(&mut self, text: &str, place: usize) {
        self.started = true;
        self.step(place);
        self.text.push_str(text);
    }

    /// A character that is at, or came from, this place.
    pub fn push(&mut self, letter: char, place: usize) {
        self.started = true;
        self.step(place);
        self.text.push(letter);
    }

    /// The text from here on has this source position.
    pub fn step(&mut self, place: usize) {
        let here = self.text.len();
        let goes_on = self.steps.last().is_some_and(|(at, there)| there + (here - at) == place);
        if !goes_on {
            self.steps.push((here, place));
        }
    }

    /// Something unknown, that is at this place.
    pub fn open(&mut self, source: &Source<'_>, name: &str, span: Range<usize>) {
        self.started = true;
        self.step(span.start);
        source.push_open(&mut self.text, name, span);
    }

    /// A variable, whose value is unknown.
    pub fn variable(&mut self, source: &Source<'_>, name: &str, span: Range<usize>) {
        self.started = true;
        self.step(span.start);
        source.push_reference(&mut self.text, name, format!("${{{name}}}"), span);
    }

    /// A character that was written as an escape.
    pub fn escaped(&mut self, source: &Source<'_>, letter: char, span: Range<usize>) {
        self.started = true;
        self.step(span.start);
        source.push_escaped(&mut self.text, letter, span);
    }

    pub fn word(self, span: Range<usize>) -> Word {
        Word { value: Fragment { text: self.text.into(), steps: self.steps }, span, globs: self.globs }
    }
}
