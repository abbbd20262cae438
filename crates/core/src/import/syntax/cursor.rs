//! Text, and how far it was read.

use core::slice::SliceIndex;

/// What every reader looks at and steps over.
#[derive(Clone, Copy)]
pub struct Cursor<'t> {
    text: &'t str,
    /// The byte that comes next.
    pub at: usize,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// What wasn't read yet.
    pub fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// A part of the text.
    pub fn get(&self, range: impl SliceIndex<str, Output = str>) -> Option<&'t str> {
        self.text.get(range)
    }

    /// What was read since a place.
    pub fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub fn whole(&self) -> &'t str {
        self.text
    }

    /// The byte that comes next, as a character: what readers look for is ASCII, and no such byte is a part of another
    /// character.
    pub fn peek(&self) -> Option<char> {
        self.byte(self.at)
    }

    /// The byte after this many more.
    pub fn ahead(&self, bytes: usize) -> Option<char> {
        self.byte(self.at + bytes)
    }

    /// The byte at a place, as a character.
    pub fn byte(&self, at: usize) -> Option<char> {
        self.text.as_bytes().get(at).copied().map(char::from)
    }

    /// The character that comes next.
    pub fn letter(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Past an ASCII character, if it is the next.
    pub fn eat(&mut self, letter: char) -> bool {
        let eats = self.peek() == Some(letter);
        self.at += usize::from(eats);
        eats
    }

    /// Past characters, as long as they are such.
    pub fn skip(&mut self, such: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|letter| !such(letter)).unwrap_or(rest.len());
    }

    /// Past what begins with one mark and ends with another; not at all where the other doesn't come.
    pub fn skip_between(&mut self, start: &str, end: &str) -> bool {
        let inner = self.rest().get(start.len()..);
        let length = inner.and_then(|inner| inner.find(end)).map(|length| start.len() + length + end.len());
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    /// To a character, or to the end where it doesn't come.
    pub fn skip_to(&mut self, letter: char) {
        let rest = self.rest();
        self.at += rest.find(letter).unwrap_or(rest.len());
    }
}
