//! Values written out: JSON, and the literals of JavaScript and Python.
//!
//! JSON is read as strictly as Python's `json.loads`, which is what the AWS CLI reads it with. In a program what is no
//! literal (a variable, a call) becomes an unknown value.

mod texts;

use super::super::node::{Entry, Node, NodeKind};
use super::super::source::{Grammar, Source};
use super::{Cursor, DEEPEST, Fragment, SyntaxError, wrong};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// Whose literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// RFC 8259, with Python's `NaN` and `Infinity`.
    Json,
    /// Also names without quotes, single quotes, templates, comments, commas at the end.
    JavaScript,
    /// Also prefixed and tripled quotes, tuples, `#` comments.
    Python,
}

/// Reads one value that is the whole fragment.
pub fn read(source: &Source<'_>, fragment: &Fragment<'_>, dialect: Dialect) -> Result<Node, SyntaxError> {
    let mut reader = Reader::new(source, fragment, dialect, 0);
    let node = reader.value(0)?;
    reader.space()?;
    match reader.text.peek() {
        None => Ok(node),
        // A program's statement may end in one.
        Some(';') if dialect != Dialect::Json && reader.text.rest().trim() == ";" => Ok(node),
        Some(_) => Err(reader.error("expected the end of the text after the value.")),
    }
}

/// Reads JSON in which commas between members or items may be missing. Also returns the places of missing commas.
pub fn read_loosely(source: &Source<'_>, fragment: &Fragment<'_>) -> Result<(Node, Vec<usize>), SyntaxError> {
    let mut missing = Vec::new();
    let mut reader = Reader::new(source, fragment, Dialect::Json, 0);
    reader.missing = Some(&mut missing);
    let node = reader.value(0)?;
    reader.space()?;
    let ends = reader.text.is_at_end();
    let error = reader.error("expected the end of the text after the value.");
    if ends { Ok((node, missing)) } else { Err(error) }
}

/// Reads values one after another, for callers that know what's around them.
pub struct Reader<'f, 's> {
    source: &'s Source<'s>,
    fragment: &'f Fragment<'f>,
    dialect: Dialect,
    /// The text of the fragment.
    pub text: Cursor<'f>,
    /// Where commas are missing; `None` where that isn't forgiven.
    missing: Option<&'f mut Vec<usize>>,
}

type Read<T> = Result<T, SyntaxError>;

impl<'f, 's> Reader<'f, 's> {
    pub fn new(source: &'s Source<'s>, fragment: &'f Fragment<'f>, dialect: Dialect, at: usize) -> Self {
        Self { source, fragment, dialect, text: Cursor::new(&fragment.text, at), missing: None }
    }

    /// Past a comma, or past its place where it is missing before another value.
    fn comma(&mut self, before: impl Fn(char) -> bool) -> bool {
        if self.text.eat(',') {
            return true;
        }
        let place = self.fragment.place(self.text.at);
        let forgiven = self.text.peek().is_some_and(before);
        match &mut self.missing {
            Some(missing) if forgiven => missing.push(place),
            _ => return false,
        }
        true
    }

    fn span(&self, start: usize) -> Range<usize> {
        self.fragment.span(start..self.text.at)
    }

    pub fn error(&self, message: &'static str) -> SyntaxError {
        wrong(self.fragment.place(self.text.at), message)
    }

    /// Whitespace and comments.
    pub fn space(&mut self) -> Read<()> {
        loop {
            match self.dialect {
                Dialect::Json => {
                    self.text.skip(|letter| " \t\n\r".contains(letter));
                    return Ok(());
                }
                _ => self.text.skip(char::is_whitespace),
            }
            let start = self.text.at;
            let rest = self.text.rest();
            match self.dialect {
                Dialect::JavaScript if rest.starts_with("//") => self.text.skip_to('\n'),
                Dialect::JavaScript if rest.starts_with("/*") => {
                    if !self.text.skip_between("/*", "*/") {
                        return Err(self.error("this comment isn't closed with */."));
                    }
                }
                Dialect::Python if rest.starts_with('#') => self.text.skip_to('\n'),
                Dialect::Python if rest.starts_with("\\\n") => self.text.at += 2,
                _ => return Ok(()),
            }
            if self.dialect == Dialect::JavaScript {
                self.source.comment(Grammar::JavaScript, self.span(start));
            }
        }
    }

