//! The value of each option: text, JSON, shorthand, or the text of a file that the script itself writes.

use super::{Joined, Reader};
use crate::import::aws::argparse::{Given, Value};
use crate::import::aws::shorthand;
use crate::import::node::{Node, NodeKind};
use crate::import::syntax::literal::{self, Dialect};
use crate::import::syntax::{Fragment, SyntaxError, wrong};
use alloc::string::ToString;
use alloc::vec::Vec;
use core::ops::Range;

impl Reader<'_, '_> {
    /// Where a value is: its whole word, the part of the word after `--option=`, or the text of a here-document.
    pub(super) fn value_span(&self, value: &Value) -> Range<usize> {
        let fragment = self.fragment(value);
        let is_file = self.word(value).text != fragment.text;
        if value.from == 0 && !is_file {
            self.span(value.word)
        } else {
            fragment.span(0..fragment.text.len())
        }
    }

    /// A value's text; where it names a file that the same script writes, the file's text.
    pub(super) fn fragment(&self, value: &Value) -> Fragment<'_> {
        let word = self.word(value);
        let path = word.text.strip_prefix("file://");
        match path.and_then(|path| self.files.iter().rev().find(|(name, _)| *name == path)) {
            Some((_, content)) => content.tail(0),
            None => word,
        }
    }

    fn word(&self, value: &Value) -> Fragment<'_> {
        self.words.get(value.word).map_or_else(Fragment::default, |word| word.value.tail(value.from))
    }

    /// A value `file://…` means the file's content.
    pub(super) fn file(&self, value: &Value) -> Option<Node> {
        let fragment = self.fragment(value);
        let path = &fragment.text;
        if !path.starts_with("file://") && !path.starts_with("fileb://") {
            return None;
        }
        let span = fragment.span(0..path.len());
        Some(self.source.open_node(&self.source.written(path), span))
    }

    pub(super) fn scalar(&self, given: &Given, joined: Option<&Joined>) -> Node {
        let Some(value) = given.values.first() else { return Node::text("", self.span(given.word)) };
        if let Some(file) = self.file(value) {
            return file;
        }
        let fragment = self.fragment(value);
        let mut text = fragment.text.to_string();
        let mut span = self.value_span(value);
        for word in joined.map(|joined| joined.words.clone()).into_iter().flatten() {
            text.push(' ');
            text.push_str(self.words.get(word).map_or("", |word| word.text()));
            span.end = self.span(word).end;
        }
        Node::text(text, span)
    }

    /// A list of texts: a word each, or one word of JSON, or one file.
    pub(super) fn texts(&self, given: &Given, span: Range<usize>) -> Result<Node, SyntaxError> {
        if let [only] = given.values.as_slice() {
            if let Some(file) = self.file(only) {
                return Ok(file);
            }
            let fragment = self.fragment(only);
            if fragment.text.trim_start().starts_with('[') {
                return literal::read(self.source, &fragment, Dialect::Json);
            }
        }
        let texts =
            given.values.iter().map(|value| Node::text(self.fragment(value).text, self.value_span(value)));
        Ok(Node::new(NodeKind::List(texts.collect()), span))
    }

    /// A list of user IDs. No ID has a comma, so what's around one was meant as several.
    pub(super) fn ids(&mut self, given: &Given, span: Range<usize>) -> Result<Node, SyntaxError> {
        let mut list = self.texts(given, span)?;
        let NodeKind::List(words) = &mut list.what else { return Ok(list) };
        let mut ids = Vec::with_capacity(words.len());
        for word in words.drain(..) {
            let Some(text) = word.as_text().filter(|text| text.contains(',') && !self.source.is_open(text))
            else {
                ids.push(word);
                continue;
            };
            let parts = text.split(',').map(str::trim).filter(|id| !id.is_empty());
            ids.extend(parts.map(|id| Node::text(id, word.span.clone())));
            // PowerShell makes several words of it.
            let written = self.source.text.as_bytes().get(word.span.start);
            let shell = self.import.format.is_some_and(|format| format.ends_with("powershell"));
            if shell && !matches!(written, Some(b'"' | b'\'')) {
                continue;
            }
            let message = "With a comma this is a single user ID that no user has. Separate user IDs with spaces only; they were read that way.";
            self.import.error(Some(word.span), message);
        }
        *words = ids;
        Ok(list)
    }

    pub(super) fn structures(&self, given: &Given, span: Range<usize>) -> Result<Node, SyntaxError> {
        if let [only] = given.values.as_slice()
            && let Some(file) = self.file(only)
        {
            return Ok(file);
        }
        let json = given
            .values
            .first()
            .is_some_and(|first| self.fragment(first).text.trim_start().starts_with(['[', '{']));
        if json
            && let [only] = given.values.as_slice()
            && self.fragment(only).text.trim_start().starts_with('[')
        {
            return literal::read(self.source, &self.fragment(only), Dialect::Json);
        }
        let mut items = Vec::with_capacity(given.values.len());
        for value in &given.values {
            let fragment = self.fragment(value);
            items.push(match json {
                true if fragment.text.trim_start().starts_with('{') => {
                    literal::read(self.source, &fragment, Dialect::Json)?
                }
                true => {
                    return Err(wrong(
                        fragment.place(0),
                        "if the first word is JSON, every word must be a JSON object.",
                    ));
                }
                false if self.is_unknown(&fragment) => {
                    Node::text(fragment.text.clone(), self.span(value.word))
                }
                false => shorthand::read(self.source, &fragment)?,
            });
        }
        Ok(Node::new(NodeKind::List(items), span))
    }

    pub(super) fn structure(&self, given: &Given) -> Result<Node, SyntaxError> {
        let Some(value) = given.values.first() else { return Ok(Node::text("", self.span(given.word))) };
        if let Some(file) = self.file(value) {
            return Ok(file);
        }
        let fragment = self.fragment(value);
        if self.is_unknown(&fragment) {
            return Ok(Node::text(fragment.text.clone(), self.span(value.word)));
        }
        match fragment.text.trim_start().chars().next() {
            Some('{') => literal::read(self.source, &fragment, Dialect::Json),
            Some('[') => Err(wrong(fragment.place(0), "expected key=value pairs, or a JSON object.")),
            _ => {
                let mut mode = shorthand::read(self.source, &fragment)?;
                // The model says that this is a list, so one value is a list of one.
                if let NodeKind::Map(entries) = &mut mode.what {
                    for entry in entries.iter_mut().filter(|entry| entry.key == "Passwords") {
                        if !matches!(entry.value.what, NodeKind::List(_)) {
                            let span = entry.value.span.clone();
                            let only =
                                core::mem::replace(&mut entry.value, Node::new(NodeKind::Null, span.clone()));
                            entry.value = Node::new(NodeKind::List(vec![only]), span);
                        }
                    }
                }
                Ok(mode)
            }
        }
    }

    pub(super) fn is_unknown(&self, fragment: &Fragment<'_>) -> bool {
        fragment.text.chars().next().is_some_and(|letter| self.source.is_mark(letter))
            && self.source.marked_length(&fragment.text) == fragment.text.len()
    }
}
