//! Values written out: JSON, and the literals of JavaScript and Python.
//!
//! JSON is read as strictly as Python's `json.loads`, which is what the AWS CLI reads it with. In a program what is no
//! literal (a variable, a call) becomes an unknown value.

mod texts;

use super::super::node::{Entry, Node, What};
use super::super::source::{Grammar, Source};
use super::{DEEPEST, Fragment, SyntaxError, byte_at, wrong};
use std::ops::Range;

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
    match reader.peek() {
        None => Ok(node),
        // A program's statement may end in one.
        Some(';') if dialect != Dialect::Json && reader.rest().trim() == ";" => Ok(node),
        Some(_) => Err(reader.error("expected the end of the text after the value.")),
    }
}

/// Reads values one after another, for callers that know what stands around them.
pub struct Reader<'f, 's> {
    source: &'s Source<'s>,
    fragment: &'f Fragment<'f>,
    dialect: Dialect,
    /// Where it stands in the fragment.
    pub at: usize,
}

type Read<T> = Result<T, SyntaxError>;

impl<'f, 's> Reader<'f, 's> {
    pub fn new(source: &'s Source<'s>, fragment: &'f Fragment<'f>, dialect: Dialect, at: usize) -> Self {
        Self { source, fragment, dialect, at }
    }

