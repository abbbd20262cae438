//! Brace expansion, as bash does it: `+{get,set}` is two words, `{1..3}` three.

use super::Fragment;
use super::words::{Builder, Word};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

/// More braces than this in one word aren't looked at, and more words than this not made.
const MOST: usize = 400;

/// A piece of a word: a part of its text, or text that a sequence made.
#[derive(Clone)]
enum Piece {
    Part(Range<usize>),
    Made(String, usize),
}

/// The words of one word; `None` when they are too many.
pub fn expand(word: Builder, span: Range<usize>, whole: &str) -> Option<Vec<Word>> {
    if !word.braces.iter().any(|at| word.text.as_bytes().get(*at) == Some(&b'{')) {
        return Some(vec![word.word(span)]);
    }
    if word.braces.len() > MOST {
        return None;
    }
    let braces = Braces { text: &word.text, at: &word.braces, steps: &word.steps, whole };
    let words = braces.expand(0..word.text.len())?;
    let words = words.into_iter().filter(|pieces| !pieces.is_empty());
    Some(words.map(|pieces| braces.word(pieces, word.globs, span.clone())).collect())
}

/// The same in fish: no sequences, empty words stay, and spaces next to a comma are removed. Its braces are closed, and the
/// spaces inside them are among the marks.
pub fn expand_in_fish(word: Builder, span: Range<usize>) -> Option<Vec<Word>> {
    if !word.braces.iter().any(|at| word.text.as_bytes().get(*at) == Some(&b',')) {
        return Some(vec![word.word(span)]);
    }
    if word.braces.len() > MOST {
        return None;
    }
    let braces = Braces { text: &word.text, at: &word.braces, steps: &word.steps, whole: "" };
    let words = braces.expand_in_fish(0..word.text.len())?;
    Some(words.into_iter().map(|pieces| braces.word(pieces, word.globs, span.clone())).collect())
}

struct Braces<'a> {
    text: &'a str,
    at: &'a [usize],
    steps: &'a [(usize, usize)],
    whole: &'a str,
}

