//! HCL, as far as blocks, attributes and literal values go. Any other expression is an unknown value.

mod templates;

use super::super::node::{Entry, Node, What, number};
use super::super::source::{Grammar, Source};
use super::literal::expression_name;
use super::{DEEPEST, SyntaxError, blanks, byte_at, wrong};
use crate::places::Places;
use serde_json::Value;

use std::ops::Range;

/// A block: `resource "type" "name" { … }`.
pub struct Block {
    pub kind: String,
    pub labels: Vec<String>,
    /// Attributes, and the blocks inside as maps.
    pub body: Node,
    pub span: Range<usize>,
}

/// Reads the blocks of a file whose kind is wanted; the others are passed over, even if there is something wrong in them.
pub fn read(source: &Source<'_>, wanted: fn(&str) -> bool) -> Result<Vec<Block>, SyntaxError> {
    let start = source.whole().place(0);
    let mut reader = Reader { source, text: source.text, at: start };
    let mut blocks = Vec::new();
    loop {
        reader.skip(true)?;
        if reader.peek().is_none() {
            return Ok(blocks);
        }
        let start = reader.at;
        let kind = reader.name()?;
        reader.skip(false)?;
        if reader.eat('=') {
            // A file of variables: `name = value`.
            reader.expression(0, false)?;
            reader.line_end()?;
            continue;
        }
        let labels = reader.labels()?;
        if !reader.eat('{') {
            return reader.error("expected { after the name of a block.");
        }
        let open = reader.at;
        match reader.body(0) {
            Ok(body) if wanted(&kind) => blocks.push(Block { kind, labels, body, span: start..reader.at }),
            Err(error) if wanted(&kind) => return Err(error),
            Ok(_) => {}
            // To where it ends as people indent it.
            Err(error) => match reader.text.get(open..).and_then(|rest| rest.find("\n}")) {
                Some(end) => reader.at = open + end + 2,
                None => return Err(error),
            },
        }
        reader.line_end()?;
    }
}

