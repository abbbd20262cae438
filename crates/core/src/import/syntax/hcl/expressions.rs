//! Expressions: literals, and everything else, which is an unknown value.

use super::{Read, Reader, identifier};
use crate::import::node::{Entry, Node, What, number};
use crate::import::syntax::literal::expression_name;
use crate::import::syntax::{DEEPEST, blanks};
use serde_json::Value;

/// The longer ones first.
const OPERATORS: [&str; 13] = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "%"];

impl Reader<'_> {
    /// A value, or an expression, which is an unknown one. `lines` says whether it may go on in the next line: in brackets.
    pub(super) fn expression(&mut self, depth: usize, lines: bool) -> Read<Node> {
        self.skip(lines)?;
        let start = self.text.at;
        let mut value = self.operand(depth, lines)?;
        let mut end = self.text.at;
        loop {
            self.skip(lines)?;
            let rest = self.text.rest();
            if let Some(operator) = OPERATORS.iter().find(|operator| rest.starts_with(**operator)) {
                self.text.at += operator.len();
                self.skip(lines)?;
                self.operand(depth, lines)?;
            } else if self.text.eat('?') {
                self.expression(depth + 1, lines)?;
                self.skip(lines)?;
                if !self.text.eat(':') {
                    return self.error("expected : and the other value of the condition.");
                }
                self.expression(depth + 1, lines)?;
            } else {
                break;
            }
            value = None;
            end = self.text.at;
        }
        self.text.at = end;
        Ok(match value {
            Some(what) => Node::new(what, start..end),
            None => self.open(start),
        })
    }

    fn open(&self, start: usize) -> Node {
        let written = self.text.since(start).trim_end();
        let span = start..start + written.len();
        self.source.open_node(&name_of(written), span)
    }

    /// What stands between operators: nothing where its value is not known.
    fn operand(&mut self, depth: usize, lines: bool) -> Read<Option<What>> {
        if depth > DEEPEST {
            return self.error("values nest deeper than 100 levels here.");
        }
        if let Some(sign @ ('-' | '!')) = self.text.peek() {
            self.text.at += 1;
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
            let end = self.text.at;
            self.skip(lines)?;
            let rest = self.text.rest();
            if rest.starts_with('.') && !rest.starts_with("..") {
                self.text.at += 1;
                self.skip(lines)?;
                match self.text.peek() {
                    Some('*') => self.text.at += 1,
                    Some('0'..='9') => drop(self.number()?),
                    _ => drop(self.name()?),
                }
            } else if rest.starts_with('[') {
                self.text.at += 1;
                self.skip(true)?;
                if !self.text.eat('*') {
                    self.expression(depth + 1, true)?;
                }
                self.closing(']')?;
            } else {
                self.text.at = end;
                return Ok(value);
            }
            value = None;
        }
    }

    pub(super) fn closing(&mut self, bracket: char) -> Read<()> {
        self.skip(true)?;
        if self.text.eat(bracket) { Ok(()) } else { self.error("a bracket is not closed here.") }
    }

    fn value(&mut self, depth: usize) -> Read<Option<What>> {
        Ok(match self.text.peek() {
            Some('"') => Some(What::Text(self.quoted(depth)?)),
            Some('<') if self.text.rest().starts_with("<<") => Some(What::Text(self.heredoc(depth)?)),
            Some('0'..='9') => Some(What::Number(self.number()?)),
            Some('[') => self.list(depth)?,
            Some('{') => self.object(depth)?,
            Some('(') => {
                self.text.at += 1;
                self.expression(depth + 1, true)?;
                self.closing(')')?;
                None
            }
            _ => {
                if identifier(self.text.rest()).is_empty() {
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
        while self.text.rest().starts_with("::") {
            self.text.at += 2;
            self.name()?;
        }
        let spaces = blanks(self.text.rest());
        let calls = self.text.byte(self.text.at + spaces) == Some('(');
        if calls {
            self.text.at += spaces + 1;
        }
        Ok(calls)
    }

    fn arguments(&mut self, depth: usize) -> Read<()> {
        loop {
            self.skip(true)?;
            if self.text.eat(')') {
                return Ok(());
            }
            self.expression(depth + 1, true)?;
            self.skip(true)?;
            if self.text.rest().starts_with("...") {
                self.text.at += 3;
                return self.closing(')');
            }
            if !self.text.eat(',') && self.text.peek() != Some(')') {
                return self.error("expected , or ).");
            }
        }
    }

    fn list(&mut self, depth: usize) -> Read<Option<What>> {
        self.text.at += 1;
        if self.is_for()? {
            self.for_each(depth, ']')?;
            return Ok(None);
        }
        let mut items = Vec::new();
        loop {
            self.skip(true)?;
            if self.text.eat(']') {
                return Ok(Some(What::List(items)));
            }
            items.push(self.expression(depth + 1, true)?);
            self.skip(true)?;
            if !self.text.eat(',') && self.text.peek() != Some(']') {
                return self.error("expected , or ].");
            }
        }
    }

    fn object(&mut self, depth: usize) -> Read<Option<What>> {
        self.text.at += 1;
        if self.is_for()? {
            self.for_each(depth, '}')?;
            return Ok(None);
        }
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            self.skip(true)?;
            if self.text.eat('}') {
                return Ok(Some(What::Map(entries)));
            }
            let key = self.expression(depth + 1, false)?;
            let key_span = key.span.clone();
            let written = self.text.get(key_span.clone()).unwrap_or_default();
            let key = match key.what {
                // A word alone is a text here.
                _ if identifier(written) == written && !written.is_empty() => written.to_owned(),
                What::Text(_) if !written.starts_with(['"', '(', '<']) => {
                    self.text.at = key_span.start;
                    return self.error("a key that is an expression must stand in brackets.");
                }
                What::Text(key) | What::Number(key) => key,
                _ => self.source.open_value("a computed key", key_span.clone()),
            };
            self.skip(false)?;
            if !self.text.eat('=') && !self.text.eat(':') {
                return self.error("expected = or : after the key.");
            }
            let value = self.expression(depth + 1, false)?;
            entries.push(Entry { key, key_span, value });
            self.skip(false)?;
            if !self.text.eat(',') && !matches!(self.text.peek(), Some('}' | '\n')) {
                return self.error("expected , or } or the end of the line.");
            }
        }
    }

    fn is_for(&mut self) -> Read<bool> {
        let start = self.text.at;
        self.skip(true)?;
        let is_for = identifier(self.text.rest()) == "for";
        if !is_for {
            self.text.at = start;
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
            if !self.text.rest().starts_with("=>") {
                return self.error("expected => and a value.");
            }
            self.text.at += 2;
            self.expression(depth + 1, true)?;
            self.skip(true)?;
            if self.text.rest().starts_with("...") {
                self.text.at += 3;
                self.skip(true)?;
            }
        }
        if identifier(self.text.rest()) == "if" {
            self.name()?;
            self.expression(depth + 1, true)?;
        }
        self.closing(close)
    }

    /// `k, v in list`
    pub(super) fn for_head(&mut self, depth: usize) -> Read<()> {
        self.skip(true)?;
        self.name()?;
        self.skip(true)?;
        if self.text.eat(',') {
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
        let start = self.text.at;
        let text = self.text;
        let byte = |at: usize| text.byte(at);
        let digit = |at: usize| byte(at).is_some_and(|byte| byte.is_ascii_digit());
        loop {
            let step = match byte(self.text.at) {
                Some('0'..='9') => 1,
                Some('.') if digit(self.text.at + 1) => 2,
                Some('e' | 'E') if digit(self.text.at + 1) => 2,
                Some('e' | 'E')
                    if matches!(byte(self.text.at + 1), Some('+' | '-')) && digit(self.text.at + 2) =>
                {
                    3
                }
                _ => break,
            };
            self.text.at += step;
        }
        let written = self.text.since(start);
        if !matches!(number(written), Value::Number(_)) {
            self.text.at = start;
            return self.error("this is no number.");
        }
        Ok(written.to_owned())
    }
}

/// What to call an expression: `var.name`, `random_password.app.result`.
pub(super) fn name_of(written: &str) -> String {
    let plain = written.len() < 80
        && written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.[]*".contains(&byte));
    if plain && !written.is_empty() { written.to_owned() } else { expression_name(written) }
}
