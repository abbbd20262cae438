//! Expressions: literals, and everything else, which is an unknown value.

use super::{Read, Reader, functions, identifier};
use crate::import::node::{Entry, Node, NodeKind, number};
use crate::import::syntax::literal::expression_name;
use crate::import::syntax::{DEEPEST, blanks};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
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
        let mut operators = 0;
        loop {
            self.skip(lines)?;
            let rest = self.text.rest();
            if let Some(operator) = OPERATORS.iter().find(|operator| rest.starts_with(**operator)) {
                self.text.at += operator.len();
                self.skip(lines)?;
                let right = self.operand(depth, lines)?;
                operators += 1;
                // Which of several operators binds isn't asked.
                value = if operators == 1 { self.compared(operator, value, right) } else { None };
            } else if self.text.eat('?') {
                let yes = self.expression(depth + 1, lines)?;
                self.skip(lines)?;
                if !self.text.eat(':') {
                    return self.error("expected : and the other value of the condition.");
                }
                let no = self.expression(depth + 1, lines)?;
                let chosen = match value {
                    Some(NodeKind::Bool(true)) => Some(yes),
                    Some(NodeKind::Bool(false)) => Some(no),
                    _ => None,
                };
                let chosen = chosen.filter(|node| self.scope.is_some() && !self.is_open(node));
                value = chosen.map(|node| node.what);
            } else {
                break;
            }
            end = self.text.at;
        }
        self.text.at = end;
        Ok(match value {
            Some(what) => Node::new(what, start..end),
            None => self.open(start),
        })
    }

    /// Whether an expression has a value that is wholly or partly unknown.
    pub(super) fn is_open(&self, node: &Node) -> bool {
        match &node.what {
            NodeKind::Text(text) => self.source.is_open(text),
            NodeKind::List(items) => items.iter().any(|item| self.is_open(item)),
            NodeKind::Map(entries) => entries.iter().any(|entry| self.is_open(&entry.value)),
            _ => false,
        }
    }

    /// `==` and `!=` of values that are known, `&&` and `||`.
    fn compared(&self, operator: &str, left: Option<NodeKind>, right: Option<NodeKind>) -> Option<NodeKind> {
        self.scope?;
        let known =
            |what: Option<NodeKind>| what.filter(|what| !self.is_open(&Node::new(what.clone(), 0..0)));
        Some(NodeKind::Bool(match (operator, known(left)?, known(right)?) {
            ("==", left, right) => left == right,
            ("!=", left, right) => left != right,
            ("&&", NodeKind::Bool(left), NodeKind::Bool(right)) => left && right,
            ("||", NodeKind::Bool(left), NodeKind::Bool(right)) => left || right,
            _ => return None,
        }))
    }

    fn open(&self, start: usize) -> Node {
        let written = self.text.since(start).trim_end();
        let span = start..start + written.len();
        match self.bound.is_empty() {
            // A plain name in the module can be referred to elsewhere.
            true => self.source.reference_node(&name_of(written), format!("${{{written}}}"), span),
            false => self.source.open_node(&name_of(written), span),
        }
    }

    /// What is between operators: nothing where its value isn't known.
    fn operand(&mut self, depth: usize, lines: bool) -> Read<Option<NodeKind>> {
        if depth > DEEPEST {
            return self.error("values nest deeper than 100 levels here.");
        }
        if let Some(sign @ ('-' | '!')) = self.text.peek() {
            self.text.at += 1;
            self.skip(lines)?;
            return Ok(match self.operand(depth + 1, lines)? {
                Some(NodeKind::Number(number)) if sign == '-' => {
                    Some(NodeKind::Number(match number.strip_prefix('-') {
                        Some(number) => number.to_owned(),
                        None => ["-", &number].concat(),
                    }))
                }
                Some(NodeKind::Bool(flag)) if sign == '!' => Some(NodeKind::Bool(!flag)),
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
                let key = match self.text.peek() {
                    Some('*') => {
                        self.text.at += 1;
                        None
                    }
                    Some('0'..='9') => Some(self.number()?),
                    _ => Some(self.name()?),
                };
                value = value.zip(key).and_then(|(value, key)| self.member(&value, &key));
            } else if rest.starts_with('[') {
                self.text.at += 1;
                self.skip(true)?;
                let key = if self.text.eat('*') { None } else { Some(self.expression(depth + 1, true)?) };
                self.closing(']')?;
                let key = key.filter(|key| !self.is_open(key)).and_then(|key| functions::scalar(&key));
                value = value.zip(key).and_then(|(value, key)| self.member(&value, &key));
            } else {
                self.text.at = end;
                return Ok(value);
            }
        }
    }

    /// A member of a map, or an item of a list.
    fn member(&self, value: &NodeKind, key: &str) -> Option<NodeKind> {
        self.scope?;
        let found = match value {
            NodeKind::Map(entries) => {
                entries.iter().rev().find(|entry| entry.key == key).map(|entry| &entry.value)
            }
            NodeKind::List(items) => items.get(key.parse::<usize>().ok()?),
            _ => None,
        };
        found.filter(|node| self.source.may_fill(node.weight())).map(|node| node.what.clone())
    }

    /// A name's value: a variable of a `for` expression, or `local.prefix`, `var.engine`, `each.value`.
    fn reference(&mut self, name: &str) -> Option<NodeKind> {
        let bound = self.bound.iter().rev().find(|(bound, _)| bound == name);
        let node = match bound {
            Some((_, node)) => node.clone()?,
            None => {
                let rest = self.text.rest().strip_prefix('.')?;
                let attribute = identifier(rest);
                let node = self.scope?.get(&format!("{name}.{attribute}"))?;
                if !self.source.may_fill(node.weight()) {
                    return None;
                }
                self.text.at += 1 + attribute.len();
                node.clone()
            }
        };
        Some(node.what)
    }

    pub(super) fn closing(&mut self, bracket: char) -> Read<()> {
        self.skip(true)?;
        if self.text.eat(bracket) { Ok(()) } else { self.error("a bracket isn't closed here.") }
    }

    fn value(&mut self, depth: usize) -> Read<Option<NodeKind>> {
        Ok(match self.text.peek() {
            Some('"') => Some(NodeKind::Text(self.quoted(depth)?)),
            Some('<') if self.text.rest().starts_with("<<") => Some(NodeKind::Text(self.heredoc(depth)?)),
            Some('0'..='9') => Some(NodeKind::Number(self.number()?)),
            Some('[') => self.list(depth)?,
            Some('{') => self.object(depth)?,
            Some('(') => {
                self.text.at += 1;
                let inner = self.expression(depth + 1, true)?;
                self.closing(')')?;
                Some(inner.what)
                    .filter(|what| self.scope.is_some() && !self.is_open(&Node::new(what.clone(), 0..0)))
            }
            _ => {
                if identifier(self.text.rest()).is_empty() {
                    return self.error("expected a value.");
                }
                let name = self.name()?;
                let start = self.text.at;
                if self.calls()? {
                    let arguments = self.arguments(depth)?;
                    let span = start..self.text.at;
                    let is_open = |node: &Node| self.is_open(node);
                    return Ok(arguments
                        .filter(|_| self.scope.is_some())
                        .and_then(|arguments| functions::call(&name, &arguments, &span, &is_open)));
                }
                match name.as_str() {
                    "true" => Some(NodeKind::Bool(true)),
                    "false" => Some(NodeKind::Bool(false)),
                    "null" => Some(NodeKind::Null),
                    _ => self.reference(&name),
                }
            }
        })
    }

    /// Whether a bracket follows, after the rest of the name of a provider's function.
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

    /// The arguments of a call; `None` where one of them is spread.
    fn arguments(&mut self, depth: usize) -> Read<Option<Vec<Node>>> {
        let mut arguments = Vec::new();
        loop {
            self.skip(true)?;
            if self.text.eat(')') {
                return Ok(Some(arguments));
            }
            arguments.push(self.expression(depth + 1, true)?);
            self.skip(true)?;
            if self.text.rest().starts_with("...") {
                self.text.at += 3;
                self.closing(')')?;
                return Ok(None);
            }
            if !self.text.eat(',') && self.text.peek() != Some(')') {
                return self.error("expected , or ).");
            }
        }
    }

    fn list(&mut self, depth: usize) -> Read<Option<NodeKind>> {
        self.text.at += 1;
        if self.is_for()? {
            return self.for_each(depth, ']');
        }
        let mut items = Vec::new();
        loop {
            self.skip(true)?;
            if self.text.eat(']') {
                return Ok(Some(NodeKind::List(items)));
            }
            items.push(self.expression(depth + 1, true)?);
            self.skip(true)?;
            if !self.text.eat(',') && self.text.peek() != Some(']') {
                return self.error("expected , or ].");
            }
        }
    }

    fn object(&mut self, depth: usize) -> Read<Option<NodeKind>> {
        self.text.at += 1;
        if self.is_for()? {
            return self.for_each(depth, '}');
        }
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            self.skip(true)?;
            if self.text.eat('}') {
                return Ok(Some(NodeKind::Map(entries)));
            }
            let key = self.expression(depth + 1, false)?;
            let key_span = key.span.clone();
            let written = self.text.get(key_span.clone()).unwrap_or_default();
            let key = match key.what {
                // A bare word is a string here.
                _ if identifier(written) == written && !written.is_empty() => written.to_owned(),
                NodeKind::Text(_) if !written.starts_with(['"', '(', '<']) => {
                    self.text.at = key_span.start;
                    return self.error("a key that is an expression must be in parentheses.");
                }
                NodeKind::Text(key) | NodeKind::Number(key) => key,
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
    fn for_each(&mut self, depth: usize, close: char) -> Read<Option<NodeKind>> {
        self.name()?;
        let (names, over) = self.for_head(depth)?;
        self.closing(':')?;
        let start = self.text.at;
        let rounds = rounds(&over);
        // Once without values, to find where it ends.
        let bound = self.bound.len();
        self.bound.extend(names.iter().map(|name| (name.clone(), None)));
        self.for_body(depth, close)?;
        let end = self.text.at;
        let mut items = Vec::new();
        let mut entries = Vec::new();
        let mut known = self.scope.is_some() && rounds.is_some() && !self.is_open(&over);
        for (key, value) in rounds.unwrap_or_default() {
            if !known || !self.source.may_fill(end - start) {
                known = false;
                break;
            }
            self.bound.truncate(bound);
            match names.as_slice() {
                [only] => self.bound.push((only.clone(), Some(value))),
                names => self.bound.extend(names.iter().cloned().zip([Some(key), Some(value)])),
            }
            self.text.at = start;
            let (name, value, keep) = self.for_body(depth, close)?;
            match keep {
                Some(true) => {}
                Some(false) => continue,
                None => known = false,
            }
            match name {
                Some(name) => entries.push(Entry { key: name, key_span: value.span.clone(), value }),
                None => items.push(value),
            }
        }
        self.bound.truncate(bound);
        self.text.at = end;
        Ok(known.then_some(if close == '}' { NodeKind::Map(entries) } else { NodeKind::List(items) }))
    }

    /// The result of one iteration: the map's key, the value, and whether it's included.
    fn for_body(&mut self, depth: usize, close: char) -> Read<(Option<String>, Node, Option<bool>)> {
        let mut value = self.expression(depth + 1, true)?;
        let mut key = None;
        let mut keep = Some(true);
        self.skip(true)?;
        if close == '}' {
            if !self.text.rest().starts_with("=>") {
                return self.error("expected => and a value.");
            }
            self.text.at += 2;
            key = functions::scalar(&value);
            keep = key.as_ref().filter(|_| !self.is_open(&value)).map(|_| true);
            value = self.expression(depth + 1, true)?;
            self.skip(true)?;
            if self.text.rest().starts_with("...") {
                self.text.at += 3;
                self.skip(true)?;
                keep = None;
            }
        }
        if identifier(self.text.rest()) == "if" {
            self.name()?;
            keep = match self.expression(depth + 1, true)?.what {
                NodeKind::Bool(flag) => keep.map(|keep| keep && flag),
                _ => None,
            };
        }
        self.closing(close)?;
        Ok((key, value, keep))
    }

    /// `k, v in list`
    pub(super) fn for_head(&mut self, depth: usize) -> Read<(Vec<String>, Node)> {
        self.skip(true)?;
        let mut names = vec![self.name()?];
        self.skip(true)?;
        if self.text.eat(',') {
            self.skip(true)?;
            names.push(self.name()?);
            self.skip(true)?;
        }
        if self.name()? != "in" {
            return self.error("expected in.");
        }
        let over = self.expression(depth + 1, true)?;
        Ok((names, over))
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
            return self.error("this isn't a number.");
        }
        Ok(written.to_owned())
    }
}

/// The most rounds of a loop that are gone.
const MOST_ROUNDS: usize = 200;

/// The keys and values that a loop goes over.
pub fn rounds(over: &Node) -> Option<Vec<(Node, Node)>> {
    let all: Vec<(Node, Node)> = match &over.what {
        NodeKind::List(items) => {
            let number =
                |n: usize, item: &Node| Node::new(NodeKind::Number(n.to_string()), item.span.clone());
            items.iter().enumerate().map(|(n, item)| (number(n, item), item.clone())).collect()
        }
        NodeKind::Map(entries) => {
            let key = |entry: &Entry| Node::text(entry.key.clone(), entry.key_span.clone());
            entries.iter().map(|entry| (key(entry), entry.value.clone())).collect()
        }
        _ => return None,
    };
    (all.len() <= MOST_ROUNDS).then_some(all)
}

/// What to call an expression: `var.name`, `random_password.app.result`.
pub(super) fn name_of(written: &str) -> String {
    let plain = written.len() < 80
        && written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.[]*".contains(&byte));
    if plain && !written.is_empty() { written.to_owned() } else { expression_name(written) }
}