    /// A value, with whitespace before it.
    pub fn value(&mut self, depth: usize) -> Read<Node> {
        self.space()?;
        let start = self.text.at;
        let mut node = self.primary(depth)?;
        if self.dialect == Dialect::Json {
            return Ok(node);
        }
        let mut end = self.text.at;
        loop {
            self.space()?;
            match self.text.peek() {
                None | Some(',' | ']' | '}' | ')' | ';' | ':' | '\n') => break,
                Some('+') => {
                    self.text.at += 1;
                    self.space()?;
                    let next = self.primary(depth)?;
                    match (&mut node.what, next.what) {
                        (NodeKind::Text(text), NodeKind::Text(more)) => text.push_str(&more),
                        _ => node.what = self.open(start),
                    }
                }
                // A comma is missing.
                Some(_) if self.dialect == Dialect::Python && argument_follows(self.text.rest()) => break,
                // Python puts strings that follow each other together.
                Some(_) if self.dialect == Dialect::Python && self.python_prefix().is_some() => {
                    let next = self.primary(depth)?;
                    match (&mut node.what, next.what) {
                        (NodeKind::Text(text), NodeKind::Text(more)) => text.push_str(&more),
                        _ => node.what = self.open(start),
                    }
                }
                // `['on', '~a'].join(' ')`
                Some('.') if self.dialect == Dialect::JavaScript && self.joined(&mut node) => {}
                // `await`, `as`, `if`, a call, an index: no literal.
                Some(_) => {
                    self.skip_expression()?;
                    node.what = self.open(start);
                }
            }
            end = self.text.at;
        }
        node.span = self.fragment.span(start..end);
        Ok(node)
    }

