//! Lists and maps in brackets.

use super::{Read, Reader};
use crate::import::node::{Entry, Node, What};
use crate::import::syntax::DEEPEST;

impl Reader<'_, '_> {
    pub(super) fn flow(&mut self, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return self.error("brackets nest deeper than 100 levels here.");
        }
        let start = self.at;
        let map = self.peek() == Some('{');
        let close = if map { '}' } else { ']' };
        self.at += 1;
        let mut items = Vec::new();
        let mut entries = Vec::new();
        loop {
            self.flow_blanks();
            if self.peek() == Some(close) {
                self.at += 1;
                break;
            }
            let item = self.flow_node(depth + 1)?;
            self.flow_blanks();
            let colon = self.peek() == Some(':');
            if map || colon {
                let key_span = item.span.clone();
                let key = match item.what {
                    What::Null if key_span.is_empty() => return self.error("expected a key."),
                    What::Text(key) | What::Number(key) => key,
                    What::Bool(_) | What::Null => {
                        self.source.text.get(key_span.clone()).unwrap_or_default().to_owned()
                    }
                    _ => return self.error("a key that is a list or map is not read."),
                };
                let value = if colon {
                    self.at += 1;
                    self.flow_blanks();
                    if matches!(self.peek(), Some(',' | ']' | '}')) {
                        Node::new(What::Null, key_span.clone())
                    } else {
                        self.flow_node(depth + 1)?
                    }
                } else {
                    Node::new(What::Null, key_span.clone())
                };
                let span = key_span.start..value.span.end;
                let entry = Entry { key, key_span, value };
                if map {
                    entries.push(entry);
                } else {
                    items.push(Node::new(What::Map(self.merged(vec![entry])?), span));
                }
            } else {
                items.push(item);
            }
            self.flow_blanks();
            match self.peek() {
                Some(',') => self.at += 1,
                Some(byte) if byte == close => {}
                _ => return self.error("expected a comma or the closing bracket."),
            }
        }
        let what = if map { What::Map(self.merged(entries)?) } else { What::List(items) };
        Ok(Node::new(what, self.span(start)))
    }

    fn flow_node(&mut self, depth: usize) -> Read<Node> {
        let mut tag = None;
        let mut anchor = None;
        loop {
            self.flow_blanks();
            match self.peek() {
                Some('!') if tag.is_none() => tag = Some((self.property()?, self.at)),
                Some('&') if anchor.is_none() => anchor = Some(self.property()?),
                Some('!' | '&') => return self.error("a value takes one tag and one anchor."),
                _ => break,
            }
        }
        let start = self.at;
        let node = match self.peek() {
            Some('?') => {
                return self.error("keys that are values of their own are not read.");
            }
            Some('[' | '{') => self.flow(depth)?,
            Some('*') => {
                let name = self.word();
                self.alias(&name, start)?
            }
            Some('"' | '\'') => {
                let text = self.quoted()?;
                Node::text(text, self.span(start))
            }
            Some(',' | ']' | '}') if tag.is_some() || anchor.is_some() => {
                Node::new(What::Null, self.span(start))
            }
            _ => self.plain_text(true, -1, "expected a value.")?,
        };
        self.finish(node, tag, anchor)
    }

    /// The same inside brackets, where nothing is indented and tabs may stand.
    pub(super) fn flow_blanks(&mut self) {
        loop {
            self.line_rest();
            if !self.newline() {
                return;
            }
        }
    }
}
