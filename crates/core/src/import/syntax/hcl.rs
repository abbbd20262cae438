//! HCL, as far as blocks, attributes and values go that the text itself holds. Any other expression is an unknown value.

mod expressions;
mod functions;
mod templates;

pub use expressions::rounds;

use super::super::node::{Entry, Node, NodeKind};
use super::super::source::{Grammar, Source};
use super::{Cursor, DEEPEST, SyntaxError, wrong};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::{HashMap, HashSet};

use core::ops::Range;

/// A block: `resource "type" "name" { … }`.
pub struct Block {
    pub kind: String,
    pub labels: Vec<String>,
    /// Attributes, and the blocks inside as maps.
    pub body: Node,
    pub span: Range<usize>,
    /// Where its body begins, after the bracket.
    pub open: usize,
}

/// The values of names: `local.prefix`, `var.engine`, `each.key`.
pub type Scope = HashMap<String, Node>;

/// The body of a block once more, with other values for its names.
pub fn body(source: &Source<'_>, block: &Block, scope: &Scope) -> Result<Node, SyntaxError> {
    let mut reader =
        Reader { source, text: Cursor::new(source.text, block.open), scope: Some(scope), bound: Vec::new() };
    reader.body(0)
}

/// Reads a file's blocks of the wanted kinds, and evaluates expressions if there's a scope. Other blocks are skipped, even if
/// they have errors.
pub fn read(
    source: &Source<'_>,
    wanted: fn(&str) -> bool,
    scope: Option<&Scope>,
) -> Result<Vec<Block>, SyntaxError> {
    let start = source.whole().place(0);
    let mut reader = Reader { source, text: Cursor::new(source.text, start), scope, bound: Vec::new() };
    let mut blocks = Vec::new();
    loop {
        reader.skip(true)?;
        if reader.text.peek().is_none() {
            return Ok(blocks);
        }
        let start = reader.text.at;
        let kind = reader.name()?;
        reader.skip(false)?;
        if reader.text.eat('=') {
            // A file of variables: `name = value`.
            let value = reader.expression(0, false)?;
            let span = start..reader.text.at;
            if wanted("variable") {
                let default = Entry { key: "default".to_owned(), key_span: span.clone(), value };
                let body = Node::new(NodeKind::Map(vec![default]), span.clone());
                blocks.push(Block {
                    kind: "variable".to_owned(),
                    labels: vec![kind],
                    body,
                    span,
                    open: start,
                });
            }
            reader.line_end()?;
            continue;
        }
        let labels = reader.labels()?;
        if !reader.text.eat('{') {
            return reader.error("expected { after the name of a block.");
        }
        let open = reader.text.at;
        match reader.body(0) {
            Ok(body) if wanted(&kind) => {
                blocks.push(Block { kind, labels, body, span: start..reader.text.at, open })
            }
            Err(error) if wanted(&kind) => return Err(error),
            Ok(_) => {}
            // To where it ends as people indent it.
            Err(error) => match reader.text.get(open..).and_then(|rest| rest.find("\n}")) {
                Some(end) => reader.text.at = open + end + 2,
                None => return Err(error),
            },
        }
        reader.line_end()?;
    }
}

type Read<T> = Result<T, SyntaxError>;

struct Reader<'s> {
    source: &'s Source<'s>,
    text: Cursor<'s>,
    /// The values of names; without it, expressions aren't evaluated.
    scope: Option<&'s Scope>,
    /// The names of `for` expressions, with their current values.
    bound: Vec<(String, Option<Node>)>,
}

impl<'s> Reader<'s> {
    fn error<T>(&self, message: &'static str) -> Read<T> {
        Err(wrong(self.text.at, message))
    }

    /// Past whitespace and comments; `lines` says whether line ends are whitespace here.
    fn skip(&mut self, lines: bool) -> Read<()> {
        loop {
            self.text.skip(|letter| " \t\r".contains(letter) || lines && letter == '\n');
            let start = self.text.at;
            let rest = self.text.rest();
            if rest.starts_with('#') || rest.starts_with("//") {
                self.text.skip_to('\n');
            } else if !rest.starts_with("/*") {
                return Ok(());
            } else if !self.text.skip_between("/*", "*/") {
                return self.error("this comment isn't closed with */.");
            }
            self.source.comment(Grammar::Hcl, start..self.text.at);
        }
    }

    /// What must follow an argument or a block.
    fn line_end(&mut self) -> Read<()> {
        self.skip(false)?;
        match self.text.peek() {
            None | Some('\n') => Ok(()),
            _ => self.error("expected the end of the line."),
        }
    }

    fn name(&mut self) -> Read<String> {
        let name = identifier(self.text.rest());
        if name.is_empty() {
            return self.error("expected a name.");
        }
        self.text.at += name.len();
        Ok(name.to_owned())
    }

    fn labels(&mut self) -> Read<Vec<String>> {
        let mut labels = Vec::new();
        loop {
            self.skip(false)?;
            match self.text.peek() {
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
        let start = self.text.at - 1;
        let mut entries: Vec<Entry> = Vec::new();
        let mut names = HashSet::new();
        self.skip(false)?;
        let one_line = !matches!(self.text.peek(), None | Some('\n'));
        loop {
            self.skip(!one_line)?;
            if self.text.eat('}') {
                return Ok(Node::new(NodeKind::Map(entries), start..self.text.at));
            }
            if one_line && !entries.is_empty() {
                return self.error("a one-line block can have only one argument.");
            }
            if self.text.peek().is_none() {
                self.text.at = start;
                return self.error("this block isn't closed with }.");
            }
            let key_start = self.text.at;
            let key = self.name()?;
            let key_span = key_start..self.text.at;
            self.skip(false)?;
            if self.text.eat('=') {
                if !names.insert(key.clone()) {
                    self.text.at = key_start;
                    return self.error("this argument appears twice.");
                }
                let value = self.expression(depth + 1, false)?;
                entries.push(Entry { key, key_span, value });
                if !one_line {
                    self.line_end()?;
                }
                continue;
            }
            let labels = self.labels()?;
            if one_line || !self.text.eat('{') {
                return self.error("expected = and a value, or { and a block.");
            }
            let mut value = self.body(depth + 1)?;
            self.line_end()?;
            // `dynamic "name" { for_each = … content { … } }` makes blocks that aren't known.
            let key = if key == "dynamic" {
                value = self.source.open_node("a dynamic block", key_span.clone());
                labels.into_iter().next().unwrap_or(key)
            } else {
                key
            };
            entries.push(Entry { key, key_span, value });
        }
    }
}

/// The name that the text begins with; empty if there is none.
fn identifier(text: &str) -> &str {
    if !text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
        return "";
    }
    let end = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-'));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}
