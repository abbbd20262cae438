//! Where each member of an imported user is in the text, as its reader found it. Nothing is looked up in the text again.

use super::node::Node;
use super::spans;
use super::{Source, syntax::words::Word};
use crate::Path;
use alloc::collections::BTreeMap;
use core::ops::Range;

/// The places of one user's members, by path: `UserId`, `Passwords` and `Passwords[0]`, `Tags[2].Key`, ….
///
/// Lists and maps have a place too, around their items. A member omitted because its value is unknown has the
/// place of its expression.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceMap(BTreeMap<Path, Place>);

/// Where one value is, in bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The whole literal, its quotes included.
    pub literal: Range<usize>,
    /// The member's name, such as an option or a key. List items have none.
    pub key: Option<Range<usize>>,
    /// Where the value is written character for character, without quotes. `None` where it's written with escapes, in
    /// several parts, or elsewhere: then a place inside the value has no certain place in the text.
    pub verbatim: Option<Range<usize>>,
    /// How it is written, which says how another value can take its place.
    pub notation: Notation,
}

/// The language of a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// One whole word of a shell, or several that together are one value.
    Word,
    /// A part of a word of a shell: shorthand, JSON, what follows `--option=`, or a line of a here-document.
    InWord,
    /// A string of JSON.
    Json,
    /// A string of JavaScript, which JSON that isn't strict is read as.
    JavaScript,
    /// A string of Python.
    Python,
    /// A string of Go.
    Go,
    /// A string of Rust.
    Rust,
    /// A scalar of YAML.
    Yaml,
    /// A string of HCL.
    Hcl,
    /// A form field, percent-encoded.
    Form,
    /// An access string that is the whole text.
    Plain,
    /// In a form that isn't rewritten.
    Other,
}

impl SourceMap {
    /// The place of a path.
    pub fn get(&self, path: &Path) -> Option<&Place> {
        self.0.get(path)
    }

    /// All places, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Place)> {
        self.0.iter()
    }

    pub(super) fn each(&mut self, mut change: impl FnMut(&Path, &mut Place)) {
        self.0.iter_mut().for_each(|(path, place)| change(path, place));
    }

    pub(super) fn insert(&mut self, path: Path, place: Place) {
        self.0.insert(path, place);
    }

    /// Tells whole words of a shell from parts of words. Words and places are both in the order of the text, or nearly, so
    /// each place is found by binary search.
    pub(super) fn in_words(&mut self, words: &[Word]) {
        let spans = spans::sorted(words.iter().map(|word| word.span.clone()).collect());
        let around = |at: usize| {
            let next = spans.partition_point(|span| span.start <= at);
            next.checked_sub(1).and_then(|n| spans.get(n)).filter(|span| at <= span.end)
        };
        for place in self.0.values_mut().filter(|place| place.notation == Notation::InWord) {
            let Range { start, end } = place.literal.clone();
            place.notation = match (around(start), around(end.saturating_sub(1).max(start))) {
                (Some(first), Some(last)) if first.start == start && last.end == end => Notation::Word,
                (Some(first), Some(last)) if first != last => Notation::Other,
                _ => Notation::InWord,
            };
        }
    }
}

/// The place of the text with this value.
pub(super) fn place(source: &Source<'_>, format: Option<&str>, literal: Range<usize>, value: &str) -> Place {
    let verbatim = verbatim(source.text, &literal, value);
    Place { verbatim, key: None, notation: notation(source, format), literal }
}

/// The place of any value.
pub(super) fn place_of(source: &Source<'_>, format: Option<&str>, node: &Node) -> Place {
    match node.as_text() {
        Some(text) => place(source, format, node.span.clone(), text),
        None => Place {
            literal: node.span.clone(),
            key: None,
            verbatim: None,
            notation: notation(source, format),
        },
    }
}

/// The range of a value inside its literal, where the literal is the value, or the value between two quotes.
fn verbatim(text: &str, literal: &Range<usize>, value: &str) -> Option<Range<usize>> {
    let written = text.get(literal.clone())?;
    if written == value {
        return Some(literal.clone());
    }
    let quoted = ['"', '\''].into_iter().any(|quote| {
        written.strip_prefix(quote).and_then(|written| written.strip_suffix(quote)) == Some(value)
    });
    quoted.then(|| literal.start + 1..literal.end - 1)
}

fn notation(source: &Source<'_>, format: Option<&str>) -> Notation {
    match format.unwrap_or_default() {
        "json" if source.json().is_ok() => Notation::Json,
        "json" => Notation::JavaScript,
        "yaml" => Notation::Yaml,
        "cloudformation" | "cloudtrail" | "reply" | "terraform-plan" if source.json().is_ok() => {
            Notation::Json
        }
        "cloudformation" | "cloudtrail" | "reply" | "terraform-plan" if source.loose().is_some() => {
            Notation::JavaScript
        }
        "cloudformation" | "cloudtrail" | "reply" => Notation::Yaml,
        "terraform" => Notation::Hcl,
        "boto3" => Notation::Python,
        "cdk" if !source.text.contains("new ") => Notation::Python,
        "javascript" | "cdk" => Notation::JavaScript,
        "go" => Notation::Go,
        "rust" => Notation::Rust,
        "query" => Notation::Form,
        "access-string" => Notation::Plain,
        "bash" | "fish" | "cmd" | "powershell" | "windows-powershell" => Notation::InWord,
        _ => Notation::Other,
    }
}
