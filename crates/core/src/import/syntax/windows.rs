//! How a program on Windows takes its command line apart: the rules of Microsoft's C runtime.

use super::Fragment;
use super::words::{Builder, Word};
use alloc::vec::Vec;

/// The words of a command line.
pub fn words(line: &Fragment<'_>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Builder::default();
    let mut start = 0;
    let mut quoted = false;
    let mut letters = line.text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !word.started {
            start = at;
        }
        match letter {
            '\\' => {
                let mut count = 1;
                while letters.next_if(|(_, next)| *next == '\\').is_some() {
                    count += 1;
                }
                // Backslashes mean themselves unless a quote follows them.
                let quote = letters.peek().is_some_and(|(_, next)| *next == '"');
                let literal = if quote { count / 2 } else { count };
                for n in 0..literal {
                    word.push('\\', line.place(at + n));
                }
                word.started = true;
                if quote
                    && count % 2 == 1
                    && let Some((at, _)) = letters.next()
                {
                    word.push('"', line.place(at));
                }
            }
            '"' => {
                word.started = true;
                if quoted && letters.next_if(|(_, next)| *next == '"').is_some() {
                    word.push('"', line.place(at));
                } else {
                    quoted = !quoted;
                }
            }
            ' ' | '\t' | '\r' | '\n' if !quoted => {
                if word.started {
                    words.push(core::mem::take(&mut word).word(line.span(start..at)));
                }
            }
            letter => word.push(letter, line.place(at)),
        }
    }
    if word.started {
        words.push(word.word(line.span(start..line.text.len())));
    }
    words
}
