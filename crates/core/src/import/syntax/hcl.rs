//! HCL, as far as blocks, attributes and literal values go. Any other expression is an unknown value.

use super::super::Source;
use super::super::node::{Entry, Node, What};
use super::literal::{expression_name, name_at};
use super::{DEEPEST, SyntaxError};
use std::ops::Range;

/// A block: `resource "type" "name" { … }`.
pub struct Block {
    pub kind: String,
    pub labels: Vec<String>,
    /// Attributes, and the blocks inside as maps.
    pub body: Node,
    pub span: Range<usize>,
}

/// Reads the blocks of a file whose kind is wanted; the others are passed over.
pub fn read(source: &Source<'_>, wanted: fn(&str) -> bool) -> Result<Vec<Block>, SyntaxError> {
    let start = source.whole().place(0);
    let mut reader = Reader { source, text: source.text, at: start };
    let mut blocks = Vec::new();
    loop {
        reader.blanks()?;
        if reader.peek().is_none() {
            return Ok(blocks);
        }
        let start = reader.at;
        let kind = reader.name()?;
        reader.spaces()?;
        if reader.eat(b'=') {
            // A file of variables: `name = value`.
            reader.expression(0)?;
            continue;
        }
        let labels = reader.labels()?;
        if !reader.eat(b'{') {
            return reader.error("expected { after the name of a block.");
        }
        if wanted(&kind) {
            let body = reader.body(0)?;
            blocks.push(Block { kind, labels, body, span: start..reader.at });
        } else {
            reader.at -= 1;
            reader.skip_brackets()?;
        }
    }
}

type Read<T> = Result<T, SyntaxError>;

