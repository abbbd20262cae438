//! YAML: `saphyr-parser` reads it, and what it leaves open is decided here.
//!
//! That is what plain words mean (`words`), the short forms of CloudFormation (`tags`), merge keys and keys given twice
//! (`merge`), and where each value is: saphyr's events count characters, and the spans of some include what surrounds them,
//! so `trivia` follows the text from one event to the next. Keys are strings; a key that is a list or map is rejected.

mod errors;
mod indentation;
mod merge;
mod tags;
mod trivia;
mod words;

pub use words::{Schema, is_odd};

use super::super::node::{Entry, Node, NodeKind};
use super::super::source::Source;
use super::{DEEPEST, Fragment, SyntaxError, wrong};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;
use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput, Tag};
use trivia::Trivia;

/// How many values aliases may copy.
const MOST_COPIES: usize = 10_000;

const MOST_DOCUMENTS: usize = 1_000;

/// How often the text is read at most, with more spaces in it each time.
const MOST_READS: usize = 20;

/// Reads every document of a fragment. Empty ones are left out.
pub fn read(source: &Source<'_>, fragment: &Fragment<'_>, schema: Schema) -> Result<Vec<Node>, SyntaxError> {
    // Text in version 1.2; line ends in 1.1, and to the readers of the AWS CLI and of CloudFormation.
    if let Some(at) = fragment.text.find(['\u{85}', '\u{2028}', '\u{2029}']) {
        return Err(wrong(
            fragment.place(at),
            "some YAML parsers treat this character as a line end. Write it as an escape in double quotes.",
        ));
    }
    // saphyr ends what it reads there, quotes and all.
    if let Some(at) = fragment.text.find('\0') {
        return Err(wrong(fragment.place(at), errors::NULL));
    }
    let mut padded: Option<Fragment<'static>> = None;
    let mut last = None;
    for _ in 1..MOST_READS {
        let outdented = match read_once(source, padded.as_ref().unwrap_or(fragment), schema) {
            Err((_, Some(outdented))) => outdented,
            read => return read.map_err(|(error, _)| error),
        };
        let fragment = padded.as_ref().unwrap_or(fragment);
        let place = Some(fragment.place(outdented));
        let again = core::mem::replace(&mut last, place) == place;
        match indentation::added(fragment, outdented, again) {
            Some(more) => padded = Some(more),
            None => break,
        }
    }
    read_once(source, padded.as_ref().unwrap_or(fragment), schema).map_err(|(error, _)| error)
}

/// Reads the text as it is. An error has the byte with it where more spaces would help.
fn read_once(
    source: &Source<'_>,
    fragment: &Fragment<'_>,
    schema: Schema,
) -> Result<Vec<Node>, (SyntaxError, Option<usize>)> {
    let mut reader = Reader {
        source,
        schema,
        parser: Parser::new_from_str(&fragment.text),
        text: Trivia::new(source, fragment),
        anchors: Vec::new(),
        earlier_anchors: 0,
        copies: 0,
        brackets: 0,
        outdented: None,
    };
    reader.documents().map_err(|error| (error, reader.outdented))
}

type Read<T> = Result<T, SyntaxError>;

struct Reader<'r, 's> {
    source: &'r Source<'s>,
    schema: Schema,
    parser: Parser<'r, StrInput<'r>>,
    text: Trivia<'r, 's>,
    /// The values of anchors, by saphyr's number less one; `None` inside the value itself.
    anchors: Vec<Option<Node>>,
    /// How many of them are from documents before.
    earlier_anchors: usize,
    copies: usize,
    /// How many brackets are open.
    brackets: usize,
    /// Where saphyr wants more indentation than other readers of YAML.
    outdented: Option<usize>,
}

/// A scalar as it was written.
#[derive(Clone)]
struct Scalar {
    text: String,
    style: ScalarStyle,
    span: Range<usize>,
}

/// An anchor (0 for none) and a tag.
type Properties<'r> = (usize, Option<Cow<'r, Tag>>);