    /// Puts the items of a list together where `.join('…')` follows it.
    fn joined(&mut self, node: &mut Node) -> bool {
        let NodeKind::List(items) = &node.what else { return false };
        let Some(call) = self.text.rest().strip_prefix(".join(") else { return false };
        let Some(quote) = call.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`')) else {
            return false;
        };
        let Some((between, rest)) = call.get(1..).and_then(|call| call.split_once(quote)) else {
            return false;
        };
        let texts: Option<Vec<&str>> = items.iter().map(Node::as_text).collect();
        let (Some(texts), true) = (texts, rest.starts_with(')') && !between.contains(['\\', '$'])) else {
            return false;
        };
        self.text.at += ".join(".len() + 2 + between.len() + 1;
        node.what = NodeKind::Text(texts.join(between));
        true
    }

    /// A literal that a line ends with, or a remark follows.
    pub fn last_of_line(&mut self) -> Option<Node> {
        self.text.skip(|letter| letter == ' ' || letter == '\t');
        let node = self.primary(0).ok()?;
        let rest = self.text.rest();
        let rest = rest.get(..rest.find('\n').unwrap_or(rest.len()))?.trim();
        let rest = rest.strip_suffix(';').unwrap_or(rest).trim();
        let ends = rest.is_empty() || rest == "as const" || rest.starts_with("//") || rest.starts_with('#');
        ends.then_some(node)
    }

    /// The skipped text, as an unknown value.
    fn open(&self, start: usize) -> NodeKind {
        let written = self.text.since(start);
        NodeKind::Text(self.source.open_value(&expression_name(written), self.span(start)))
    }

    fn primary(&mut self, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return Err(self.error("brackets nest deeper than 100 levels here."));
        }
        let start = self.text.at;
        let what = match self.text.letter() {
            None => return Err(self.error("expected a value, but the text ends.")),
            Some('{') => NodeKind::Map(self.map(depth)?),
            Some('[') => NodeKind::List(self.list(depth, ']')?),
            Some('(') if self.dialect == Dialect::Python => {
                let items = self.list(depth, ')')?;
                let written = self.text.since(start);
                let tuple = items.len() != 1 || written.trim_end_matches([')', ' ', '\n']).ends_with(',');
                match items.into_iter().next() {
                    Some(only) if !tuple => only.what,
                    Some(first) => {
                        // Read again as a list, for the first item was taken.
                        drop(first);
                        self.text.at = start;
                        NodeKind::List(self.list(depth, ')')?)
                    }
                    None => NodeKind::List(Vec::new()),
                }
            }
            Some('"') if self.dialect == Dialect::Json => NodeKind::Text(self.json_text()?),
            Some(letter) if self.source.is_mark(letter) => NodeKind::Text(self.marked()?),
            Some('-' | '0'..='9') => self.number()?,
            Some('`') if self.dialect == Dialect::JavaScript => {
                NodeKind::Text(self.quoted("`", false, Some("${"))?)
            }
            Some(quote @ ('"' | '\'')) if self.dialect == Dialect::JavaScript => {
                NodeKind::Text(self.quoted(if quote == '"' { "\"" } else { "'" }, false, None)?)
            }
            Some(_) if self.dialect == Dialect::Python && self.python_prefix().is_some() => {
                NodeKind::Text(self.python_text()?)
            }
            Some(_) => self.word()?,
        };
        Ok(Node::new(what, self.span(start)))
    }

    fn word(&mut self) -> Read<NodeKind> {
        let start = self.text.at;
        let word = name_at(self.text.rest());
        let plain = |what| Some((what, word.len()));
        let known = match (word, self.dialect) {
            ("true", Dialect::Json | Dialect::JavaScript) | ("True", Dialect::Python) => {
                plain(NodeKind::Bool(true))
            }
            ("false", Dialect::Json | Dialect::JavaScript) | ("False", Dialect::Python) => {
                plain(NodeKind::Bool(false))
            }
            ("null", Dialect::Json | Dialect::JavaScript)
            | ("undefined", Dialect::JavaScript)
            | ("None", Dialect::Python) => plain(NodeKind::Null),
            ("NaN" | "Infinity", _) => plain(NodeKind::Number(word.to_owned())),
            _ => None,
        };
        if let Some((what, length)) = known {
            self.text.at += length;
            return Ok(what);
        }
        if self.dialect == Dialect::Json {
            return Err(
                self.error("expected a value: text in double quotes, a number, true, false, null, [ or {.")
            );
        }
        self.skip(true)?;
        if self.text.at == start {
            return Err(self.error("expected a value."));
        }
        Ok(self.open(start))
    }

    fn number(&mut self) -> Read<NodeKind> {
        let start = self.text.at;
        let digits = |reader: &mut Self| {
            let from = reader.text.at;
            while reader.text.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                reader.text.at += 1;
            }
            reader.text.at - from
        };
        self.text.eat('-');
        if self.text.rest().starts_with("Infinity") {
            self.text.at += "Infinity".len();
        } else {
            if !self.text.eat('0') && digits(self) == 0 {
                return Err(self.error("expected a digit."));
            }
            let whole = self.text.at;
            if self.text.eat('.') && digits(self) == 0 {
                self.text.at = whole;
            }
            let mantissa = self.text.at;
            if self.text.eat('e') || self.text.eat('E') {
                let _ = self.text.eat('+') || self.text.eat('-');
                if digits(self) == 0 {
                    self.text.at = mantissa;
                }
            }
        }
        Ok(NodeKind::Number(self.text.since(start).to_owned()))
    }

    /// Something unknown instead of a value: `{"UserId": $ID}`.
    fn marked(&mut self) -> Read<String> {
        let rest = self.text.rest();
        let length = self.source.marked_length(rest);
        let text = rest.get(..length).unwrap_or_default().to_owned();
        self.text.at += length;
        Ok(text)
    }

    fn list(&mut self, depth: usize, close: char) -> Read<Vec<Node>> {
        self.text.at += 1;
        let mut items = Vec::new();
        loop {
            self.space()?;
            if self.text.peek() == Some(close) && (items.is_empty() || self.dialect != Dialect::Json) {
                self.text.at += 1;
                return Ok(items);
            }
            items.push(self.value(depth + 1)?);
            self.space()?;
            if self.text.eat(close) {
                return Ok(items);
            }
            if !self.comma(|next| matches!(next, '"' | '{' | '[')) {
                return Err(self.error(if close == ']' { "expected , or ]." } else { "expected , or )." }));
            }
        }
    }

    fn map(&mut self, depth: usize) -> Read<Vec<Entry>> {
        self.text.at += 1;
        let mut entries = Vec::new();
        loop {
            self.space()?;
            if self.text.peek() == Some('}') && (entries.is_empty() || self.dialect != Dialect::Json) {
                self.text.at += 1;
                return Ok(entries);
            }
            entries.push(self.entry(depth)?);
            self.space()?;
            if self.text.eat('}') {
                return Ok(entries);
            }
            if !self.comma(|next| next == '"') {
                return Err(self.error("expected , or }."));
            }
        }
    }

    fn entry(&mut self, depth: usize) -> Read<Entry> {
        let start = self.text.at;
        let rest = self.text.rest();
        if self.dialect != Dialect::Json && (rest.starts_with("...") || rest.starts_with("**")) {
            self.text.at += if rest.starts_with("**") { 2 } else { 3 };
            self.skip_expression()?;
            let key_span = self.span(start);
            let value = Node::new(self.open(start), key_span.clone());
            return Ok(Entry { key: "…".to_owned(), key_span, value });
        }
        let key = self.key(depth)?;
        let key_span = self.span(start);
        self.space()?;
        if !self.text.eat(':') {
            // `{ userId }` is short for `{ userId: userId }`.
            if self.dialect == Dialect::JavaScript && matches!(self.text.peek(), Some(',' | '}')) {
                let value = self.source.open_node(&key, key_span.clone());
                return Ok(Entry { key, key_span, value });
            }
            return Err(self.error("expected : after the name of a member."));
        }
        let value = self.value(depth + 1)?;
        Ok(Entry { key, key_span, value })
    }

    fn key(&mut self, depth: usize) -> Read<String> {
        if self.dialect == Dialect::Json {
            return match self.text.letter() {
                Some('"') => self.json_text(),
                _ => Err(self.error("expected the name of a member, in double quotes.")),
            };
        }
        let name = name_at(self.text.rest());
        if self.dialect == Dialect::JavaScript && !name.is_empty() {
            self.text.at += name.len();
            return Ok(name.to_owned());
        }
        match self.primary(depth + 1)?.what {
            NodeKind::Text(key) if !self.source.is_open(&key) => Ok(key),
            NodeKind::Number(key) => Ok(key),
            _ => Err(self.error("expected the name of a member.")),
        }
    }

    /// Passes over an expression up to the comma, closing bracket or end that it stops before.
    pub fn skip_expression(&mut self) -> Read<()> {
        self.skip(false)
    }

    /// The same, but may also stop before a `+` that continues a string.
    fn skip(&mut self, before_plus: bool) -> Read<()> {
        let start = self.text.at;
        let mut depth = 0usize;
        while let Some(byte) = self.text.peek() {
            match byte {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => {
                    if depth == 0 {
                        return Ok(());
                    }
                    depth -= 1;
                }
                ',' | ';' | '\n' if depth == 0 => return Ok(()),
                '+' if before_plus && depth == 0 && !matches!(self.text.ahead(1), Some('+' | '=') | None) => {
                    return Ok(());
                }
                '"' | '\'' | '`' => {
                    self.skip_quoted(byte);
                    continue;
                }
                _ => {}
            }
            self.text.at += 1;
        }
        if depth > 0 {
            self.text.at = start;
            return Err(self.error("a bracket that opens here isn't closed."));
        }
        Ok(())
    }

    /// To the closing quote, or to the end.
    fn skip_quoted(&mut self, quote: char) {
        self.text.at += 1;
        while let Some(byte) = self.text.peek() {
            self.text.at += 1;
            match byte {
                '\\' => self.text.at += 1,
                byte if byte == quote => return,
                _ => {}
            }
        }
        self.text.at = self.text.at.min(self.fragment.text.len());
    }
}

