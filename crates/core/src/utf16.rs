//! Spans: bytes of UTF-8 in Rust, UTF-16 units in JavaScript and in editors.

use alloc::vec::Vec;
use core::ops::Range;

/// The UTF-16 units of the text, counted once for all of its spans: a megabyte of text may have ten thousand.
///
/// ```
/// use elasticache_user::utf16::{Units, to_bytes};
/// assert_eq!(Units::default().span("é🦀b", &(2..6)), 1..3);
/// assert_eq!(to_bytes("é🦀b", &(1..3)), 2..6);
/// ```
#[derive(Default)]
pub struct Units<'a> {
    text: &'a str,
    /// The units before each this many bytes; none for ASCII, where both are the same.
    marks: Vec<usize>,
}

/// This many bytes lie between two marks.
const STEP: usize = 256;

impl<'a> Units<'a> {
    fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            for (at, letter) in text.char_indices() {
                while marks.len() * STEP <= at {
                    marks.push(units);
                }
                units += letter.len_utf16();
            }
        }
        Self { text, marks }
    }

    /// The span in UTF-16 units of the same text. The text that was asked about last is remembered.
    pub fn span(&mut self, text: &'a str, span: &Range<usize>) -> Range<usize> {
        if !core::ptr::eq(self.text, text) {
            *self = Self::new(text);
        }
        self.units(span.start)..self.units(span.end)
    }

    fn units(&self, to: usize) -> usize {
        if self.marks.is_empty() {
            return to;
        }
        let mark = (to / STEP).min(self.marks.len() - 1);
        let start = (mark * STEP..self.text.len()).find(|at| self.text.is_char_boundary(*at));
        let start = start.unwrap_or(self.text.len());
        let between = self.text.get(start..).unwrap_or_default().char_indices();
        let between = between.take_while(|(at, _)| start + at < to);
        self.marks.get(mark).copied().unwrap_or(0)
            + between.map(|(_, letter)| letter.len_utf16()).sum::<usize>()
    }
}

/// The span in bytes of the same text. A place inside a character, or after the end, counts as the next one there is.
pub fn to_bytes(text: &str, span: &Range<usize>) -> Range<usize> {
    if text.is_ascii() {
        return span.clone();
    }
    let byte = |to: usize| {
        let mut units = 0;
        for (at, letter) in text.char_indices() {
            if units >= to {
                return at;
            }
            units += letter.len_utf16();
        }
        text.len()
    };
    byte(span.start)..byte(span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_round_trip() {
        let text = "aé🦀b";
        let crab = text.find('🦀').unwrap();
        assert_eq!(Units::default().span(text, &(crab..crab + 4)), 2..4);
        assert_eq!(to_bytes(text, &(2..4)), crab..crab + 4);
        assert_eq!(to_bytes(text, &(0..99)), 0..text.len());
    }
    /// Compared with `encode_utf16`, for every place of long texts, in any order.
    #[test]
    fn distant_offsets_match_encode_utf16() {
        let mut units = Units::default();
        let mut texts = vec![String::new(), "a".repeat(700)];
        for lead in 0..4 {
            texts.push("x".repeat(lead) + &"aé🦀b\u{2028}".repeat(90));
        }
        for text in &texts {
            for at in (0..=text.len()).rev().filter(|at| text.is_char_boundary(*at)) {
                let expected = text[..at].encode_utf16().count();
                assert_eq!(units.span(text, &(at..at)), expected..expected, "{at}");
            }
        }
    }
}