impl Braces<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// The unquoted braces and commas in a range, in order.
    fn within(&self, range: &Range<usize>) -> &[usize] {
        let start = self.at.partition_point(|at| *at < range.start);
        let end = self.at.partition_point(|at| *at < range.end);
        self.at.get(start..end).unwrap_or_default()
    }

    fn word(&self, pieces: Vec<Piece>, globs: bool, span: Range<usize>) -> Word {
        let mut one = Builder { globs, started: true, ..Builder::default() };
        for piece in pieces {
            match piece {
                Piece::Part(range) => self.copy(range, &mut one),
                Piece::Made(text, place) => one.push_str(&text, place),
            }
        }
        one.word(span)
    }

    fn expand_in_fish(&self, range: Range<usize>) -> Option<Vec<Vec<Piece>>> {
        let marks = self.within(&range);
        let mut words = vec![Vec::new()];
        let mut from = range.start;
        let mut at = 0;
        while let Some(open) = marks.get(at).copied() {
            at += 1;
            if self.byte(open) != b'{' {
                continue;
            }
            // To the brace that closes, with the commas on the way.
            let (mut level, mut commas, mut close) = (0usize, Vec::new(), range.end);
            for mark in marks.get(at..).unwrap_or_default() {
                at += 1;
                match self.byte(*mark) {
                    b'{' => level += 1,
                    b'}' if level == 0 => {
                        close = *mark;
                        break;
                    }
                    b'}' => level -= 1,
                    b',' if level == 0 => commas.push(*mark),
                    _ => {}
                }
            }
            let mut middle = Vec::new();
            if commas.is_empty() {
                // Without alternatives, the braces are literal.
                middle =
                    product(vec![vec![Piece::Part(open..open + 1)]], self.expand_in_fish(open + 1..close)?)?;
                middle.iter_mut().for_each(|word| word.push(Piece::Part(close..(close + 1).min(range.end))));
            } else {
                let mut start = open + 1;
                for end in commas.into_iter().chain([close]) {
                    middle.extend(self.expand_in_fish(self.trimmed(start..end))?);
                    start = end + 1;
                }
            }
            words = product(words, vec![vec![Piece::Part(from..open)]])?;
            words = product_in_fish(words, middle)?;
            from = (close + 1).min(range.end);
        }
        product(words, vec![vec![Piece::Part(from..range.end)]])
    }

    /// Without the marked spaces at its ends.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let space = |at: usize| self.byte(at) == b' ' && self.at.binary_search(&at).is_ok();
        let Range { mut start, mut end } = range;
        while start < end && space(start) {
            start += 1;
        }
        while start < end && space(end - 1) {
            end -= 1;
        }
        start..end
    }

    fn place(&self, at: usize) -> usize {
        Fragment { text: "".into(), steps: self.steps.to_vec() }.place(at)
    }

    fn copy(&self, range: Range<usize>, into: &mut Builder) {
        let mut at = range.start;
        let next = self.steps.partition_point(|(here, _)| *here <= at);
        let ends =
            self.steps.get(next..).unwrap_or_default().iter().map(|(here, _)| *here).chain([self.text.len()]);
        for end in ends {
            if at >= range.end {
                break;
            }
            let end = end.min(range.end);
            into.push_str(self.text.get(at..end).unwrap_or_default(), self.place(at));
            at = end;
        }
    }

    fn expand(&self, range: Range<usize>) -> Option<Vec<Vec<Piece>>> {
        let opens = self.within(&range).iter().copied().filter(|at| self.byte(*at) == b'{');
        // The first brace that closes and holds a comma or two dots.
        let found = opens
            .into_iter()
            .filter(|open| !self.is_empty_pair(*open, &range))
            .find_map(|open| Some((open, self.close(open + 1..range.end)?)));
        let Some((open, close)) = found else {
            return Some(vec![if range.is_empty() { Vec::new() } else { vec![Piece::Part(range)] }]);
        };
        let inner = open + 1..close;
        let mut words =
            vec![if range.start < open { vec![Piece::Part(range.start..open)] } else { Vec::new() }];
        let middle = if self.within(&inner).iter().any(|at| self.byte(*at) == b',') {
            self.alternatives(inner)?
        } else {
            match self.sequence(&inner) {
                Some(made) if made.len() > MOST => return None,
                Some(made) => {
                    made.into_iter().map(|text| vec![Piece::Made(text, self.place(open))]).collect()
                }
                None => vec![vec![Piece::Part(open..close + 1)]],
            }
        };
        words = product(words, middle)?;
        if close + 1 < range.end {
            words = product(words, self.expand(close + 1..range.end)?)?;
        }
        Some(words)
    }

    /// `{}` at the start of a word isn't an expansion.
    fn is_empty_pair(&self, open: usize, range: &Range<usize>) -> bool {
        open == range.start && (open + 1 == range.end || self.byte(open + 1) == b'}')
    }

    /// The brace that closes.
    fn close(&self, range: Range<usize>) -> Option<usize> {
        let mut level = 0usize;
        let mut separators = 0usize;
        let mut from = range.start;
        for at in self.within(&range) {
            if level == 0 {
                separators += self.dots(from..*at);
            }
            from = at + 1;
            match self.byte(*at) {
                b'{' => level += 1,
                b'}' if level > 0 => level -= 1,
                b'}' if separators > 0 => return Some(*at),
                b',' if level == 0 => separators += 1,
                _ => {}
            }
        }
        None
    }

    /// How many unquoted `..` a range without braces holds, not counting one right before a closing brace.
    fn dots(&self, range: Range<usize>) -> usize {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let place = self.place(range.start);
        // Quoted dots don't count: the text must be in the source as it is.
        let verbatim = self.whole.get(place..place + text.len()) == Some(text);
        let found =
            text.find("..").filter(|at| range.start + at + 2 < range.end || self.byte(range.end) != b'}');
        usize::from(verbatim && found.is_some())
    }

    fn alternatives(&self, range: Range<usize>) -> Option<Vec<Vec<Piece>>> {
        let mut all = Vec::new();
        let mut level = 0usize;
        let mut from = range.start;
        for at in self.within(&range) {
            match self.byte(*at) {
                b'{' => level += 1,
                b'}' => level = level.saturating_sub(1),
                _ if level == 0 => {
                    all.extend(self.expand(from..*at)?);
                    from = at + 1;
                }
                _ => {}
            }
        }
        all.extend(self.expand(from..range.end)?);
        (all.len() <= MOST).then_some(all)
    }

    /// `1..3`, `a..e..2`.
    fn sequence(&self, range: &Range<usize>) -> Option<Vec<String>> {
        let text = self.text.get(range.clone())?;
        let place = self.place(range.start);
        if self.whole.get(place..place + text.len()) != Some(text) {
            return None;
        }
        let mut parts = text.split("..");
        let (first, last, step) = (parts.next()?, parts.next()?, parts.next());
        if parts.next().is_some() {
            return None;
        }
        let step = match step {
            Some(step) => integer(step)?.checked_abs()?.max(1),
            None => 1,
        };
        let walk = |first: i64, last: i64, write: &dyn Fn(i64) -> String| {
            let mut made = Vec::new();
            let mut left = last.abs_diff(first) / step as u64;
            let mut at = first;
            loop {
                made.push(write(at));
                if left == 0 || made.len() > MOST {
                    return Some(made);
                }
                left -= 1;
                at = if last < first { at.wrapping_sub(step) } else { at.wrapping_add(step) };
            }
        };
        if let (Some(from), Some(to)) = (integer(first), integer(last)) {
            let padded = |text: &str| {
                let digits = text.trim_start_matches(['-', '+']);
                digits.len() > 1 && digits.starts_with('0')
            };
            let width = if padded(first) || padded(last) { first.len().max(last.len()) } else { 0 };
            return walk(from, to, &|n| format!("{n:0width$}"));
        }
        let letter = |text: &str| match text.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => Some(i64::from(*letter)),
            _ => None,
        };
        walk(letter(first)?, letter(last)?, &|n| char::from(n as u8).to_string())
    }
}

/// An integer with its sign. Not by `parse`, which calculates with 128 bits.
fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() {
        return None;
    }
    // Below zero there is one number more.
    let mut number = 0i64;
    for digit in digits.bytes() {
        let digit = i64::from(char::from(digit).to_digit(10)?);
        if number < (i64::MIN + digit) / 10 {
            return None;
        }
        number = number * 10 - digit;
    }
    if text.starts_with('-') { Some(number) } else { number.checked_neg() }
}

/// In the order of fish: what is first changes first.
fn product_in_fish(left: Vec<Vec<Piece>>, right: Vec<Vec<Piece>>) -> Option<Vec<Vec<Piece>>> {
    if left.len() * right.len() > MOST {
        return None;
    }
    let mut words = Vec::new();
    for other in &right {
        for one in &left {
            words.push([one.as_slice(), other].concat());
        }
    }
    Some(words)
}

fn product(left: Vec<Vec<Piece>>, right: Vec<Vec<Piece>>) -> Option<Vec<Vec<Piece>>> {
    if left.len() * right.len() > MOST {
        return None;
    }
    let mut words = Vec::new();
    for one in &left {
        for other in &right {
            words.push([one.as_slice(), other].concat());
        }
    }
    Some(words)
}
