//! A pasted text, and the values that it leaves open.

use super::node::{Node, NodeKind};
use super::spans;
use super::syntax::{Fragment, SyntaxError, literal, yaml};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cell::{Cell, OnceCell, RefCell};
use core::ops::Range;

/// A pasted text, read at most once in each notation.
///
/// Open parts (a variable, a file, a reference) appear in the values read from it as `<mark><number><mark>`,
/// where the mark is a private-use character that the text itself doesn't contain.
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    mark: char,
    open: RefCell<Vec<Open>>,
    comments: RefCell<Vec<(Grammar, Range<usize>)>>,
    /// How many bytes the values of names may still add.
    left: Cell<usize>,
    json: OnceCell<Result<Node, SyntaxError>>,
    loose: OnceCell<Option<(Node, Vec<usize>)>>,
    yaml: OnceCell<Result<Vec<Node>, SyntaxError>>,
}

/// The grammar that a comment belongs to. Several may look at the text before one reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grammar {
    Bash,
    Fish,
    PowerShell,
    Cmd,
    Hcl,
    Yaml,
    JavaScript,
    Python,
}

impl Grammar {
    /// That of a form; none for those that have no comments, or whose text others write: replies, events, bodies.
    pub fn from_format(format: &str) -> Option<Self> {
        Some(match format {
            "bash" => Self::Bash,
            "fish" => Self::Fish,
            "powershell" | "windows-powershell" | "cmdlets" => Self::PowerShell,
            "cmd" => Self::Cmd,
            "terraform" => Self::Hcl,
            "yaml" | "cloudformation" => Self::Yaml,
            "json" | "javascript" => Self::JavaScript,
            "boto3" => Self::Python,
            _ => return None,
        })
    }
}

