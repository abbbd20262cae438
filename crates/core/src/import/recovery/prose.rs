//! Sentences around a command or a value: before it, after it, and on its line.

use super::super::syntax::Fragment;
use super::super::syntax::literal::{self, Dialect};
use super::super::{Source, script};
use super::{Edit, Edits, lines};
use crate::Member;
use alloc::vec::Vec;
use core::ops::Range;

pub(super) const AROUND: &str = "Sentences around the text were left out.";

/// What a sentence may not hold: each of these says something in a language of a computer.
const SIGNS: [char; 11] = ['{', '}', '<', '=', ';', '|', '$', '`', '\\', '#', '"'];

/// Words that begin a command of a shell, and hardly a sentence.
const COMMANDS: [&str; 14] = [
    "echo", "printf", "export", "set", "for", "if", "while", "cd", "source", "read", "sudo", "return",
    "elif", "until",
];

/// Sentences around the commands of a script. An apostrophe in one would open a quote.
pub(super) fn around_commands(text: &str) -> Edits {
    let mut edits = Vec::new();
    if text.contains("<<") || text.trim_start().starts_with(['#', '{', '[']) || !script::calls(text) {
        return edits;
    }
    let mut goes_on = false;
    let mut quote = None;
    for (start, line) in lines(text) {
        let trimmed = line.trim();
        let inside = goes_on || quote.is_some();
        if !inside && is_sentence(trimmed) {
            edits.push(Edit { range: start..start + line.len(), with: "", note: AROUND });
            continue;
        }
        let part = if inside { 0..line.len() } else { command_in(line) };
        if part != (0..line.len()) {
            edits.push(Edit { range: start..start + part.start, with: "", note: AROUND });
            edits.push(Edit { range: start + part.end..start + line.len(), with: "", note: AROUND });
        }
        let command = line.get(part).unwrap_or_default();
        goes_on = command.trim_end().ends_with(['\\', '`', '^']);
        quote = (inside || command.contains("aws ")).then(|| open_quote(command, quote)).flatten();
    }
    edits.retain(|edit| !edit.range.is_empty());
    edits
}

/// The quote that is open at the end of a line of a shell, if the line begins in this one.
fn open_quote(line: &str, mut open: Option<char>) -> Option<char> {
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (letter, open) {
            ('\\', None | Some('"')) => drop(letters.next()),
            ('"' | '\'', None) => open = Some(letter),
            (_, Some(quote)) if letter == quote => open = None,
            _ => {}
        }
    }
    open
}

/// Where the command is in a line of prose: between two backticks or stars, or to the end.
fn command_in(line: &str) -> Range<usize> {
    let whole = 0..line.len();
    let Some(at) = line.find("aws elasticache ").filter(|at| *at > 0) else { return whole };
    let (before, rest) = line.split_at(at);
    if before.split_whitespace().next().is_some_and(|first| COMMANDS.contains(&first))
        || before.contains([';', '&'])
    {
        return whole;
    }
    for mark in ['`', '*'] {
        let Some(words) = before.strip_suffix(mark) else { continue };
        let Some(length) = rest.rfind(mark) else { continue };
        let after = rest.get(length + 1..).unwrap_or_default();
        let once = mark == '*' || rest.matches(mark).count() == 1;
        if once && are_words(words) && are_words(after) && (!words.trim().is_empty() || mark == '*') {
            return at..at + length;
        }
    }
    let brackets = before.contains('(') && before.matches('(').count() == before.matches(')').count();
    if (brackets || has_apostrophe(before)) && are_words(before) { at..line.len() } else { whole }
}

/// Whether a line outside of a command is a sentence, and no command of a shell.
fn is_sentence(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let Some(first) = words.first() else { return false };
    if !are_words(line) || COMMANDS.contains(first) {
        return false;
    }
    let mut letters = first.trim_start_matches(['(', '*', '_']).chars();
    let capital = letters.next().is_some_and(char::is_uppercase)
        && (letters.clone().any(char::is_lowercase) || *first == "I" || *first == "A");
    let ends = line.ends_with(['.', ':', '!', '?', ',']) && words.len() > 3;
    let apostrophe = has_apostrophe(line);
    capital && (words.len() > 2 || line.ends_with([':', ',', '!'])) || apostrophe && words.len() > 1 || ends
}

/// `don't`, `it's`
fn has_apostrophe(line: &str) -> bool {
    line.match_indices('\'').any(|(at, _)| {
        let letter = |found: Option<char>| found.is_some_and(char::is_alphabetic);
        letter(line.get(..at).and_then(|before| before.chars().next_back()))
            && letter(line.get(at + 1..).and_then(|after| after.chars().next()))
    })
}

