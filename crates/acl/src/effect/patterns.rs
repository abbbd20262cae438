//! Words about patterns of keys or channels: each adds one, some set all of them.

use super::Effect;
use super::marks::Marks;
use crate::access::Access;
use crate::lex::Span;
use crate::parse::AccessString;
use crate::pattern::{head_and_star, literal_head};
use alloc::vec::Vec;
use hashbrown::HashMap;

/// Patterns that are added one by one, and set as a whole by some words.
pub(super) struct Patterns<'a> {
    all: bool,
    by: Option<usize>,
    live: Vec<usize>,
    /// Each pattern with the words that allow to read and to write.
    texts: HashMap<&'a [u8], [Option<usize>; 2]>,
    /// A few patterns that are a prefix and a star: the prefix, what it allows, the word.
    heads: Vec<(&'a [u8], Access, usize)>,
    heads_left: u8,
}

/// How many patterns with a star are compared with the others to see if they cover them.
pub(super) const HEADS: u8 = 16;

impl<'a> Patterns<'a> {
    pub(super) fn new(all: bool, heads_left: u8) -> Self {
        Self { all, by: None, live: Vec::new(), texts: HashMap::new(), heads: Vec::new(), heads_left }
    }

    pub(super) fn all(&mut self, marks: &mut Marks<'a>, at: usize, all: bool) {
        if self.live.is_empty() && self.all == all {
            let by = self.by.map(|by| marks.span(by));
            marks.set(at, Effect::Already { by });
            return;
        }
        let by = marks.span(at);
        for word in core::mem::take(&mut self.live) {
            marks.set(word, if all { Effect::Repeated { by } } else { Effect::Undone { by } });
        }
        // Without the word that removed "all", patterns after it would be rejected.
        if let Some(word) = self.by.filter(|_| self.all) {
            marks.set(word, Effect::Undone { by });
        }
        self.texts.clear();
        self.heads.clear();
        (self.all, self.by) = (all, Some(at));
    }

    pub(super) fn add(&mut self, marks: &mut Marks<'a>, at: usize, access: Access) {
        let Some(pattern) = plain_pattern(marks.access, at) else {
            self.live.push(at);
            return;
        };
        let sides = self.texts.get(pattern).copied().unwrap_or_default();
        // Two words that say it together aren't looked for: this one does for both.
        let known = match (access.read, access.write) {
            (true, false) => sides[0],
            (false, true) => sides[1],
            _ => sides[0].filter(|_| sides[0] == sides[1]),
        };
        let wider = self.heads.iter().find(|(head, granted, _)| {
            granted.covers(access) && !pattern.is_empty() && literal_head(pattern).starts_with(head)
        });
        if let Some(by) = known.or(wider.map(|(.., by)| *by)) {
            let by = marks.span(by);
            marks.set(at, Effect::Already { by: Some(by) });
            return;
        }
        let by = marks.span(at);
        if let Some(head) = head_and_star(pattern)
            && self.heads_left > 0
        {
            self.heads_left -= 1;
            self.heads.retain(|(other, granted, word)| {
                let covered = access.covers(*granted) && other.starts_with(head);
                if covered {
                    marks.set(*word, Effect::Repeated { by });
                }
                !covered
            });
            for (text, sides) in &self.texts {
                if !text.is_empty() && literal_head(text).starts_with(head) {
                    said_again(marks, *sides, access, by);
                }
            }
            self.heads.push((head, access, at));
        }
        self.live.push(at);
        said_again(marks, sides, access, by);
        let sides = self.texts.entry(pattern).or_default();
        for (side, now) in sides.iter_mut().zip([access.read, access.write]) {
            *side = if now { Some(at) } else { *side };
        }
    }
}

/// Of the words that allow to read and to write, those that say no more than a later word.
fn said_again(marks: &mut Marks<'_>, sides: [Option<usize>; 2], access: Access, by: Span) {
    let one_word = sides[0] == sides[1];
    for (side, again) in sides.into_iter().zip([access.read, access.write]) {
        if let Some(word) = side
            && (if one_word { access == Access::BOTH } else { again })
        {
            marks.set(word, Effect::Repeated { by });
        }
    }
}

/// The pattern of a word; none where quotes may hide it.
pub(crate) fn plain_pattern(access: &AccessString, at: usize) -> Option<&[u8]> {
    let token = access.tokens.get(at)?;
    let word = token.span.slice(&access.text).as_bytes();
    if token.in_selector && word.iter().any(|byte| matches!(byte, b'"' | b'\'')) {
        return None;
    }
    let begin = word.iter().position(|&byte| matches!(byte, b'~' | b'&'));
    // `%R` alone is the empty pattern.
    Some(begin.and_then(|begin| word.get(begin + 1..)).unwrap_or_default())
}