struct Reader<'s> {
    source: &'s Source<'s>,
    text: &'s str,
    at: usize,
}

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let eats = self.peek() == Some(byte);
        self.at += usize::from(eats);
        eats
    }

    fn error<T>(&self, message: &'static str) -> Read<T> {
        Err(SyntaxError::new(self.at, message))
    }

    /// Past white space and comments; `lines` says whether line ends are white space here.
    fn skip(&mut self, lines: bool) -> Read<()> {
        loop {
            let rest = self.rest();
            let blank =
                |letter: char| letter == ' ' || letter == '\t' || letter == '\r' || lines && letter == '\n';
            let trimmed = rest.trim_start_matches(blank);
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with('#') || trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                match trimmed.find("*/") {
                    Some(end) => self.at += end + 2,
                    None => return self.error("this comment is not closed with */."),
                }
            } else {
                return Ok(());
            }
        }
    }

    fn blanks(&mut self) -> Read<()> {
        self.skip(true)
    }

    fn spaces(&mut self) -> Read<()> {
        self.skip(false)
    }

    fn name(&mut self) -> Read<String> {
        let rest = self.rest();
        let end = rest
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-'))
            .unwrap_or(rest.len());
        if end == 0 {
            return self.error("expected the name of a block or an argument.");
        }
        self.at += end;
        Ok(rest.get(..end).unwrap_or_default().to_owned())
    }

    fn labels(&mut self) -> Read<Vec<String>> {
        let mut labels = Vec::new();
        loop {
            self.spaces()?;
            match self.peek() {
                Some(b'"') => labels.push(self.quoted()?),
                Some(byte) if byte.is_ascii_alphabetic() || byte == b'_' => labels.push(self.name()?),
                _ => return Ok(labels),
            }
        }
    }

    /// After the opening bracket, to the closing one.
    fn body(&mut self, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return self.error("blocks nest deeper than 100 levels here.");
        }
        let start = self.at - 1;
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            self.blanks()?;
            if self.eat(b'}') {
                return Ok(Node::new(What::Map(entries), start..self.at));
            }
            if self.peek().is_none() {
                self.at = start;
                return self.error("this block is not closed with }.");
            }
            let key_start = self.at;
            let key = self.name()?;
            let key_span = key_start..self.at;
            self.spaces()?;
            if self.eat(b'=') {
                let value = self.expression(depth + 1)?;
                entries.push(Entry { key, key_span, value });
                self.spaces()?;
                if !matches!(self.peek(), None | Some(b'\n' | b'}')) {
                    return self.error("expected the end of the line after the value.");
                }
                continue;
            }
            let labels = self.labels()?;
            if !self.eat(b'{') {
                return self.error("expected = and a value, or { and a block.");
            }
            let mut value = self.body(depth + 1)?;
            // `dynamic "name" { for_each = … content { … } }` makes blocks that are not known.
            let key = if key == "dynamic" {
                value =
                    Node::text(self.source.open_value("a dynamic block", key_span.clone()), key_span.clone());
                labels.into_iter().next().unwrap_or(key)
            } else {
                key
            };
            entries.push(Entry { key, key_span, value });
        }
    }

    fn expression(&mut self, depth: usize) -> Read<Node> {
        self.spaces()?;
        let start = self.at;
        let node = self.value(depth)?;
        let end = self.at;
        self.spaces()?;
        match self.peek() {
            None | Some(b'\n' | b',' | b'}' | b']' | b')') => {
                self.at = end;
                Ok(node)
            }
            // An operator, an index, a call.
            Some(_) => {
                self.skip_expression()?;
                Ok(self.open(start))
            }
        }
    }

    fn open(&self, start: usize) -> Node {
        let written = self.text.get(start..self.at).unwrap_or_default().trim_end();
        let span = start..start + written.len();
        Node::text(self.source.open_value(name_of(written), span.clone()), span)
    }

    fn value(&mut self, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return self.error("values nest deeper than 100 levels here.");
        }
        let start = self.at;
        let what = match self.peek() {
            Some(b'"') => What::Text(self.quoted()?),
            Some(b'[') => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    self.blanks()?;
                    if self.eat(b']') {
                        break;
                    }
                    if self.rest().starts_with("for ") {
                        self.at = start;
                        self.skip_brackets()?;
                        return Ok(self.open(start));
                    }
                    items.push(self.expression(depth + 1)?);
                    self.blanks()?;
                    if !self.eat(b',') && self.peek() != Some(b']') {
                        return self.error("expected , or ].");
                    }
                }
                What::List(items)
            }
            Some(b'{') => {
                self.at += 1;
                let mut entries = Vec::new();
                loop {
                    self.blanks()?;
                    if self.eat(b'}') {
                        break;
                    }
                    if self.rest().starts_with("for ") {
                        self.at = start;
                        self.skip_brackets()?;
                        return Ok(self.open(start));
                    }
                    let key_start = self.at;
                    let key = match self.peek() {
                        Some(b'"') => self.quoted()?,
                        Some(b'(') => {
                            self.skip_brackets()?;
                            self.source.open_value("a computed key", key_start..self.at)
                        }
                        _ => self.name()?,
                    };
                    let key_span = key_start..self.at;
                    self.spaces()?;
                    if !self.eat(b'=') && !self.eat(b':') {
                        return self.error("expected = or : after the key.");
                    }
                    let value = self.expression(depth + 1)?;
                    entries.push(Entry { key, key_span, value });
                    self.spaces()?;
                    if !self.eat(b',') && !matches!(self.peek(), Some(b'}' | b'\n')) {
                        return self.error("expected , or } or the end of the line.");
                    }
                }
                What::Map(entries)
            }
            Some(b'<') if self.rest().starts_with("<<") => What::Text(self.heredoc()?),
            Some(b'0'..=b'9' | b'-') => {
                let rest = self.rest();
                let end = rest
                    .find(|letter: char| {
                        !(letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '+'))
                    })
                    .unwrap_or(rest.len());
                self.at += end.max(1);
                What::Number(rest.get(..end).unwrap_or_default().to_owned())
            }
            _ => {
                let known = match name_at(self.rest()) {
                    "true" => Some((What::Bool(true), 4)),
                    "false" => Some((What::Bool(false), 5)),
                    "null" => Some((What::Null, 4)),
                    _ => None,
                };
                match known {
                    Some((what, length)) => {
                        self.at += length;
                        what
                    }
                    None => {
                        self.skip_expression()?;
                        if self.at == start {
                            return self.error("expected a value.");
                        }
                        return Ok(self.open(start));
                    }
                }
            }
        };
        Ok(Node::new(what, start..self.at))
    }

    /// A template in quotes.
    fn quoted(&mut self) -> Read<String> {
        let open = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            match self.peek() {
                None | Some(b'\n') => {
                    self.at = open;
                    return self.error("this quote is not closed on its line.");
                }
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => self.escape(&mut text)?,
                Some(_) => self.template(&mut text)?,
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Read<()> {
        let start = self.at;
        let letter = self.rest().chars().nth(1).unwrap_or('\\');
        self.at += 1 + letter.len_utf8();
        let plain = match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' | '\\' => letter,
            'u' | 'U' => '\0',
            _ => {
                self.at = start;
                return self.error("this escape is none of HCL's: \\n \\r \\t \\\" \\\\ \\u \\U.");
            }
        };
        if plain != '\0' {
            text.push(plain);
            return Ok(());
        }
        let digits = if letter == 'u' { 4 } else { 8 };
        let code = self
            .rest()
            .get(..digits)
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        let Some(letter) = code else {
            self.at = start;
            return self.error("this is no letter of Unicode.");
        };
        self.at += digits;
        self.source.push_escaped(text, letter, start..self.at);
        Ok(())
    }

    /// One step of a template: a letter, an interpolation, a directive.
    fn template(&mut self, text: &mut String) -> Read<()> {
        let rest = self.rest();
        for (written, meant) in [("$${", "${"), ("%%{", "%{")] {
            if rest.starts_with(written) {
                text.push_str(meant);
                self.at += written.len();
                return Ok(());
            }
        }
        if rest.starts_with("${") || rest.starts_with("%{") {
            let start = self.at;
            let directive = rest.starts_with('%');
            self.at += 1;
            self.skip_brackets()?;
            let inner = self.text.get(start + 2..self.at.saturating_sub(1)).unwrap_or_default();
            let name =
                if directive { "a directive".to_owned() } else { name_of(inner.trim_matches('~').trim()) };
            self.source.push_open(text, name, start..self.at);
            return Ok(());
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest.find(['"', '\\', '$', '%', '\n']).unwrap_or(rest.len()).max(first);
        text.push_str(rest.get(..end).unwrap_or_default());
        self.at += end;
        Ok(())
    }

    fn heredoc(&mut self) -> Read<String> {
        let open = self.at;
        let indented = self.rest().starts_with("<<-");
        self.at += if indented { 3 } else { 2 };
        let word = name_at(self.rest());
        self.at += word.len();
        let Some(line_end) = self.rest().find('\n').filter(|_| !word.is_empty()) else {
            self.at = open;
            return self.error("expected a word and a line end after <<.");
        };
        self.at += line_end + 1;
        // The lines as they stand, to find how deep all of them are.
        let body = self.at;
        let mut depth = usize::MAX;
        let mut at = body;
        let end = loop {
            let rest = self.text.get(at..).unwrap_or_default();
            if rest.is_empty() {
                self.at = open;
                return self.error("this here-document is not closed with its word on a line of its own.");
            }
            let line = rest.get(..rest.find('\n').unwrap_or(rest.len())).unwrap_or_default();
            if line.trim() == word {
                break at;
            }
            if !line.trim().is_empty() {
                depth = depth.min(line.len() - line.trim_start().len());
            }
            at += (line.len() + 1).min(rest.len());
        };
        let mut text = String::new();
        while self.at < end {
            let line_start = self.at == body || self.text.as_bytes().get(self.at - 1) == Some(&b'\n');
            if indented && line_start {
                let rest = self.rest();
                let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
                self.at += spaces.min(depth);
                if self.at >= end {
                    break;
                }
            }
            match self.peek() {
                // Quotes and backslashes are letters here.
                Some(byte @ (b'"' | b'\\' | b'\n')) => {
                    text.push(char::from(byte));
                    self.at += 1;
                }
                _ => self.template(&mut text)?,
            }
        }
        self.at = end;
        let rest = self.rest();
        self.at += rest.find(word).unwrap_or(0) + word.len();
        Ok(text)
    }

    /// Past an expression that is no literal: to the line end, comma or bracket that ends it.
    fn skip_expression(&mut self) -> Read<()> {
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' | b',' | b'}' | b']' | b')' => return Ok(()),
                b'(' | b'[' | b'{' => self.skip_brackets()?,
                b'"' => {
                    self.quoted()?;
                }
                b'#' => return Ok(()),
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    /// From an opening bracket past the one that closes it. Brackets inside are counted, not matched by kind.
    fn skip_brackets(&mut self) -> Read<()> {
        let open = self.at;
        let mut depth = 0usize;
        // Templates inside brackets inside templates: the quotes that stand open.
        let mut quotes: Vec<usize> = Vec::new();
        while let Some(byte) = self.peek() {
            let in_quotes = quotes.last() == Some(&depth);
            self.at += 1;
            match byte {
                b'\\' if in_quotes => self.at += 1,
                b'"' if in_quotes => {
                    quotes.pop();
                }
                b'$' | b'%' if in_quotes && self.peek() == Some(b'{') => {
                    self.at += 1;
                    depth += 1;
                }
                _ if in_quotes => {}
                b'"' => quotes.push(depth),
                b'#' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                b'/' if self.peek() == Some(b'/') => {
                    self.at += self.rest().find('\n').unwrap_or(self.rest().len())
                }
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
        self.at = open;
        self.error("this bracket is not closed.")
    }
}

/// What to call an expression: `var.name`, `random_password.app.result`.
fn name_of(written: &str) -> String {
    let plain = written.len() < 80
        && written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.[]*".contains(&byte));
    if plain && !written.is_empty() { written.to_owned() } else { expression_name(written) }
}