/// Whether all of it are words as people write them, perhaps none.
fn are_words(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        let begin = ['(', '*', '_', '@', ':', '"', '“', '['];
        let end = ['.', ',', ':', ';', '!', '?', ')', '*', '_', '"', '”', '…', ']'];
        let bare = word.trim_start_matches(begin).trim_end_matches(end);
        bare.chars().all(|letter| letter.is_alphanumeric() || "'’-/–—&".contains(letter))
            && !bare.starts_with('-')
            || word == "--"
    })
}

/// Sentences before and after a value in JSON or YAML.
pub(super) fn around_data(text: &str) -> Edits {
    if script::calls(text) || text.contains("resource \"") {
        return Vec::new();
    }
    let all: Vec<(usize, &str)> = lines(text).collect();
    let part = json(text, &all).or_else(|| members(&all));
    let Some(part) = part.filter(|part| *part != (0..text.len())) else { return Vec::new() };
    let mut edits = vec![
        Edit { range: 0..part.start, with: "", note: AROUND },
        Edit { range: part.end..text.len(), with: "\n", note: AROUND },
    ];
    edits.retain(|edit| text.get(edit.range.clone()).is_some_and(|cut| !cut.trim().is_empty()));
    edits
}

/// From the first line that begins with a bracket to the last one that ends with one, where only sentences are around them.
fn json(text: &str, all: &[(usize, &str)]) -> Option<Range<usize>> {
    let first = all.iter().position(|(_, line)| line.trim_start().starts_with(['{', '[']))?;
    let last = all.iter().rposition(|(_, line)| line.trim_end().ends_with(['}', ']']))?;
    let mut around =
        all.iter().take(first).chain(all.iter().skip(last + 1)).map(|(_, line)| line.trim()).peekable();
    let outside: Vec<&str> = around.by_ref().filter(|line| !line.is_empty()).collect();
    if first > last || outside.is_empty() {
        return None;
    }
    let shows = |line: &str| line.contains("aws elasticache describe-");
    if !outside.iter().all(|line| is_aside(line) || shows(line)) {
        return None;
    }
    let part = all[first].0..all[last].0 + all[last].1.len();
    let source = Source::new(text);
    let reads = literal::read(&source, &Fragment::verbatim(text, part.clone()), Dialect::Json).is_ok();
    let is_object = all[first].1.trim_start().starts_with('{');
    (reads || is_object && outside.iter().all(|line| are_words(line))).then_some(part)
}

/// From the first line with a member of a request to the sentence after them.
fn members(all: &[(usize, &str)]) -> Option<Range<usize>> {
    let first = all.iter().position(|(_, line)| is_member(line))?;
    let before = all.iter().take(first).map(|(_, line)| line.trim()).filter(|line| !line.is_empty());
    let mut before = before.peekable();
    before.peek()?;
    if !before.all(|line| {
        is_aside(line)
            && (is_header(line)
                || line.find(' ').is_some_and(|blank| line.find(':').is_none_or(|colon| blank < colon)))
            && !line.starts_with('-')
    }) {
        return None;
    }
    let behind = |(_, line): &(usize, &str)| {
        let trimmed = line.trim();
        let sentence =
            trimmed == "--" || are_words(trimmed) && !trimmed.contains(": ") && !trimmed.ends_with(':');
        !trimmed.is_empty() && line.len() == line.trim_start().len() && !trimmed.starts_with("- ") && sentence
    };
    let end = all.iter().skip(first + 1).find(|line| behind(line));
    let last = all.last()?;
    Some(all[first].0..end.map_or(last.0 + last.1.len(), |(start, _)| *start))
}

/// `UserId: app`, perhaps as the first member of an item.
fn is_member(line: &str) -> bool {
    let trimmed = line.strip_prefix("- ").unwrap_or(line);
    let Some((name, rest)) = trimmed.split_once(':') else { return false };
    let known = Member::from_name(name).is_some()
        || matches!(name, "Resources" | "AWSTemplateFormatVersion" | "Users");
    known && (rest.is_empty() || rest.starts_with(' '))
}

/// `Subject: a user`
fn is_header(line: &str) -> bool {
    ["Subject", "From", "To", "Date", "Cc", "Re", "PS"]
        .iter()
        .any(|name| line.strip_prefix(*name).is_some_and(|rest| rest.starts_with(": ")))
}

/// Whether a line contains no code.
fn is_aside(line: &str) -> bool {
    let says = line.contains(char::is_alphanumeric) && !line.starts_with("---") && !line.starts_with("...");
    !line.contains(SIGNS) && says || line == "--"
}
