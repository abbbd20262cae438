//! Where saphyr's events are in the text, in bytes.
//!
//! saphyr has checked the grammar, so between two events there are only whitespace, comments, indicators, anchors and
//! tags. Its own spans aren't enough: they count characters; a quoted scalar's span ends after the comment that follows it, a
//! block scalar's starts after its `|`, and that of an unindented list starts after its first dash.

use crate::import::Source;
use crate::import::source::Grammar;
use crate::import::syntax::{Cursor, Fragment};
use core::ops::Range;
use saphyr_parser::Marker;

pub(super) struct Trivia<'r, 's> {
    source: &'r Source<'s>,
    fragment: &'r Fragment<'r>,
    text: Cursor<'r>,
    /// A character, counted as saphyr does, and its byte: markers rise, so each is counted from the one before.
    counted: (usize, usize),
}

impl<'r, 's> Trivia<'r, 's> {
    pub fn new(source: &'r Source<'s>, fragment: &'r Fragment<'r>) -> Self {
        Self { source, fragment, text: Cursor::new(&fragment.text, 0), counted: (0, 0) }
    }

    /// The current byte.
    pub fn at(&self) -> usize {
        self.text.at
    }

    /// What was passed since a byte.
    pub fn since(&self, start: usize) -> &'r str {
        self.text.since(start)
    }

    /// To a byte.
    pub fn go(&mut self, at: usize) {
        self.text.at = at;
    }

    /// To a marker.
    pub fn go_to(&mut self, marker: &Marker) {
        self.text.at = self.byte_of(marker);
    }

    /// The place in the whole text.
    pub fn place(&self) -> usize {
        self.fragment.place(self.text.at)
    }

    /// The span in the whole text, up to here.
    pub fn span(&self, start: usize) -> Range<usize> {
        self.fragment.span(start..self.text.at)
    }

    /// The byte of a marker.
    fn byte_of(&mut self, marker: &Marker) -> usize {
        if marker.index() < self.counted.0 {
            self.counted = (0, 0);
        }
        let (index, byte) = self.counted;
        let rest = self.text.get(byte..).unwrap_or_default();
        let more = rest.char_indices().nth(marker.index() - index).map_or(rest.len(), |(at, _)| at);
        self.counted = (marker.index(), byte + more);
        byte + more
    }

    /// Skips whitespace and comments; returns the new position.
    pub fn skip(&mut self) -> usize {
        loop {
            match self.text.peek() {
                Some(' ' | '\t' | '\n' | '\r') => self.text.at += 1,
                Some('#') => self.comment(),
                _ => return self.text.at,
            }
        }
    }

    fn comment(&mut self) {
        let start = self.text.at;
        self.text.at += line_length(self.text.rest());
        self.source.comment(Grammar::Yaml, self.span(start));
    }

    /// Past a character, if it is the next.
    pub fn eat(&mut self, character: char) -> bool {
        self.text.eat(character)
    }

    /// Past an indicator, if it is the next: what separates entries, and keys from values.
    pub fn indicator(&mut self, character: char) {
        let start = self.text.at;
        self.skip();
        // A word may begin with a question mark.
        let blank = self.text.ahead(1).is_none_or(|next| next.is_ascii_whitespace());
        if (character == '?' && !blank) || !self.eat(character) {
            self.text.at = start;
        }
    }

    /// Past the bracket that ends a collection, and a comma before it.
    pub fn close(&mut self, bracket: char) {
        self.indicator(',');
        self.indicator(bracket);
    }

    /// An anchor or a tag, and its span in the whole text.
    pub fn property(&mut self) -> (&'r str, Range<usize>) {
        let (start, rest) = (self.text.at, self.text.rest());
        let ends = |letter: char| letter.is_ascii_whitespace() || ",[]{}".contains(letter);
        self.text.at += match rest.starts_with("!<") {
            true => rest.find('>').map_or(rest.len(), |end| end + 1),
            false => rest.find(ends).unwrap_or(rest.len()),
        };
        (self.text.since(start), self.span(start))
    }

    /// Past a scalar in quotes.
    pub fn quoted(&mut self) {
        let quote = self.text.peek();
        self.text.at += 1;
        while let Some(byte) = self.text.peek() {
            self.text.at += 1;
            match byte {
                '\\' if quote == Some('"') => self.text.at += 1,
                '\'' if quote == Some('\'') && self.text.eat('\'') => {}
                byte if Some(byte) == quote => return,
                _ => {}
            }
        }
    }

    /// Past a scalar after `|` or `>`, up to its last line end.
    pub fn block(&mut self, end: &Marker) {
        let start = self.text.at;
        let header = line_length(self.text.rest());
        // The header's indicators are followed by blanks.
        if let Some(comment) = self.text.rest().get(..header).and_then(|header| header.find('#')) {
            self.text.at += comment;
            self.comment();
        }
        // saphyr has read on into the line after it.
        let end = self.byte_of(end);
        let read = self.text.get(start..end).unwrap_or_default();
        let lines = read.trim_end_matches([' ', '\t']);
        let without = lines.strip_suffix('\n').map(|lines| lines.strip_suffix('\r').unwrap_or(lines));
        let length = without.or_else(|| lines.strip_suffix('\r')).map_or(read.len(), str::len);
        self.text.at = start + length.max(header);
    }

    /// Whether a block scalar that was passed has a line without indentation.
    pub fn is_at_margin(&self, start: usize) -> bool {
        let block = self.text.get(start..self.text.at).unwrap_or_default();
        let mut lines = block.split(['\n', '\r']).skip(1);
        lines.any(|line| line.starts_with(|letter: char| !letter.is_ascii_whitespace()))
    }

    /// A block scalar's value without the line end that saphyr adds where the text ends inside it. PyYAML and ruamel.yaml
    /// add none.
    pub fn without_added_break<'v>(&self, start: usize, value: &'v str) -> &'v str {
        let block = self.text.get(start..).unwrap_or_default();
        let (header, content) = block.split_at(line_length(block));
        let stripped = header.get(1..3).unwrap_or(header).contains('-');
        if stripped || self.counted.1 < self.text.whole().len() || block.ends_with(['\n', '\r']) {
            return value;
        }
        let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let lines = || content.split(['\n', '\r']).skip(1);
        let indent = lines().filter(|line| spaces(line) < line.len()).map(spaces).min();
        let last = lines().last().unwrap_or_default();
        let is_added = match indent {
            Some(indent) => last.chars().count() >= indent.max(1),
            // Nothing but blank lines: the header's end, or spaces beyond the indentation.
            None => {
                let breaks = content.trim_end_matches([' ', '\t']);
                matches!(breaks, "\n" | "\r" | "\r\n") || value.ends_with(" \n")
            }
        };
        if is_added { value.strip_suffix('\n').unwrap_or(value) } else { value }
    }

    /// Past what is between documents: their ends, directives, and `---` where it is written.
    pub fn document_start(&mut self, marked: bool) {
        loop {
            self.skip();
            let rest = self.text.rest();
            if rest.starts_with('%') {
                let line = rest.get(..line_length(rest)).unwrap_or_default();
                self.text.at += line.find(" #").or_else(|| line.find("\t#")).unwrap_or(line.len());
            } else if rest.starts_with("...") {
                self.text.at += 3;
            } else if let Some(mark) = rest.chars().next().filter(|letter| *letter == '\u{feff}') {
                self.text.at += mark.len_utf8();
            } else {
                break;
            }
        }
        if marked && self.text.rest().starts_with("---") {
            self.text.at += 3;
        }
    }
}

fn line_length(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}