/// Whether the text begins with a member of a request as an argument: `Engine=…`.
pub fn argument_follows(text: &str) -> bool {
    let name = name_at(text);
    let rest = text.get(name.len()..).unwrap_or_default().trim_start();
    rest.starts_with('=') && !rest.starts_with("==") && crate::Member::from_name(name).is_some()
}

/// The name at the start of the text: letters, digits, `_` and `$`.
pub fn name_at(text: &str) -> &str {
    let end = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '$'));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// What to call an expression: its names, and the one name it looks up. Other text in it may be a password.
pub fn expression_name(written: &str) -> String {
    let written = written.trim().trim_start_matches(['.', '*']).trim_start_matches("await ").trim();
    let path = written.find(|letter: char| !(letter.is_alphanumeric() || "_$.".contains(letter)));
    let (path, rest) = written.split_at(path.unwrap_or(written.len()));
    if rest.trim().is_empty() && !path.is_empty() {
        return path.to_owned();
    }
    let looked_up = || {
        let inner = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let inner = inner.or_else(|| rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')))?;
        let quote = inner.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let name = inner.strip_prefix(quote)?.strip_suffix(quote)?;
        let plain = name.len() < 64
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte));
        // Only where names are looked up: any other text may be a password.
        let looks_up = path.ends_with("environ")
            || path.ends_with("getenv")
            || path.ends_with("environ.get")
            || path == "process.env";
        (plain && looks_up).then(|| name.to_owned())
    };
    if let Some(name) = looked_up() {
        return name;
    }
    if path.is_empty() { "an expression".to_owned() } else { format!("{path}(…)") }
}
