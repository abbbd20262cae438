//! What got into text on its way through chats, tickets, documents and terminals, and isn't part of it: fences of Markdown, quote
//! marks, line numbers, prompts, typographic quotes and dashes, entities of HTML, words after a continuation mark, sentences around
//! it, and the file of another tool that it is a part of.
//!
//! Each is named where it is, taken out, and the rest is read. Places stay those of the text as it was pasted.

mod characters;
mod continued;
mod embedded;
mod frames;
mod printed;
mod prose;
mod unfilled;

use super::syntax::Fragment;
use super::{Import, NoteKind};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// A part of the text, and its replacement.
pub(super) struct Edit {
    range: Range<usize>,
    with: &'static str,
    /// The note about it, which many edits of one kind share.
    note: &'static str,
}

/// In order, none overlapping the one before.
type Edits = Vec<Edit>;

const STEPS: [fn(&str) -> Edits; 15] = [
    frames::fences,
    printed::plan,
    embedded::controls,
    printed::marks,
    printed::settings,
    printed::members,
    frames::margins,
    characters::entities,
    characters::signs,
    embedded::commands,
    prose::around_commands,
    prose::around_data,
    continued::prompts,
    continued::remarks,
    unfilled::marks,
];

/// The text without what isn't part of it. `None` if there's nothing of the kind.
pub(super) fn recover(text: &str, import: &mut Import) -> Option<Fragment<'static>> {
    let mut recovered: Option<Fragment<'static>> = None;
    for step in STEPS {
        let edits = step(recovered.as_ref().map_or(text, |fragment| &fragment.text));
        if edits.is_empty() {
            continue;
        }
        let whole = Fragment::verbatim(text, 0..text.len());
        let fragment = recovered.as_ref().unwrap_or(&whole);
        note(import, fragment, text, &edits);
        recovered = Some(edited(fragment, &edits));
    }
    recovered
}

/// Adds a note for the first flaw of each kind, and for each part of the text that was ignored.
fn note(import: &mut Import, fragment: &Fragment<'_>, text: &str, edits: &[Edit]) {
    let mut notes: Vec<&str> = Vec::new();
    for edit in edits {
        let passed = [prose::AROUND, embedded::FILE, frames::FENCE].contains(&edit.note)
            && fragment.text.get(edit.range.clone()).is_some_and(|cut| cut.contains(char::is_alphanumeric));
        if passed || !notes.contains(&edit.note) {
            notes.push(edit.note);
            import.note(NoteKind::Changed, span(fragment, text, &edit.range), edit.note);
        }
    }
}

/// A range of the recovered text in the text as it was pasted.
fn span(recovered: &Fragment<'_>, text: &str, range: &Range<usize>) -> Range<usize> {
    let Range { start, end } = recovered.span(range.clone());
    // What was put in may reach beyond the end.
    let (mut start, mut end) = (start.min(text.len()), end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    // A character that was read as a shorter one is there as a whole.
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start.min(end)..end
}

fn edited(fragment: &Fragment<'_>, edits: &[Edit]) -> Fragment<'static> {
    let mut text = String::with_capacity(fragment.text.len());
    let mut steps: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let mut next = 0;
    let mut keep = |text: &mut String, range: Range<usize>| {
        let here = text.len();
        steps.push((here, fragment.place(range.start)));
        while fragment.steps.get(next).is_some_and(|(from, _)| *from <= range.start) {
            next += 1;
        }
        while let Some((from, place)) = fragment.steps.get(next).filter(|(from, _)| *from < range.end) {
            steps.push((here + from - range.start, *place));
            next += 1;
        }
        text.push_str(fragment.text.get(range).unwrap_or_default());
    };
    for edit in edits {
        if edit.range.start < at {
            continue;
        }
        keep(&mut text, at..edit.range.start);
        if !edit.with.is_empty() {
            // What is read instead has the place of what was written.
            keep(&mut text, edit.range.start..edit.range.start);
            text.push_str(edit.with);
        }
        at = edit.range.end;
    }
    keep(&mut text, at..fragment.text.len());
    Fragment { text: text.into(), steps }
}

/// Each line with the place it starts at, without its end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

impl Import {
    /// Moves every place from the recovered text to the text as it was pasted. The first notes have their places already.
    pub(super) fn place_back(&mut self, recovered: &Fragment<'_>, whole: &str, first: usize) {
        let back = |range: &mut Range<usize>| *range = span(recovered, whole, range);
        self.notes
            .iter_mut()
            .skip(first)
            .chain(&mut self.errors)
            .filter_map(|note| note.span.as_mut())
            .for_each(back);
        self.secrets.iter_mut().chain(&mut self.comments).for_each(back);
        for user in &mut self.users {
            back(&mut user.span);
            user.placeholders.iter_mut().for_each(|open| back(&mut open.span));
            user.places.each(|_, place| {
                let before = place.verbatim.clone();
                back(&mut place.literal);
                place.key.as_mut().map(back);
                place.verbatim.as_mut().map(back);
                // A value that was changed on the way isn't in the text character for character.
                let same = |range: &Range<usize>| {
                    before.as_ref().and_then(|before| recovered.text.get(before.clone()))
                        == whole.get(range.clone())
                };
                place.verbatim = place.verbatim.take().filter(same);
            });
        }
    }
}