/// The longer ones first.
const OPERATORS: [&str; 13] = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "%"];

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

    /// The byte that stands here, as a letter: what is looked for is ASCII.
    fn peek(&self) -> Option<char> {
        byte_at(self.text, self.at)
    }

    fn eat(&mut self, letter: char) -> bool {
        let eats = self.peek() == Some(letter);
        self.at += usize::from(eats);
        eats
    }

    fn error<T>(&self, message: &'static str) -> Read<T> {
        Err(wrong(self.at, message))
    }

    /// Past white space and comments; `lines` says whether line ends are white space here.
    fn skip(&mut self, lines: bool) -> Read<()> {
        loop {
            let rest = self.rest();
            let blank =
                |letter: char| letter == ' ' || letter == '\t' || letter == '\r' || lines && letter == '\n';
            let trimmed = rest.trim_start_matches(blank);
            self.at += rest.len() - trimmed.len();
            let start = self.at;
            if trimmed.starts_with('#') || trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
                self.source.comment(Grammar::Hcl, start..self.at);
            } else if trimmed.starts_with("/*") {
                match trimmed.get(2..).and_then(|comment| comment.find("*/")) {
                    Some(end) => {
                        self.at += end + 4;
                        self.source.comment(Grammar::Hcl, start..self.at);
                    }
                    None => return self.error("this comment is not closed with */."),
                }
            } else {
                return Ok(());
            }
        }
    }

    /// What must follow an argument or a block.
    fn line_end(&mut self) -> Read<()> {
        self.skip(false)?;
        match self.peek() {
            None | Some('\n') => Ok(()),
            _ => self.error("expected the end of the line."),
        }
    }

    fn name(&mut self) -> Read<String> {
        let name = identifier(self.rest());
        if name.is_empty() {
            return self.error("expected a name.");
        }
        self.at += name.len();
        Ok(name.to_owned())
    }

    fn labels(&mut self) -> Read<Vec<String>> {
        let mut labels = Vec::new();
        loop {
            self.skip(false)?;
            match self.peek() {
                Some('"') => labels.push(self.quoted(0)?),
                Some(byte) if byte.is_ascii_alphabetic() || byte == '_' => labels.push(self.name()?),
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
        let mut names = Places::default();
        self.skip(false)?;
        let one_line = !matches!(self.peek(), None | Some('\n'));
        loop {
            self.skip(!one_line)?;
            if self.eat('}') {
                return Ok(Node::new(What::Map(entries), start..self.at));
            }
            if one_line && !entries.is_empty() {
                return self.error("a block on one line holds one argument.");
            }
            if self.peek().is_none() {
                self.at = start;
                return self.error("this block is not closed with }.");
            }
            let key_start = self.at;
            let key = self.name()?;
            let key_span = key_start..self.at;
            self.skip(false)?;
            if self.eat('=') {
                if names.insert(key.as_bytes(), 0).is_some() {
                    self.at = key_start;
                    return self.error("this argument stands twice.");
                }
                let value = self.expression(depth + 1, false)?;
                entries.push(Entry { key, key_span, value });
                if !one_line {
                    self.line_end()?;
                }
                continue;
            }
            let labels = self.labels()?;
            if one_line || !self.eat('{') {
                return self.error("expected = and a value, or { and a block.");
            }
            let mut value = self.body(depth + 1)?;
            self.line_end()?;
            // `dynamic "name" { for_each = … content { … } }` makes blocks that are not known.
            let key = if key == "dynamic" {
                value = self.source.open_node("a dynamic block", key_span.clone());
                labels.into_iter().next().unwrap_or(key)
            } else {
                key
            };
            entries.push(Entry { key, key_span, value });
        }
    }

    /// A value, or an expression, which is an unknown one. `lines` says whether it may go on in the next line: in brackets.
    fn expression(&mut self, depth: usize, lines: bool) -> Read<Node> {
        self.skip(lines)?;
        let start = self.at;
        let mut value = self.operand(depth, lines)?;
        let mut end = self.at;
        loop {
            self.skip(lines)?;
            let rest = self.rest();
            if let Some(operator) = OPERATORS.iter().find(|operator| rest.starts_with(**operator)) {
                self.at += operator.len();
                self.skip(lines)?;
                self.operand(depth, lines)?;
            } else if self.eat('?') {
                self.expression(depth + 1, lines)?;
                self.skip(lines)?;
                if !self.eat(':') {
                    return self.error("expected : and the other value of the condition.");
                }
                self.expression(depth + 1, lines)?;
            } else {
                break;
            }
            value = None;
            end = self.at;
        }
        self.at = end;
        Ok(match value {
            Some(what) => Node::new(what, start..end),
            None => self.open(start),
        })
    }

    fn open(&self, start: usize) -> Node {
        let written = self.text.get(start..self.at).unwrap_or_default().trim_end();
        let span = start..start + written.len();
        self.source.open_node(&name_of(written), span)
    }

    /// What stands between operators: nothing where its value is not known.
    fn operand(&mut self, depth: usize, lines: bool) -> Read<Option<What>> {
        if depth > DEEPEST {
            return self.error("values nest deeper than 100 levels here.");
        }
        if let Some(sign @ ('-' | '!')) = self.peek() {
            self.at += 1;
            self.skip(lines)?;
            return Ok(match self.operand(depth + 1, lines)? {
                Some(What::Number(number)) if sign == '-' => {
                    Some(What::Number(match number.strip_prefix('-') {
                        Some(number) => number.to_owned(),
                        None => ["-", &number].concat(),
                    }))
                }
                Some(What::Bool(flag)) if sign == '!' => Some(What::Bool(!flag)),
                _ => None,
            });
        }
        let mut value = self.value(depth)?;
        // Attributes, indices, splats.
        loop {
            let end = self.at;
            self.skip(lines)?;
            let rest = self.rest();
            if rest.starts_with('.') && !rest.starts_with("..") {
                self.at += 1;
                self.skip(lines)?;
                match self.peek() {
                    Some('*') => self.at += 1,
                    Some('0'..='9') => drop(self.number()?),
                    _ => drop(self.name()?),
                }
            } else if rest.starts_with('[') {
                self.at += 1;
                self.skip(true)?;
                if !self.eat('*') {
                    self.expression(depth + 1, true)?;
                }
                self.closing(']')?;
            } else {
                self.at = end;
                return Ok(value);
            }
            value = None;
        }
    }

    fn closing(&mut self, bracket: char) -> Read<()> {
        self.skip(true)?;
        if self.eat(bracket) { Ok(()) } else { self.error("a bracket is not closed here.") }
    }

    fn value(&mut self, depth: usize) -> Read<Option<What>> {
        Ok(match self.peek() {
            Some('"') => Some(What::Text(self.quoted(depth)?)),
            Some('<') if self.rest().starts_with("<<") => Some(What::Text(self.heredoc(depth)?)),
            Some('0'..='9') => Some(What::Number(self.number()?)),
            Some('[') => self.list(depth)?,
            Some('{') => self.object(depth)?,
            Some('(') => {
                self.at += 1;
                self.expression(depth + 1, true)?;
                self.closing(')')?;
                None
            }
            _ => {
                if identifier(self.rest()).is_empty() {
                    return self.error("expected a value.");
                }
                let name = self.name()?;
                let calls = self.calls()?;
                if calls {
                    self.arguments(depth)?;
                }
                match name.as_str() {
                    _ if calls => None,
                    "true" => Some(What::Bool(true)),
                    "false" => Some(What::Bool(false)),
                    "null" => Some(What::Null),
                    _ => None,
                }
            }
        })
    }

    /// Whether a bracket follows, behind the rest of the name of a provider's function.
    fn calls(&mut self) -> Read<bool> {
        while self.rest().starts_with("::") {
            self.at += 2;
            self.name()?;
        }
        let spaces = blanks(self.rest());
        let calls = byte_at(self.text, self.at + spaces) == Some('(');
        if calls {
            self.at += spaces + 1;
        }
        Ok(calls)
    }

    fn arguments(&mut self, depth: usize) -> Read<()> {
        loop {
            self.skip(true)?;
            if self.eat(')') {
                return Ok(());
            }
            self.expression(depth + 1, true)?;
            self.skip(true)?;
            if self.rest().starts_with("...") {
                self.at += 3;
                return self.closing(')');
            }
            if !self.eat(',') && self.peek() != Some(')') {
                return self.error("expected , or ).");
            }
        }
    }

    fn list(&mut self, depth: usize) -> Read<Option<What>> {
        self.at += 1;
        if self.is_for()? {
            self.for_each(depth, ']')?;
            return Ok(None);
        }
        let mut items = Vec::new();
        loop {
            self.skip(true)?;
            if self.eat(']') {
                return Ok(Some(What::List(items)));
            }
            items.push(self.expression(depth + 1, true)?);
            self.skip(true)?;
            if !self.eat(',') && self.peek() != Some(']') {
                return self.error("expected , or ].");
            }
        }
    }

    fn object(&mut self, depth: usize) -> Read<Option<What>> {
        self.at += 1;
        if self.is_for()? {
            self.for_each(depth, '}')?;
            return Ok(None);
        }
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            self.skip(true)?;
            if self.eat('}') {
                return Ok(Some(What::Map(entries)));
            }
            let key = self.expression(depth + 1, false)?;
            let key_span = key.span.clone();
            let written = self.text.get(key_span.clone()).unwrap_or_default();
            let key = match key.what {
                // A word alone is a text here.
                _ if identifier(written) == written && !written.is_empty() => written.to_owned(),
                What::Text(_) if !written.starts_with(['"', '(', '<']) => {
                    self.at = key_span.start;
                    return self.error("a key that is an expression must stand in brackets.");
                }
                What::Text(key) | What::Number(key) => key,
                _ => self.source.open_value("a computed key", key_span.clone()),
            };
            self.skip(false)?;
            if !self.eat('=') && !self.eat(':') {
                return self.error("expected = or : after the key.");
            }
            let value = self.expression(depth + 1, false)?;
            entries.push(Entry { key, key_span, value });
            self.skip(false)?;
            if !self.eat(',') && !matches!(self.peek(), Some('}' | '\n')) {
                return self.error("expected , or } or the end of the line.");
            }
        }
    }

    fn is_for(&mut self) -> Read<bool> {
        let start = self.at;
        self.skip(true)?;
        let is_for = identifier(self.rest()) == "for";
        if !is_for {
            self.at = start;
        }
        Ok(is_for)
    }

    /// `for k, v in list : k => v... if condition`, to its bracket.
    fn for_each(&mut self, depth: usize, close: char) -> Read<()> {
        self.name()?;
        self.for_head(depth)?;
        self.closing(':')?;
        self.expression(depth + 1, true)?;
        self.skip(true)?;
        if close == '}' {
            if !self.rest().starts_with("=>") {
                return self.error("expected => and a value.");
            }
            self.at += 2;
            self.expression(depth + 1, true)?;
            self.skip(true)?;
            if self.rest().starts_with("...") {
                self.at += 3;
                self.skip(true)?;
            }
        }
        if identifier(self.rest()) == "if" {
            self.name()?;
            self.expression(depth + 1, true)?;
        }
        self.closing(close)
    }

    /// `k, v in list`
    fn for_head(&mut self, depth: usize) -> Read<()> {
        self.skip(true)?;
        self.name()?;
        self.skip(true)?;
        if self.eat(',') {
            self.skip(true)?;
            self.name()?;
            self.skip(true)?;
        }
        if self.name()? != "in" {
            return self.error("expected in.");
        }
        self.expression(depth + 1, true)?;
        Ok(())
    }

    /// Digits, with a fraction and an exponent.
    fn number(&mut self) -> Read<String> {
        let start = self.at;
        let byte = |at: usize| byte_at(self.text, at);
        let digit = |at: usize| byte(at).is_some_and(|byte| byte.is_ascii_digit());
        loop {
            let step = match byte(self.at) {
                Some('0'..='9') => 1,
                Some('.') if digit(self.at + 1) => 2,
                Some('e' | 'E') if digit(self.at + 1) => 2,
                Some('e' | 'E') if matches!(byte(self.at + 1), Some('+' | '-')) && digit(self.at + 2) => 3,
                _ => break,
            };
            self.at += step;
        }
        let written = self.text.get(start..self.at).unwrap_or_default();
        if !matches!(number(written), Value::Number(_)) {
            self.at = start;
            return self.error("this is no number.");
        }
        Ok(written.to_owned())
    }
}

/// The name that a text begins with; empty if there is none.
fn identifier(text: &str) -> &str {
    if !text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
        return "";
    }
    let end = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-'));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// What to call an expression: `var.name`, `random_password.app.result`.
fn name_of(written: &str) -> String {
    let plain = written.len() < 80
        && written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.[]*".contains(&byte));
    if plain && !written.is_empty() { written.to_owned() } else { expression_name(written) }
}
