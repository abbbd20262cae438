//! Spans: bytes of UTF-8 in Rust, UTF-16 units in JavaScript.

use std::ops::Range;

/// The span in UTF-16 units of the same text. A place inside a character counts as its start.
pub fn to_utf16(text: &str, span: &Range<usize>) -> Range<usize> {
    if text.is_ascii() {
        return span.clone();
    }
    let units = |to: usize| {
        text.char_indices().take_while(|(at, _)| *at < to).map(|(_, letter)| letter.len_utf16()).sum()
    };
    units(span.start)..units(span.end)
}

/// The span in bytes of the same text. A place inside a character, or behind the end, counts as the next one there is.
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
    fn there_and_back() {
        let text = "aé🦀b";
        let crab = text.find('🦀').unwrap();
        assert_eq!(to_utf16(text, &(crab..crab + 4)), 2..4);
        assert_eq!(to_bytes(text, &(2..4)), crab..crab + 4);
        assert_eq!(to_bytes(text, &(0..99)), 0..text.len());
    }
}
