//! YAML, as far as people write requests and templates in it.
//!
//! Block and flow collections, all five kinds of scalars, anchors, merge keys and the short forms of CloudFormation. Keys
//! are texts; the rare rest of YAML (keys that are collections, `? key`) is refused with its place.
//! An own reader, for a parser of all of YAML weighs 22 KiB compressed, a tenth of what the page may.

mod flow;
mod scalars;

use super::super::node::{Entry, Node, What};
use super::super::source::{Grammar, Source};
use super::named::Named;
use super::yaml_words::resolve;
use super::{DEEPEST, Fragment, SyntaxError, blanks, byte_at, wrong};
use crate::places::Places;
use std::ops::Range;

/// What plain scalars mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// YAML 1.2, as the AWS CLI reads `--cli-input-yaml`: `on` is text.
    Core,
    /// YAML 1.1, as CloudFormation reads templates: `on` is true.
    Old,
}

/// Reads every document of a fragment.
pub fn read(source: &Source<'_>, fragment: &Fragment<'_>, schema: Schema) -> Result<Vec<Node>, SyntaxError> {
    // Letters by version 1.2, line ends by 1.1 and by the readers of the AWS CLI and of CloudFormation.
    if let Some(at) = fragment.text.find(['\u{85}', '\u{2028}', '\u{2029}']) {
        return Err(wrong(
            fragment.place(at),
            "this letter ends a line to some readers of YAML. Write it as an escape in double quotes.",
        ));
    }
    let mut reader = Reader {
        source,
        fragment,
        text: &fragment.text,
        schema,
        at: 0,
        line: 0,
        anchors: Named::default(),
        copies: 0,
    };
    reader.documents()
}

/// How many values aliases may copy.
const MOST_COPIES: usize = 10_000;

struct Reader<'r, 's> {
    source: &'r Source<'s>,
    fragment: &'r Fragment<'r>,
    text: &'r str,
    schema: Schema,
    at: usize,
    /// Where the line starts that it stands in.
    line: usize,
    anchors: Named<Node>,
    copies: usize,
}

type Read<T> = Result<T, SyntaxError>;

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place {
    /// What belongs to it is indented deeper than this; -1 at the top.
    parent: isize,
    /// A list may stand as deep as the key it belongs to.
    list_at_parent: bool,
    /// On the line of a key, where no other key may follow.
    inline: bool,
}