impl<'r> Reader<'r, '_> {
    fn next(&mut self) -> Read<(Event<'r>, Span)> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                self.text.go_to(error.marker());
                self.outdented = errors::is_outdented(error.info()).then_some(self.text.at());
                Err(wrong(self.text.place(), errors::message(error.info())))
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn error<T>(&self, message: &'static str) -> Read<T> {
        Err(wrong(self.text.place(), message))
    }

    fn documents(&mut self) -> Read<Vec<Node>> {
        let mut documents = Vec::new();
        loop {
            match self.next()? {
                (Event::DocumentStart(explicit), _) => {
                    self.text.document_start(explicit);
                    self.earlier_anchors = self.anchors.len();
                    let (event, span) = self.next()?;
                    let nothing = is_nothing(&event);
                    let node = self.node(event, span, 0)?;
                    if !nothing {
                        documents.push(node);
                    }
                    if documents.len() > MOST_DOCUMENTS {
                        return self.error("there are more than 1,000 documents in this text.");
                    }
                }
                (Event::StreamEnd, _) => {
                    self.text.document_start(false);
                    return Ok(documents);
                }
                _ => {}
            }
        }
    }

    fn node(&mut self, event: Event<'r>, span: Span, depth: usize) -> Read<Node> {
        if depth > DEEPEST {
            return self.error(errors::TOO_DEEP);
        }
        match event {
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::Scalar(text, style, anchor, tag) => {
                let properties = (anchor, tag);
                let tag_span = self.properties(&properties)?;
                let scalar = self.scalar(text, style, span)?;
                self.finish(self.meant(scalar, &properties), properties, tag_span)
            }
            Event::SequenceStart(anchor, tag) => {
                let properties = (anchor, tag);
                let tag_span = self.properties(&properties)?;
                let node = self.list(depth)?;
                self.finish(node, properties, tag_span)
            }
            Event::MappingStart(anchor, tag) => {
                let properties = (anchor, tag);
                let tag_span = self.properties(&properties)?;
                let node = self.map(!span.is_empty(), depth)?;
                self.finish(node, properties, tag_span)
            }
            _ => self.error("expected a value."),
        }
    }

    /// Past the anchor and the tag before a value. The span of the tag.
    fn properties(&mut self, (anchor, tag): &Properties<'_>) -> Read<Range<usize>> {
        let mut tag_span = 0..0;
        for _ in 0..usize::from(*anchor > 0) + usize::from(tag.is_some()) {
            let start = self.text.skip();
            let (word, span) = self.text.property();
            let name = word.strip_prefix(['!', '&']).unwrap_or_default();
            let is_tag = word.starts_with('!');
            if !tags::is_name(name, is_tag) {
                self.text.go(start);
                return self.error("this isn't a valid name for a tag or an anchor.");
            }
            if is_tag {
                tag_span = span;
            }
        }
        Ok(tag_span)
    }

    fn scalar(&mut self, text: Cow<'r, str>, style: ScalarStyle, span: Span) -> Read<Scalar> {
        let start = match style {
            // Nothing is where it is missing: right after its key, dash or tag.
            ScalarStyle::Plain if text.is_empty() => self.text.at(),
            _ => self.text.skip(),
        };
        // saphyr reads these inside brackets; PyYAML and ruamel.yaml don't, or PyYAML takes a colon as a key's end.
        let refused = |first: char| "|>?".contains(first) || first == ':' && self.schema == Schema::Old;
        if style == ScalarStyle::Plain && self.brackets > 0 && text.starts_with(refused) {
            return self.error(errors::NO_TEXT);
        }
        match style {
            ScalarStyle::Plain if text.is_empty() => {}
            ScalarStyle::Plain => self.text.go_to(&span.end),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => self.text.quoted(),
            ScalarStyle::Literal | ScalarStyle::Folded => self.text.block(&span.end),
        }
        let text = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // In version 1.1, a block scalar that is a whole document is indented, too.
                if self.schema == Schema::Old && self.text.is_at_margin(start) {
                    self.text.go(start);
                    return self.error(errors::OUTDENTED);
                }
                self.text.without_added_break(start, &text)
            }
            _ => &text,
        };
        let span = self.text.span(start);
        Ok(Scalar { text: self.closed(text, start, &span)?, style, span })
    }

    /// The value, with escaped characters distinguished from the marks of unknown parts, which a shell's variables leave in the
    /// text itself.
    fn closed(&self, text: &str, start: usize, span: &Range<usize>) -> Read<String> {
        let marks = |text: &str| text.chars().filter(|letter| self.source.is_mark(*letter)).count();
        match (marks(self.text.since(start)), marks(text)) {
            (in_text, in_value) if in_text == in_value => Ok(text.to_owned()),
            (0, _) => {
                let mut out = String::new();
                text.chars().for_each(|letter| self.source.push_escaped(&mut out, letter, span.clone()));
                Ok(out)
            }
            _ => Err(wrong(span.start, errors::NO_CHARACTER)),
        }
    }

    /// What a scalar means. After a tag a word is text, whatever it means elsewhere.
    fn meant(&self, scalar: Scalar, (_, tag): &Properties<'_>) -> Node {
        let what = match scalar.style {
            ScalarStyle::Plain if tag.is_none() => words::resolve(&scalar.text, self.schema),
            _ => NodeKind::Text(scalar.text),
        };
        Node::new(what, scalar.span)
    }

    fn list(&mut self, depth: usize) -> Read<Node> {
        let start = self.text.skip();
        let brackets = self.text.eat('[');
        self.brackets += usize::from(brackets);
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                break;
            }
            self.text.indicator(if brackets { ',' } else { '-' });
            items.push(self.node(event, span, depth + 1)?);
        }
        if brackets {
            self.text.close(']');
            self.brackets -= 1;
        }
        Ok(Node::new(NodeKind::List(items), self.text.span(start)))
    }

    /// A map; one without braces when `written` is false, as one pair inside brackets may be.
    fn map(&mut self, written: bool, depth: usize) -> Read<Node> {
        let start = self.text.skip();
        let braces = written && self.text.eat('{');
        self.brackets += usize::from(braces);
        let mut entries = Vec::new();
        let mut merges = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                break;
            }
            if braces {
                self.text.indicator(',');
            }
            self.text.indicator('?');
            let key = self.key(event, span, depth + 1)?;
            self.text.indicator(':');
            let (event, span) = self.next()?;
            let value = self.node(event, span, depth + 1)?;
            merges.push(key.style == ScalarStyle::Plain && key.text == "<<");
            entries.push(Entry { key: key.text, key_span: key.span, value });
        }
        if braces {
            self.text.close('}');
            self.brackets -= 1;
        }
        let entries = merge::merged(self.source, entries, &merges)?;
        Ok(Node::new(NodeKind::Map(entries), self.text.span(start)))
    }

    /// A key, as it was written: `12` and `on` are strings here.
    fn key(&mut self, event: Event<'r>, span: Span, depth: usize) -> Read<Scalar> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let properties = (anchor, tag);
                let tag_span = self.properties(&properties)?;
                let key = self.scalar(text, style, span)?;
                if key.style == ScalarStyle::Plain && key.text.is_empty() {
                    return self.error("expected a key.");
                }
                let value = self.meant(key.clone(), &properties);
                if self.finish(value, properties, tag_span)?.is_map() {
                    return Err(wrong(key.span.start, errors::KEY_OF_VALUES));
                }
                Ok(key)
            }
            Event::Alias(anchor) => {
                let start = self.text.skip();
                let value = self.alias(anchor, span)?;
                let text = match value.what {
                    NodeKind::Text(text) => text,
                    NodeKind::List(_) | NodeKind::Map(_) => {
                        self.text.go(start);
                        return self.error(errors::KEY_OF_VALUES);
                    }
                    _ => self.source.text.get(value.span).unwrap_or_default().to_owned(),
                };
                Ok(Scalar { text, style: ScalarStyle::SingleQuoted, span: self.text.span(start) })
            }
            event => {
                // Read for its place alone.
                let start = self.text.skip();
                self.node(event, span, depth)?;
                self.text.go(start);
                self.error(errors::KEY_OF_VALUES)
            }
        }
    }

    /// The long form of a tag of CloudFormation, the kept value of an anchor.
    fn finish(&mut self, node: Node, (anchor, tag): Properties<'_>, tag_span: Range<usize>) -> Read<Node> {
        let node = match tag {
            Some(tag) => tags::applied(&tag, tag_span, node)?,
            None => node,
        };
        if let Some(slot) = anchor.checked_sub(1) {
            self.copy(&node, "there are more anchors and aliases than are read.")?;
            if self.anchors.len() <= slot {
                self.anchors.resize(slot + 1, None);
            }
            self.anchors[slot] = Some(node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Read<Node> {
        self.text.skip();
        let of_document = anchor.checked_sub(1).filter(|slot| *slot >= self.earlier_anchors);
        let Some(node) = of_document.and_then(|slot| self.anchors.get(slot)).cloned().flatten() else {
            return self.error(errors::NO_ANCHOR);
        };
        self.text.go_to(&span.end);
        self.copy(&node, "aliases make this text larger than is read.")?;
        Ok(node)
    }

    fn copy(&mut self, node: &Node, too_many: &'static str) -> Read<()> {
        self.copies += node.count();
        if self.copies > MOST_COPIES { self.error(too_many) } else { Ok(()) }
    }
}

/// Whether a document has no value at all.
fn is_nothing(event: &Event<'_>) -> bool {
    matches!(event, Event::Scalar(text, ScalarStyle::Plain, 0, None) if text.is_empty())
}