    pub fn rest(&self) -> &'f str {
        self.fragment.text.get(self.at..).unwrap_or_default()
    }

    /// The byte that stands here, as a letter: what is looked for is ASCII.
    pub fn peek(&self) -> Option<char> {
        byte_at(&self.fragment.text, self.at)
    }

    fn letter(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn span(&self, start: usize) -> Range<usize> {
        self.fragment.span(start..self.at)
    }

    pub fn error(&self, message: &'static str) -> SyntaxError {
        wrong(self.fragment.place(self.at), message)
    }

    pub fn eat(&mut self, letter: char) -> bool {
        let eats = self.peek() == Some(letter);
        self.at += usize::from(eats);
        eats
    }

    /// White space and comments.
    pub fn space(&mut self) -> Read<()> {
        loop {
            let rest = self.rest();
            let blanks = match self.dialect {
                Dialect::Json => rest.trim_start_matches([' ', '\t', '\n', '\r']),
                _ => rest.trim_start(),
            };
            self.at += rest.len() - blanks.len();
            let start = self.at;
            let line_comment = match self.dialect {
                Dialect::Json => return Ok(()),
                Dialect::JavaScript => blanks.starts_with("//"),
                Dialect::Python => blanks.starts_with('#'),
            };
            if line_comment {
                self.at += blanks.find('\n').unwrap_or(blanks.len());
                if self.dialect == Dialect::JavaScript {
                    self.source.comment(Grammar::JavaScript, self.fragment.span(start..self.at));
                }
            } else if self.dialect == Dialect::JavaScript && blanks.starts_with("/*") {
                match blanks.get(2..).and_then(|comment| comment.find("*/")) {
                    Some(end) => {
                        self.at += end + 4;
                        let span = self.fragment.span(start..self.at);
                        self.source.comment(Grammar::JavaScript, span);
                    }
                    None => return Err(self.error("this comment is not closed with */.")),
                }
            } else if self.dialect == Dialect::Python && blanks.starts_with("\\\n") {
                self.at += 2;
            } else {
                return Ok(());
            }
        }
    }

    /// A value, with white space before it.
    pub fn value(&mut self, depth: usize) -> Read<Node> {
        self.space()?;
        let start = self.at;
        let mut node = self.primary(depth)?;
        if self.dialect == Dialect::Json {
            return Ok(node);
        }
        let mut end = self.at;
        loop {
            self.space()?;
            match self.peek() {
                None | Some(',' | ']' | '}' | ')' | ';' | ':' | '\n') => break,
                Some('+') => {
                    self.at += 1;
                    self.space()?;
                    let next = self.primary(depth)?;
                    match (&mut node.what, next.what) {
                        (What::Text(text), What::Text(more)) => text.push_str(&more),
                        _ => node.what = self.open(start),
                    }
                }
                // Python puts strings that follow each other together.
                Some(_) if self.dialect == Dialect::Python && self.python_prefix().is_some() => {
                    let next = self.primary(depth)?;
                    match (&mut node.what, next.what) {
                        (What::Text(text), What::Text(more)) => text.push_str(&more),
                        _ => node.what = self.open(start),
                    }
                }
                // `await`, `as`, `if`, a call, an index: no literal.
                Some(_) => {
                    self.skip_expression()?;
                    node.what = self.open(start);
                }
            }
            end = self.at;
        }
        node.span = self.fragment.span(start..end);
        Ok(node)
    }

    /// What was just passed over, as an unknown value.
    fn open(&self, start: usize) -> What {
        let written = self.fragment.text.get(start..self.at).unwrap_or_default();
        What::Text(self.source.open_value(&expression_name(written), self.span(start)))
    }

    fn primary(&mut self, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return Err(self.error("brackets nest deeper than 100 levels here."));
        }
        let start = self.at;
        let what = match self.letter() {
            None => return Err(self.error("expected a value, and the text ends.")),
            Some('{') => What::Map(self.map(depth)?),
            Some('[') => What::List(self.list(depth, ']')?),
            Some('(') if self.dialect == Dialect::Python => {
                let items = self.list(depth, ')')?;
                let written = self.fragment.text.get(start..self.at).unwrap_or_default();
                let tuple = items.len() != 1 || written.trim_end_matches([')', ' ', '\n']).ends_with(',');
                match items.into_iter().next() {
                    Some(only) if !tuple => only.what,
                    Some(first) => {
                        // Read again as a list, for the first item was taken.
                        drop(first);
                        self.at = start;
                        What::List(self.list(depth, ')')?)
                    }
                    None => What::List(Vec::new()),
                }
            }
            Some('"') if self.dialect == Dialect::Json => What::Text(self.json_text()?),
            Some(letter) if self.source.is_mark(letter) => What::Text(self.marked()?),
            Some('-' | '0'..='9') => self.number()?,
            Some('`') if self.dialect == Dialect::JavaScript => {
                What::Text(self.quoted("`", false, Some("${"))?)
            }
            Some(quote @ ('"' | '\'')) if self.dialect == Dialect::JavaScript => {
                What::Text(self.quoted(if quote == '"' { "\"" } else { "'" }, false, None)?)
            }
            Some(_) if self.dialect == Dialect::Python && self.python_prefix().is_some() => {
                What::Text(self.python_text()?)
            }
            Some(_) => self.word()?,
        };
        Ok(Node::new(what, self.span(start)))
    }

    fn word(&mut self) -> Read<What> {
        let start = self.at;
        let word = name_at(self.rest());
        let plain = |what| Some((what, word.len()));
        let known = match (word, self.dialect) {
            ("true", Dialect::Json | Dialect::JavaScript) | ("True", Dialect::Python) => {
                plain(What::Bool(true))
            }
            ("false", Dialect::Json | Dialect::JavaScript) | ("False", Dialect::Python) => {
                plain(What::Bool(false))
            }
            ("null", Dialect::Json | Dialect::JavaScript)
            | ("undefined", Dialect::JavaScript)
            | ("None", Dialect::Python) => plain(What::Null),
            ("NaN" | "Infinity", _) => plain(What::Number(word.to_owned())),
            _ => None,
        };
        if let Some((what, length)) = known {
            self.at += length;
            return Ok(what);
        }
        if self.dialect == Dialect::Json {
            return Err(
                self.error("expected a value: text in double quotes, a number, true, false, null, [ or {.")
            );
        }
        self.skip_expression()?;
        if self.at == start {
            return Err(self.error("expected a value."));
        }
        Ok(self.open(start))
    }

    fn number(&mut self) -> Read<What> {
        let start = self.at;
        let digits = |reader: &mut Self| {
            let from = reader.at;
            while reader.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                reader.at += 1;
            }
            reader.at - from
        };
        self.eat('-');
        if self.rest().starts_with("Infinity") {
            self.at += "Infinity".len();
        } else {
            if !self.eat('0') && digits(self) == 0 {
                return Err(self.error("expected a digit."));
            }
            let whole = self.at;
            if self.eat('.') && digits(self) == 0 {
                self.at = whole;
            }
            let mantissa = self.at;
            if self.eat('e') || self.eat('E') {
                let _ = self.eat('+') || self.eat('-');
                if digits(self) == 0 {
                    self.at = mantissa;
                }
            }
        }
        Ok(What::Number(self.fragment.text.get(start..self.at).unwrap_or_default().to_owned()))
    }

    /// Something unknown in the place of a value: `{"UserId": $ID}`.
    fn marked(&mut self) -> Read<String> {
        let rest = self.rest();
        let length = self.source.marked_length(rest);
        let text = rest.get(..length).unwrap_or_default().to_owned();
        self.at += length;
        Ok(text)
    }

    fn list(&mut self, depth: usize, close: char) -> Read<Vec<Node>> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space()?;
            if self.peek() == Some(close) && (items.is_empty() || self.dialect != Dialect::Json) {
                self.at += 1;
                return Ok(items);
            }
            items.push(self.value(depth + 1)?);
            self.space()?;
            if self.eat(close) {
                return Ok(items);
            }
            if !self.eat(',') {
                return Err(self.error(if close == ']' { "expected , or ]." } else { "expected , or )." }));
            }
        }
    }

    fn map(&mut self, depth: usize) -> Read<Vec<Entry>> {
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.space()?;
            if self.peek() == Some('}') && (entries.is_empty() || self.dialect != Dialect::Json) {
                self.at += 1;
                return Ok(entries);
            }
            entries.push(self.entry(depth)?);
            self.space()?;
            if self.eat('}') {
                return Ok(entries);
            }
            if !self.eat(',') {
                return Err(self.error("expected , or }."));
            }
        }
    }

    fn entry(&mut self, depth: usize) -> Read<Entry> {
        let start = self.at;
        let rest = self.rest();
        if self.dialect != Dialect::Json && (rest.starts_with("...") || rest.starts_with("**")) {
            self.at += if rest.starts_with("**") { 2 } else { 3 };
            self.skip_expression()?;
            let key_span = self.span(start);
            let value = Node::new(self.open(start), key_span.clone());
            return Ok(Entry { key: "…".to_owned(), key_span, value });
        }
        let key = self.key(depth)?;
        let key_span = self.span(start);
        self.space()?;
        if !self.eat(':') {
            // `{ userId }` stands for `{ userId: userId }`.
            if self.dialect == Dialect::JavaScript && matches!(self.peek(), Some(',' | '}')) {
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
            return match self.letter() {
                Some('"') => self.json_text(),
                _ => Err(self.error("expected the name of a member, in double quotes.")),
            };
        }
        let name = name_at(self.rest());
        if self.dialect == Dialect::JavaScript && !name.is_empty() {
            self.at += name.len();
            return Ok(name.to_owned());
        }
        match self.primary(depth + 1)?.what {
            What::Text(key) if !self.source.is_open(&key) => Ok(key),
            What::Number(key) => Ok(key),
            _ => Err(self.error("expected the name of a member.")),
        }
    }

    /// Passes over an expression up to the comma, closing bracket or end that it stops before.
    pub fn skip_expression(&mut self) -> Read<()> {
        let start = self.at;
        let mut depth = 0usize;
        while let Some(byte) = self.peek() {
            match byte {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => {
                    if depth == 0 {
                        return Ok(());
                    }
                    depth -= 1;
                }
                ',' | ';' | '\n' if depth == 0 => return Ok(()),
                '"' | '\'' | '`' => {
                    self.skip_quoted(byte);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        if depth > 0 {
            self.at = start;
            return Err(self.error("a bracket that opens here is not closed."));
        }
        Ok(())
    }

    /// To the closing quote, or to the end.
    fn skip_quoted(&mut self, quote: char) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                '\\' => self.at += 1,
                byte if byte == quote => return,
                _ => {}
            }
        }
        self.at = self.at.min(self.fragment.text.len());
    }
}

/// The name at the start of a text: letters, digits, `_` and `$`.
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