impl<'r> Reader<'r, '_> {
    fn rest(&self) -> &'r str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The byte that stands here, as a letter: what is looked for is ASCII.
    fn peek(&self) -> Option<char> {
        self.ahead(0)
    }

    fn ahead(&self, bytes: usize) -> Option<char> {
        byte_at(self.text, self.at + bytes)
    }

    fn column(&self) -> isize {
        (self.at - self.line) as isize
    }

    fn error<T>(&self, message: &'static str) -> Read<T> {
        Err(wrong(self.fragment.place(self.at), message))
    }

    fn span(&self, start: usize) -> Range<usize> {
        self.fragment.span(start..self.at)
    }

    fn blank_ahead(&self, bytes: usize) -> bool {
        self.ahead(bytes).is_none_or(|byte| byte.is_ascii_whitespace())
    }

    /// Past the line end that stands here.
    fn newline(&mut self) -> bool {
        let length = match (self.peek(), self.ahead(1)) {
            (Some('\r'), Some('\n')) => 2,
            (Some('\n' | '\r'), _) => 1,
            _ => return false,
        };
        self.at += length;
        self.line = self.at;
        true
    }

    /// Past spaces, and a comment that a space or a line's start stands before.
    fn line_rest(&mut self) {
        let start = self.at;
        while matches!(self.peek(), Some(' ' | '\t')) {
            self.at += 1;
        }
        let free = self.at > start || self.at == self.line || self.at == 0;
        if free {
            self.comment();
        }
    }

    fn comment(&mut self) {
        if self.peek() == Some('#') {
            let start = self.at;
            self.at += self.rest().find(['\n', '\r']).unwrap_or(self.rest().len());
            self.source.comment(Grammar::Yaml, self.fragment.span(start..self.at));
        }
    }

    /// Past white space, comments and empty lines, to the next token.
    fn blanks(&mut self) -> Read<()> {
        loop {
            let indent = self.at == self.line;
            let start = self.at;
            self.line_rest();
            if !self.newline() {
                let skipped = self.text.get(start..self.at).unwrap_or_default();
                if indent && skipped.contains('\t') && self.peek().is_some() {
                    return self.error("YAML is indented with spaces; a tab stands here.");
                }
                return Ok(());
            }
        }
    }

    /// `---` or `...` at the start of a line.
    fn document_mark(&self) -> bool {
        self.at == self.line
            && (self.rest().starts_with("---") || self.rest().starts_with("..."))
            && self.blank_ahead(3)
    }

    fn documents(&mut self) -> Read<Vec<Node>> {
        let mut documents = Vec::new();
        loop {
            self.blanks()?;
            let mut directives = false;
            while self.peek() == Some('%') && self.at == self.line {
                directives = true;
                self.at += self.rest().find(['\n', '\r']).unwrap_or(self.rest().len());
                self.blanks()?;
            }
            let marked = self.document_mark();
            if marked {
                self.at += 3;
                self.blanks()?;
            }
            if self.peek().is_none() && (marked || !directives) {
                return Ok(documents);
            }
            if self.document_mark() {
                continue;
            }
            if directives && !marked {
                return self.error("expected --- behind the lines that begin with %.");
            }
            let node = self.node(Place { parent: -1, list_at_parent: false, inline: false }, 0)?;
            documents.push(node);
            self.blanks()?;
            if self.peek().is_some() && !self.document_mark() {
                return self
                    .error("this is indented otherwise than what stands before it, or a key is missing.");
            }
            if documents.len() > 1000 {
                return self.error("there are more than 1,000 documents in this text.");
            }
        }
    }

    fn node(&mut self, place: Place, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return self.error("values nest deeper than 100 levels here.");
        }
        let mut place = place;
        let mut tag: Option<(String, usize)> = None;
        let mut anchor = None;
        let first = self.at;
        let mut property_line = None;
        loop {
            let before = self.line;
            self.blanks()?;
            if self.line != before {
                place.inline = false;
            }
            if self.peek().is_none() || self.document_mark() || (!place.inline && !self.belongs(place)) {
                let at = self.at.min(self.text.len());
                let node = Node::new(What::Null, self.fragment.span(first.min(at)..first.min(at)));
                return self.finish(node, tag, anchor);
            }
            match self.peek() {
                Some('!') if tag.is_none() => tag = Some((self.property()?, self.at)),
                Some('&') if anchor.is_none() => anchor = Some(self.property()?),
                Some('!' | '&') => return self.error("a value takes one tag and one anchor."),
                _ => break,
            }
            property_line = Some(self.line);
        }
        let start = self.at;
        let column = self.column();
        // Properties before a first key belong to that key's map only when they stand on a line of their own.
        let own_line = property_line != Some(self.line);
        let key_allowed = !place.inline;
        let node = match self.peek() {
            Some('-') if self.blank_ahead(1) => {
                if !key_allowed || !own_line {
                    return self.error("a list cannot start on the line of its key, tag or anchor.");
                }
                self.list(column, depth)?
            }
            Some('?') if self.blank_ahead(1) => {
                return self.error("keys that are values of their own are not read.");
            }
            Some('|' | '>') => self.block_scalar(place.parent)?,
            Some('*') => {
                let name = self.word();
                if self.is_key_end() {
                    return self.error("an alias as a key is not read.");
                }
                self.alias(&name, start)?
            }
            Some('[' | '{') => {
                let node = self.flow(depth)?;
                self.comment();
                if self.is_key_end() {
                    return self.error("a key that is a list or map is not read.");
                }
                node
            }
            Some(_) if key_allowed && self.at_key()? => {
                self.at = start;
                if !own_line {
                    return self
                        .error("an anchor or tag of a key is not read; give the map a line of its own.");
                }
                self.map(column, depth)?
            }
            Some(_) => {
                self.at = start;
                let node = self.scalar(place.parent)?;
                if self.is_key_end() {
                    return self.error("a key cannot stand here; put a text with a colon in quotes.");
                }
                node
            }
            None => return self.error("expected a value."),
        };
        self.finish(node, tag, anchor)
    }

    /// Whether what stands here is deep enough to belong to this place.
    fn belongs(&self, place: Place) -> bool {
        let column = self.column();
        let below_its_key = match self.peek() {
            Some('-') => place.list_at_parent && self.blank_ahead(1),
            // Only what cannot be a key.
            Some('|' | '>') => true,
            _ => false,
        };
        column > place.parent || column == place.parent && below_its_key
    }

    /// A tag or an anchor.
    fn property(&mut self) -> Read<String> {
        let tag = self.peek() == Some('!');
        let start = self.at;
        let name = self.word();
        let fits = |letter: char| {
            letter.is_ascii_alphanumeric() || "-_".contains(letter) || tag && ":./".contains(letter)
        };
        let bare = if tag { name.strip_prefix('!').unwrap_or(&name) } else { &name };
        if bare.chars().all(fits) && (tag || !name.is_empty()) {
            return Ok(name);
        }
        self.at = start;
        self.error("this is no name of a tag or an anchor.")
    }

    fn word(&mut self) -> String {
        let start = self.at;
        let rest = self.rest();
        // A tag or anchor ends at white space, and inside brackets at a comma or bracket.
        self.at += rest
            .find(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ']' | '}'))
            .unwrap_or(rest.len());
        self.text.get(start + 1..self.at).unwrap_or_default().to_owned()
    }

    /// The long form of a tag of CloudFormation, the kept value of an anchor.
    fn finish(&mut self, node: Node, tag: Option<(String, usize)>, anchor: Option<String>) -> Read<Node> {
        let mut node = node;
        if let Some((tag, at)) = tag {
            let span = node.span.clone();
            // Behind a tag a word is a text, whatever it means elsewhere.
            if matches!(node.what, What::Bool(_) | What::Number(_) | What::Null) {
                let written = node.span.clone();
                node = Node::text(self.source.text.get(written).unwrap_or_default(), span.clone());
            }
            match tag.as_str() {
                "!str" if matches!(node.what, What::Text(_)) => {}
                "!map" if node.is_map() => {}
                "!seq" if matches!(node.what, What::List(_)) => {}
                name if name.is_empty() || name.starts_with('!') => {
                    self.at = at.saturating_sub(name.len() + 1);
                    return self
                        .error("this tag is not read here; leave it out, or put the value in quotes.");
                }
                name => {
                    let long = match name {
                        "Ref" | "Condition" => name.to_owned(),
                        other => format!("Fn::{other}"),
                    };
                    let key_span = self.fragment.span(at.saturating_sub(name.len() + 1)..at);
                    let whole = key_span.start..span.end.max(key_span.end);
                    node = Node::new(What::Map(vec![Entry { key: long, key_span, value: node }]), whole);
                }
            }
        }
        if let Some(name) = anchor {
            self.copies += node.count();
            if self.copies > MOST_COPIES {
                return self.error("there are more anchors and aliases than are read.");
            }
            self.anchors.insert(&name, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, name: &str, start: usize) -> Read<Node> {
        let Some(node) = self.anchors.get(name).cloned() else {
            self.at = start;
            return self.error("no anchor of this name stands before.");
        };
        self.copies += node.count();
        if self.copies > MOST_COPIES {
            return self.error("aliases make this text larger than is read.");
        }
        Ok(node)
    }

    /// Whether a `:` follows that ends a key.
    fn is_key_end(&self) -> bool {
        let spaces = blanks(self.rest());
        self.ahead(spaces) == Some(':') && self.blank_ahead(spaces + 1)
    }

    /// Whether a key and its colon stand on this line. Moves on.
    fn at_key(&mut self) -> Read<bool> {
        let line = self.line;
        match self.peek() {
            Some('"' | '\'') => {
                let start = self.at;
                self.quoted()?;
                let same = self.line == line && self.is_key_end();
                self.at = start;
                self.line = line;
                Ok(same)
            }
            _ => {
                self.plain_line(false);
                Ok(self.is_key_end())
            }
        }
    }

    fn key(&mut self) -> Read<(String, Range<usize>)> {
        let start = self.at;
        let line = self.line;
        let key = match self.peek() {
            Some('&' | '!') => return self.error("an anchor or tag of a key is not read."),
            Some('"' | '\'') => self.quoted()?,
            _ => self.plain_line(false).to_owned(),
        };
        let span = self.span(start);
        if key.is_empty() && span.is_empty() {
            return self.error("expected a key.");
        }
        if self.line != line {
            return self.error("a key must stand on one line.");
        }
        Ok((key, span))
    }

    fn map(&mut self, column: isize, depth: usize) -> Read<Node> {
        let start = self.at;
        let mut entries: Vec<Entry> = Vec::new();
        let mut end = self.at;
        loop {
            if self.peek() == Some('?') && self.blank_ahead(1) {
                return self.error("keys that are values of their own are not read.");
            }
            let (key, key_span) = self.key()?;
            if !self.is_key_end() {
                return self.error("expected a colon and a space after this key.");
            }
            self.at += self.rest().find(':').map_or(0, |colon| colon + 1);
            let value = self.node(Place { parent: column, list_at_parent: true, inline: true }, depth + 1)?;
            end = end.max(self.at);
            entries.push(Entry { key, key_span, value });
            self.blanks()?;
            if self.peek().is_none() || self.document_mark() || self.column() < column {
                break;
            }
            if self.column() > column {
                return self
                    .error("this is indented deeper than the key before it, which has a value already.");
            }
        }
        Ok(Node::new(What::Map(self.merged(entries)?), self.fragment.span(start..end)))
    }

    /// The entries with those of other maps that `<<` names; an own key stands before them, and the first of them before
    /// the next. A key that stands twice is refused, as the AWS CLI and CloudFormation do.
    fn merged(&self, entries: Vec<Entry>) -> Read<Vec<Entry>> {
        let error = |entry: &Entry, message| Err(wrong(entry.key_span.start, message));
        let written = |entry: &Entry| byte_at(self.source.text, entry.key_span.start);
        let merges = |entry: &Entry| entry.key == "<<" && written(entry) == Some('<');
        let mut known = Places::default();
        let mut twice = None;
        for entry in entries.iter().filter(|entry| !merges(entry)) {
            if known.insert(entry.key.as_bytes(), 0).is_some() {
                twice = twice.or(Some(entry));
            }
        }
        if !entries.iter().any(merges) {
            return match twice {
                Some(second) => error(second, "this key stands twice in its map."),
                None => Ok(entries),
            };
        }
        let mut out = Vec::new();
        for merge in entries.iter().filter(|entry| merges(entry)) {
            let maps = match &merge.value.what {
                What::Map(_) => std::slice::from_ref(&merge.value),
                What::List(maps) => maps,
                _ => return error(merge, "<< takes a map, or a list of maps."),
            };
            // A function of CloudFormation is no map.
            let function = |map: &Node| byte_at(self.source.text, map.span.start) == Some('!');
            if maps.iter().any(|map| !map.is_map() || function(map)) {
                return error(merge, "<< takes a map, or a list of maps.");
            }
            for entry in maps.iter().flat_map(Node::entries) {
                if known.insert(entry.key.as_bytes(), 0).is_none() {
                    out.push(entry.clone());
                }
            }
        }
        out.extend(entries.iter().filter(|entry| !merges(entry)).cloned());
        Ok(out)
    }

    fn list(&mut self, column: isize, depth: usize) -> Read<Node> {
        let start = self.at;
        let mut items = Vec::new();
        let mut end = self.at;
        loop {
            self.at += 1;
            let item =
                self.node(Place { parent: column, list_at_parent: false, inline: false }, depth + 1)?;
            items.push(item);
            end = end.max(self.at);
            self.blanks()?;
            if self.peek().is_none() || self.document_mark() || self.column() < column {
                break;
            }
            if self.column() > column {
                return self.error("this is indented deeper than the list it stands in.");
            }
            if self.peek() != Some('-') || !self.blank_ahead(1) {
                break;
            }
        }
        Ok(Node::new(What::List(items), self.fragment.span(start..end)))
    }
}
