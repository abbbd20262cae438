//! Values of PowerShell's own language: what a parameter of a cmdlet is given, and what a variable is set to.

use super::super::words::Builder;
use super::super::{DEEPEST, name_length};
use super::{Read, Reader, is_double_quote, is_single_quote};
use crate::import::node::{Entry, Node, NodeKind};
use alloc::vec::Vec;

/// The context of a value, which determines what may follow it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum At {
    /// After the name of a parameter, where a word needs no quotes.
    Parameter,
    /// Anywhere else.
    Expression,
}

impl Reader<'_> {
    /// A value, or several with commas between them, which are a list.
    pub(super) fn expression(&mut self, at: At, depth: usize) -> Read<Node> {
        let start = self.text.at;
        let first = self.operand(at, depth)?;
        let mut items = vec![first];
        loop {
            let end = self.text.at;
            self.spaces(false);
            if !self.text.eat(',') {
                self.text.at = end;
                break;
            }
            self.spaces(true);
            items.push(self.operand(at, depth)?);
        }
        // What is added up or called isn't worked out.
        if at == At::Expression && !self.ends() {
            self.rest_of_statement()?;
            return Ok(self.source.open_node("an expression", start..self.text.at));
        }
        Ok(match items.pop() {
            Some(only) if items.is_empty() => only,
            last => {
                items.extend(last);
                Node::new(NodeKind::List(items), start..self.text.at)
            }
        })
    }

    /// Whether nothing more belongs to an expression.
    fn ends(&self) -> bool {
        let rest = self.text.rest().trim_start_matches([' ', '\t']);
        rest.is_empty() || rest.starts_with([';', '\n', '\r', ')', '}', '|', '#', ','])
    }

    fn operand(&mut self, at: At, depth: usize) -> Read<Node> {
        let start = self.text.at;
        if depth > DEEPEST {
            return self.error(start, "values nest deeper than 100 levels here.");
        }
        // A cast, `[string[]]`.
        while self.text.rest().starts_with('[') && at == At::Expression || self.is_cast() {
            self.brackets()?;
            self.spaces(false);
            if self.text.rest().starts_with("::") {
                self.rest_of_statement()?;
                return Ok(self.source.open_node("an expression", start..self.text.at));
            }
        }
        let from = self.text.at;
        let rest = self.text.rest();
        let mut word = Builder::default();
        match self.text.letter() {
            Some(letter) if is_single_quote(letter) => self.single_quotes(&mut word)?,
            Some(letter) if is_double_quote(letter) => self.double_quotes(&mut word)?,
            Some('@') if rest.starts_with("@'") || rest.starts_with("@\"") => self.here_string(&mut word)?,
            Some('@') if rest.starts_with("@(") => {
                self.text.at += 2;
                return self.items(from, depth);
            }
            Some('@') if rest.starts_with("@{") => {
                self.text.at += 2;
                return self.table(from, depth);
            }
            Some('(') => return self.in_parentheses(depth),
            Some('$') => return self.named(),
            _ => {
                let end = rest.find(|letter: char| letter.is_whitespace() || ",;|)}(`'\"".contains(letter));
                let plain = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
                if plain.is_empty() {
                    return self.error(from, "expected a value.");
                }
                self.text.at += plain.len();
                let number = plain.bytes().all(|byte| byte.is_ascii_digit());
                if at == At::Expression && !number {
                    // A word without quotes is a command.
                    self.rest_of_statement()?;
                    return Ok(self.source.open_node("a command", from..self.text.at));
                }
                word.push_str(plain, from);
            }
        }
        Ok(Node::text(word.text, from..self.text.at))
    }

    /// Whether a type in brackets follows, with a value right after it.
    fn is_cast(&self) -> bool {
        let rest = self.text.rest();
        let Some(end) =
            rest.strip_prefix('[').and_then(|inner| inner.find(|letter: char| !is_of_type(letter)))
        else {
            return false;
        };
        let after = rest.get(end + 1..).unwrap_or_default().trim_start_matches(']');
        rest.get(end + 1..).is_some_and(|rest| rest.starts_with(']'))
            && (after.starts_with(['@', '\'', '"', '$', '(']))
    }

    /// Skips brackets and their content.
    fn brackets(&mut self) -> Read<()> {
        let start = self.text.at;
        let mut depth = 0usize;
        while let Some(letter) = self.text.letter() {
            self.text.at += letter.len_utf8();
            match letter {
                '[' => depth += 1,
                ']' if depth == 1 => return Ok(()),
                ']' => depth -= 1,
                _ => {}
            }
        }
        self.error(start, "this bracket isn't closed.")
    }

    /// `$true`, `$name`, `$name.Member`.
    fn named(&mut self) -> Read<Node> {
        let start = self.text.at;
        let rest = self.text.get(start + 1..).unwrap_or_default();
        let name = rest.get(..name_length(rest)).unwrap_or_default();
        let after = rest.get(name.len()..).unwrap_or_default();
        if !name.is_empty() && !after.starts_with(['.', '[', ':']) {
            self.text.at += 1 + name.len();
            let span = start..self.text.at;
            let lower = name.to_ascii_lowercase();
            return Ok(match lower.as_str() {
                "true" => Node::new(NodeKind::Bool(true), span),
                "false" => Node::new(NodeKind::Bool(false), span),
                "null" => Node::new(NodeKind::Null, span),
                _ => match self.values.get(&lower).filter(|node| self.source.may_fill(node.weight())) {
                    // The place stays that of the value: there it can be changed.
                    Some(node) => node.clone(),
                    None => self.source.open_node(name, span),
                },
            });
        }
        let mut word = Builder::default();
        match self.property() {
            Some(name) => {
                self.text.at += 1 + name.len();
                word.open(self.source, name, start..self.text.at);
            }
            None => self.dollar(&mut word)?,
        }
        // An index, or the arguments of a method.
        while self.text.rest().starts_with(['[', '(', '.']) {
            match self.text.peek() {
                Some('[') => self.brackets()?,
                Some('(') => self.skip_nested(&mut Builder::default(), "an expression")?,
                _ => {
                    self.text.at += 1;
                    self.text.skip(|letter| letter.is_alphanumeric() || letter == '_');
                }
            }
        }
        Ok(Node::text(word.text, start..self.text.at))
    }

    /// `('a', 'b')` and `('a')`; whatever else is in parentheses is a command or a sum.
    fn in_parentheses(&mut self, depth: usize) -> Read<Node> {
        let start = self.text.at;
        self.text.at += 1;
        self.spaces(true);
        let quoted =
            |letter: char| is_single_quote(letter) || is_double_quote(letter) || matches!(letter, '@' | '[');
        if self.text.letter().is_some_and(|letter| quoted(letter) || letter == '$') {
            let inner = self.expression(At::Expression, depth + 1)?;
            self.spaces(true);
            if self.text.eat(')') {
                return Ok(Node::new(inner.what, start..self.text.at));
            }
        }
        self.text.at = start;
        let mut word = Builder::default();
        self.skip_nested(&mut word, "an expression")?;
        Ok(Node::text(word.text, start..self.text.at))
    }

    /// What is in `@( )`.
    fn items(&mut self, start: usize, depth: usize) -> Read<Node> {
        let mut items = Vec::new();
        loop {
            self.spaces(true);
            if self.text.eat(')') {
                return Ok(Node::new(NodeKind::List(items), start..self.text.at));
            }
            if self.text.is_at_end() {
                return self.error(start, "this bracket isn't closed.");
            }
            match self.expression(At::Expression, depth + 1)? {
                Node { what: NodeKind::List(more), .. } => items.extend(more),
                item => items.push(item),
            }
        }
    }

    /// What is in `@{ }`.
    fn table(&mut self, start: usize, depth: usize) -> Read<Node> {
        let mut entries = Vec::new();
        loop {
            self.spaces(true);
            if self.text.eat('}') {
                return Ok(Node::new(NodeKind::Map(entries), start..self.text.at));
            }
            let from = self.text.at;
            let mut key = Builder::default();
            match self.text.letter() {
                Some(letter) if is_single_quote(letter) => self.single_quotes(&mut key)?,
                Some(letter) if is_double_quote(letter) => self.double_quotes(&mut key)?,
                Some(letter) if letter.is_alphanumeric() || letter == '_' => {
                    let rest = self.text.rest();
                    let end = rest.find(|letter: char| !(letter.is_alphanumeric() || "_-".contains(letter)));
                    let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
                    key.push_str(name, from);
                    self.text.at += name.len();
                }
                _ => return self.error(start, "this hash table can't be read: a key or } is expected."),
            }
            let key_span = from..self.text.at;
            self.spaces(false);
            if !self.text.eat('=') {
                return self.error(self.text.at, "expected = after the key of a hash table.");
            }
            self.spaces(true);
            let value = self.expression(At::Expression, depth + 1)?;
            entries.push(Entry { key: key.text, key_span, value });
        }
    }

    /// Past blanks and comments; `lines` says whether a line may end.
    pub(super) fn spaces(&mut self, lines: bool) {
        loop {
            let rest = self.text.rest();
            match self.text.letter() {
                Some('\n' | '\r' | ';') if lines => self.text.at += 1,
                Some('#') if lines => self.text.skip_to('\n'),
                Some('`') if rest.starts_with("`\n") => self.text.at += 2,
                Some('`') if rest.starts_with("`\r\n") => self.text.at += 3,
                Some(letter) if letter.is_whitespace() && !matches!(letter, '\n' | '\r') => {
                    self.text.at += letter.len_utf8();
                }
                _ => return,
            }
        }
    }

    /// To where a statement ends: a line, `;`, or the bracket that it is in.
    pub(super) fn rest_of_statement(&mut self) -> Read<()> {
        while let Some(letter) = self.text.letter() {
            let mut ignored = Builder::default();
            match letter {
                '\n' | ';' | ')' | '}' => return Ok(()),
                '`' => {
                    self.text.at += 1;
                    self.text.at += self.text.letter().map_or(0, char::len_utf8);
                }
                '(' | '{' => self.skip_nested(&mut ignored, "an expression")?,
                '@' if self.text.rest().starts_with("@'") || self.text.rest().starts_with("@\"") => {
                    self.here_string(&mut ignored)?;
                }
                letter if is_single_quote(letter) => self.single_quotes(&mut ignored)?,
                letter if is_double_quote(letter) => self.double_quotes(&mut ignored)?,
                letter => self.text.at += letter.len_utf8(),
            }
        }
        Ok(())
    }
}

fn is_of_type(letter: char) -> bool {
    letter.is_alphanumeric() || "._[".contains(letter)
}
