//! The shorthand syntax of the AWS CLI: `Type=password,Passwords=a,b`.

use super::super::Source;
use super::super::node::{Entry, Node, NodeKind};
use super::super::syntax::{Cursor, DEEPEST, Fragment, SyntaxError, wrong};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Reads one word in shorthand: a map.
pub fn read(source: &Source<'_>, word: &Fragment<'_>) -> Result<Node, SyntaxError> {
    let mut reader = Reader { source, word, text: Cursor::new(&word.text, 0), from_file: false };
    let entries = reader.parameter()?;
    Ok(Node::new(NodeKind::Map(entries), word.span(0..word.text.len())))
}

struct Reader<'r, 's> {
    source: &'r Source<'s>,
    word: &'r Fragment<'r>,
    text: Cursor<'r>,
    /// Whether the key was written `key@=`: then `file://…` means the file's content.
    from_file: bool,
}

type Read<T> = Result<T, SyntaxError>;

impl<'r> Reader<'r, '_> {
    fn error<T>(&self, message: &'static str) -> Read<T> {
        Err(wrong(self.word.place(self.text.at), message))
    }

    fn space(&mut self) {
        self.text.skip(|letter| " \t\n\r\u{b}\u{c}".contains(letter));
    }

    fn expect_with_space(&mut self, letter: char, message: &'static str) -> Read<()> {
        self.space();
        if !self.text.eat(letter) {
            return self.error(message);
        }
        self.space();
        Ok(())
    }

    fn parameter(&mut self) -> Read<Vec<Entry>> {
        let mut entries: Vec<Entry> = vec![self.keyval()?];
        while !self.text.is_at_end() {
            self.expect_with_space(',', "expected a comma between two key=value pairs.")?;
            let start = self.text.at;
            let entry = self.keyval()?;
            // At most a handful of keys are ever right; a long list of them isn't searched again and again.
            if entries.len() > 100 || entries.iter().any(|other| other.key == entry.key) {
                self.text.at = start;
                return self.error(
                    "this key appears twice. A comma inside a value must be written \\, or in quotes.",
                );
            }
            entries.push(entry);
        }
        Ok(entries)
    }

    fn keyval(&mut self) -> Read<Entry> {
        let start = self.text.at;
        let key = self.key();
        let key_span = self.word.span(start..self.text.at);
        self.equals()?;
        let value = self.values()?;
        Ok(Entry { key, key_span, value })
    }

    fn key(&mut self) -> String {
        let rest = self.text.rest();
        let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.#/:".contains(letter)));
        let key = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.text.at += key.len();
        key.to_owned()
    }

    fn equals(&mut self) -> Read<()> {
        self.space();
        self.from_file = self.text.eat('@');
        self.expect_with_space('=', "expected key=value.")
    }

    fn values(&mut self) -> Read<Node> {
        let start = self.text.at;
        let what = match self.text.letter() {
            None => NodeKind::Text(String::new()),
            Some('[') => NodeKind::List(self.list(0)?),
            Some('{') => NodeKind::Map(self.map(0)?),
            Some(_) => return self.commas(),
        };
        Ok(Node::new(what, self.word.span(start..self.text.at)))
    }

    /// `a` is a string, `a,b` a list; `a,b=c` is a string and the next key.
    fn commas(&mut self) -> Read<Node> {
        let start = self.text.at;
        let first = self.first_value()?;
        self.space();
        if self.text.letter() != Some(',') {
            return Ok(first);
        }
        self.expect_with_space(',', "expected a comma.")?;
        let mut items = vec![first];
        loop {
            match self.next_item() {
                Ok((item, ended)) => {
                    items.push(item);
                    if ended {
                        break;
                    }
                }
                Err(error) if self.text.is_at_end() => return Err(error),
                Err(_) => {
                    // What follows the last comma is the next key.
                    self.text.at = self
                        .text
                        .get(..=self.text.at)
                        .or(self.text.get(..self.text.at))
                        .and_then(|text| text.rfind(','))
                        .unwrap_or(start);
                    break;
                }
            }
        }
        if items.len() == 1 {
            return items.pop().map_or_else(|| self.error("expected a value."), Ok);
        }
        Ok(Node::new(NodeKind::List(items), self.word.span(start..self.text.at)))
    }

    fn next_item(&mut self) -> Read<(Node, bool)> {
        let item = match self.text.letter() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote)?,
            _ => {
                let start = self.text.at;
                self.plain(is_second_follow);
                if self.text.at == start {
                    return self.error("expected a value after the comma. A comma at the end of a value must be written \\, or in quotes.");
                }
                self.plain_node(start)
            }
        };
        self.space();
        if self.text.is_at_end() {
            return Ok((item, true));
        }
        self.expect_with_space(',', "expected a comma between two values.")?;
        Ok((item, false))
    }

    fn first_value(&mut self) -> Read<Node> {
        if let Some(quote @ ('\'' | '"')) = self.text.letter() {
            return self.quoted(quote);
        }
        let start = self.text.at;
        self.plain(is_first_follow);
        Ok(self.plain_node(start))
    }

    /// Passes over a value without quotes.
    fn plain(&mut self, follows: fn(char) -> bool) {
        let mut first = true;
        while let Some(letter) = self.text.letter() {
            if self.text.rest().starts_with("\\,") {
                self.text.at += 2;
            } else if if first { is_start(letter) } else { follows(letter) } {
                self.text.at += letter.len_utf8();
            } else {
                break;
            }
            first = false;
        }
    }

    fn plain_node(&self, start: usize) -> Node {
        let written = self.text.since(start);
        let value = written.replace("\\,", ",");
        self.node(value.trim_end_matches(is_python_space).to_owned(), start)
    }

    fn node(&self, value: String, start: usize) -> Node {
        let span = self.word.span(start..self.text.at);
        let is_file = value.starts_with("file://") || value.starts_with("fileb://");
        if self.from_file && is_file && !self.source.is_open(&value) {
            return self.source.open_node(&value, span);
        }
        Node::text(value, span)
    }

    fn quoted(&mut self, quote: char) -> Read<Node> {
        let start = self.text.at;
        let mut escaped = None;
        let mut at = start + 1;
        let close = loop {
            let rest = self.text.get(at..).unwrap_or_default();
            match rest.find([quote, '\\']) {
                // A last `\'` that nothing closes after all closes itself.
                None => break escaped,
                Some(next) if rest.get(next..).is_some_and(|rest| rest.starts_with(quote)) => {
                    break Some(at + next);
                }
                Some(next) if rest.get(next + 1..).is_some_and(|rest| rest.starts_with(quote)) => {
                    escaped = Some(at + next + 1);
                    at += next + 2;
                }
                Some(next) => at += next + 1,
            }
        };
        let Some(close) = close else { return self.error("this quote isn't closed.") };
        let inner = self.text.get(start + 1..close).unwrap_or_default();
        self.text.at = close + 1;
        let value = inner
            .replace(if quote == '"' { "\\\"" } else { "\\'" }, &quote.to_string())
            .replace("\\\\", "\\");
        Ok(self.node(value, start))
    }

    fn list(&mut self, depth: usize) -> Read<Vec<Node>> {
        if depth > DEEPEST {
            return self.error("brackets nest deeper than 100 levels here.");
        }
        self.expect_with_space('[', "expected [.")?;
        let mut items = Vec::new();
        while self.text.letter() != Some(']') {
            items.push(self.item(depth)?);
            self.space();
            if self.text.letter() != Some(']') {
                if !self.text.eat(',') {
                    return self.error("expected , or ].");
                }
                self.space();
            }
        }
        self.text.at += 1;
        Ok(items)
    }

    fn map(&mut self, depth: usize) -> Read<Vec<Entry>> {
        if depth > DEEPEST {
            return self.error("brackets nest deeper than 100 levels here.");
        }
        self.expect_with_space('{', "expected {.")?;
        let mut entries = Vec::new();
        while self.text.letter() != Some('}') {
            let start = self.text.at;
            let key = self.key();
            let key_span = self.word.span(start..self.text.at);
            self.equals()?;
            let value = self.item(depth)?;
            self.space();
            if self.text.letter() != Some('}') {
                if !self.text.eat(',') {
                    return self.error("expected , or }.");
                }
                self.space();
            }
            entries.push(Entry { key, key_span, value });
        }
        self.text.at += 1;
        Ok(entries)
    }

    fn item(&mut self, depth: usize) -> Read<Node> {
        let start = self.text.at;
        let what = match self.text.letter() {
            Some('[') => NodeKind::List(self.list(depth + 1)?),
            Some('{') => NodeKind::Map(self.map(depth + 1)?),
            _ => return self.first_value(),
        };
        Ok(Node::new(what, self.word.span(start..self.text.at)))
    }
}

fn is_start(letter: char) -> bool {
    letter > ' ' && letter <= '\u{ffff}' && !matches!(letter, '"' | '\'' | ',' | '=' | '[' | '{')
}

fn is_first_follow(letter: char) -> bool {
    is_python_space(letter)
        || letter > ' ' && letter <= '\u{ffff}' && !matches!(letter, '"' | '\'' | ',' | ']' | '}')
}

fn is_second_follow(letter: char) -> bool {
    is_python_space(letter)
        || letter > ' ' && letter <= '\u{ffff}' && !matches!(letter, '"' | '\'' | ',' | '=')
}

/// What Python's `str.isspace` and `\s` take as whitespace.
fn is_python_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{1c}'..='\u{1f}')
}