/// A part whose value isn't in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Open {
    /// As people call it.
    pub name: String,
    pub span: Range<usize>,
    /// Its text as a [`Reference`](crate::Reference), if it's only a name.
    pub reference: Option<String>,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            mark: unused_letter(text),
            open: RefCell::default(),
            comments: RefCell::default(),
            left: Cell::new((1 << 16) + 4 * text.len()),
            json: OnceCell::new(),
            loose: OnceCell::new(),
            yaml: OnceCell::new(),
        }
    }

    /// Remembers a comment that a reader skipped.
    pub(super) fn comment(&self, grammar: Grammar, span: Range<usize>) {
        self.comments.borrow_mut().push((grammar, span));
    }

    /// The comments of a form, each once, in order.
    pub(super) fn comments(&self, format: &str) -> Vec<Range<usize>> {
        let grammar = Grammar::from_format(format);
        let comments = self.comments.borrow();
        let of_grammar = comments.iter().filter(|(of, _)| Some(*of) == grammar).map(|(_, span)| span.clone());
        let mut spans = spans::sorted(of_grammar.collect());
        spans.dedup_by_key(|span| span.start);
        spans
    }

    /// The text as strict JSON.
    pub(super) fn json(&self) -> &Result<Node, SyntaxError> {
        self.json.get_or_init(|| literal::read(self, &self.whole(), literal::Dialect::Json))
    }

    /// The text as JSON that lacks commas, with the places where it lacks them. `None` where that isn't all that is wrong.
    pub(super) fn loose(&self) -> Option<&(Node, Vec<usize>)> {
        if self.json().is_ok()
            || !self.text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
        {
            return None;
        }
        self.loose.get_or_init(|| literal::read_loosely(self, &self.whole()).ok()).as_ref()
    }

    /// The documents of the text as YAML 1.2.
    pub(super) fn yaml(&self) -> &Result<Vec<Node>, SyntaxError> {
        self.yaml.get_or_init(|| yaml::read(self, &self.whole(), yaml::Schema::Core))
    }

    /// All of the text, without a byte order mark.
    pub(super) fn whole(&self) -> Fragment<'a> {
        let start = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Fragment::verbatim(self.text, start..self.text.len())
    }

    pub(super) fn is_mark(&self, letter: char) -> bool {
        letter == self.mark
    }

    /// The length of the unknown part that the text starts with.
    pub(super) fn marked_length(&self, text: &str) -> usize {
        let inner = text.strip_prefix(self.mark).and_then(|rest| rest.find(self.mark));
        inner.map_or(0, |inner| inner + 2 * self.mark.len_utf8())
    }

    /// Puts something unknown at the end of a value.
    pub(super) fn push_open(&self, value: &mut String, name: &str, span: Range<usize>) {
        self.push_any(value, Open { name: name.to_owned(), span, reference: None });
    }

    /// The same for a plain name, which an output can refer to.
    pub(super) fn push_reference(
        &self,
        value: &mut String,
        name: &str,
        reference: String,
        span: Range<usize>,
    ) {
        self.push_any(value, Open { name: name.to_owned(), span, reference: Some(reference) });
    }

    fn push_any(&self, value: &mut String, one: Open) {
        let mut open = self.open.borrow_mut();
        value.push(self.mark);
        value.push_str(&open.len().to_string());
        value.push(self.mark);
        open.push(one);
    }

    /// A value that is wholly unknown.
    pub(super) fn open_value(&self, name: &str, span: Range<usize>) -> String {
        let mut value = String::new();
        self.push_open(&mut value, name, span);
        value
    }

    /// The same in its place.
    pub(super) fn open_node(&self, name: &str, span: Range<usize>) -> Node {
        Node::text(self.open_value(name, span.clone()), span)
    }

    /// The same for a plain name.
    pub(super) fn reference_node(&self, name: &str, reference: String, span: Range<usize>) -> Node {
        let mut value = String::new();
        self.push_reference(&mut value, name, reference, span.clone());
        Node::text(value, span)
    }

    /// Whether a value holds something unknown.
    pub(super) fn is_open(&self, value: &str) -> bool {
        value.contains(self.mark)
    }

    /// Appends a character that was written as an escape. One that equals the mark counts as unknown.
    pub(super) fn push_escaped(&self, value: &mut String, letter: char, span: Range<usize>) {
        if letter == self.mark {
            self.push_open(value, "a private-use character", span)
        } else {
            value.push(letter)
        }
    }

    /// The unknown parts of a value, in order.
    pub(super) fn opens(&self, value: &str) -> Vec<Open> {
        let open = self.open.borrow();
        value
            .split(self.mark)
            .skip(1)
            .step_by(2)
            .filter_map(|n| open.get(n.parse::<usize>().ok()?).cloned())
            .collect()
    }

    /// Fills in the known values of names in an open value, and of names in those values, this many levels deep.
    pub(super) fn fill(&self, node: &mut Node, known: &dyn Fn(&str) -> Option<Node>, depth: usize) {
        if depth == 0 {
            return;
        }
        match &mut node.what {
            NodeKind::List(items) => items.iter_mut().for_each(|item| self.fill(item, known, depth)),
            NodeKind::Map(entries) => {
                entries.iter_mut().for_each(|entry| self.fill(&mut entry.value, known, depth))
            }
            NodeKind::Text(text) if self.is_open(text) => {
                let opens = self.opens(text);
                if let [only] = opens.as_slice()
                    && self.marked_length(text) == text.len()
                {
                    if let Some(mut value) = known(&only.name).filter(|value| self.may_fill(value.weight())) {
                        self.fill(&mut value, known, depth - 1);
                        // The place stays that of the name: what else uses it isn't known.
                        node.what = value.what;
                    }
                    return;
                }
                *text = self.filled(text, known, depth);
            }
            _ => {}
        }
    }

    /// A value with each part whose name is known put in.
    fn filled(&self, text: &str, known: &dyn Fn(&str) -> Option<Node>, depth: usize) -> String {
        let mut out = String::with_capacity(text.len());
        for (n, part) in text.split(self.mark).enumerate() {
            if n % 2 == 0 {
                out.push_str(part);
                continue;
            }
            let open = part.parse::<usize>().ok().and_then(|n| self.open.borrow().get(n).cloned());
            let value = open.and_then(|open| known(&open.name)).filter(|value| self.may_fill(value.weight()));
            let value = value.map(|mut value| {
                self.fill(&mut value, known, depth - 1);
                value.what
            });
            match value {
                Some(NodeKind::Text(value) | NodeKind::Number(value)) => out.push_str(&value),
                Some(NodeKind::Bool(flag)) => out.push_str(if flag { "true" } else { "false" }),
                _ => {
                    out.push(self.mark);
                    out.push_str(part);
                    out.push(self.mark);
                }
            }
        }
        out
    }

    /// Whether so much may still be put in from elsewhere in the text, so that a short text is never a long value.
    pub(super) fn may_fill(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// The value with its references, if each unknown part is one. What is around them must not look like one.
    pub(super) fn with_references(&self, value: &str) -> Option<String> {
        let open = self.open.borrow();
        let mut out = String::with_capacity(value.len());
        for (n, part) in value.split(self.mark).enumerate() {
            if n % 2 == 0 {
                (!part.contains("${") && !part.contains("{{")).then_some(())?;
                out.push_str(part);
            } else {
                out.push_str(open.get(part.parse::<usize>().ok()?)?.reference.as_deref()?);
            }
        }
        Some(out)
    }

    /// The value with each unknown part as `${name}`.
    pub(super) fn written(&self, value: &str) -> String {
        let open = self.open.borrow();
        let mut out = String::with_capacity(value.len());
        for (n, part) in value.split(self.mark).enumerate() {
            if n % 2 == 0 {
                out.push_str(part);
                continue;
            }
            out.push_str("${");
            if let Some(open) = part.parse::<usize>().ok().and_then(|n| open.get(n)) {
                out.push_str(&open.name);
            }
            out.push('}');
        }
        out
    }
}

/// A private-use character that isn't in the text. Text with all 6,400 of them keeps the first.
fn unused_letter(text: &str) -> char {
    const FIRST: u32 = 0xE000;
    const LAST: u32 = 0xF8FF;
    let mut used = [false; (LAST - FIRST + 1) as usize];
    if !text.is_ascii() {
        for letter in text.chars() {
            if let Some(used) = (letter as u32).checked_sub(FIRST).and_then(|n| used.get_mut(n as usize)) {
                *used = true;
            }
        }
    }
    let free = used.iter().position(|used| !used).unwrap_or(0);
    char::from_u32(FIRST + free as u32).unwrap_or('\u{E000}')
}
