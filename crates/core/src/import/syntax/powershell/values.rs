//! What variables of PowerShell are set to: texts, lists of texts, and what only PowerShell knows.

use super::super::words::{Builder, Command, Word};
use super::{Read, Reader, is_double_quote, is_single_quote};
use alloc::vec::Vec;

/// `$name =` and `$name +=`, with nothing after it.
pub(super) fn is_assignment(words: &[Word]) -> bool {
    matches!(words, [_, sign] if matches!(sign.text(), "=" | "+="))
}

impl<'s> Reader<'s> {
    /// Remembers what a command sets a variable to, if it is such a command.
    pub(super) fn set_by(&mut self, command: &Command) {
        let list = self.list.take();
        // `$name = 'text'`
        if let [name, sign, value] = command.words.as_slice()
            && is_assignment(&command.words[..2])
            && let Some(name) = self.text.get(name.span.clone()).and_then(|name| name.strip_prefix('$'))
        {
            let quoted = self
                .text
                .get(value.span.clone())
                .is_some_and(|written| written.starts_with(['\'', '"', '@']));
            let name = name.to_ascii_lowercase();
            let more = sign.text() == "+=";
            if more || list.is_some() {
                self.set.insert(name.clone(), None);
                let before = if more { self.lists.remove(&name) } else { Some(Vec::new()) };
                let added = list.or_else(|| quoted.then(|| vec![value.clone()]));
                if let (Some(mut before), Some(added)) = (before, added)
                    && self.source.may_fill(before.len() + added.len())
                {
                    before.extend(added);
                    self.lists.insert(name, before);
                }
            } else if quoted && command.ended_by != "|" && !self.source.is_open(value.text()) {
                self.set.insert(name, Some(value.value.clone()));
            } else {
                self.lists.remove(&name);
                self.set.insert(name, None);
            }
        }
    }

    /// `user.Id` of `$user.Id`: outside of quotes PowerShell looks up the member.
    pub(super) fn property(&self) -> Option<&'s str> {
        let rest = self.text.rest().strip_prefix('$')?;
        let end = rest.find(|letter: char| !(letter.is_alphanumeric() || "_.".contains(letter)));
        let name = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches('.');
        let (variable, member) = name.split_once('.')?;
        let starts = |text: &str| text.starts_with(|first: char| first.is_alphabetic() || first == '_');
        (starts(variable) && starts(member)).then_some(name)
    }

    /// The words of a list that was written as one word: `@name`, `$name`.
    pub(super) fn listed(&self, command: &Command, word: &Word) -> Option<Vec<Word>> {
        let written = self.text.get(word.span.clone())?;
        let name = written.strip_prefix(['@', '$']).filter(|_| !command.words.is_empty())?;
        let list = self.lists.get(&name.to_ascii_lowercase())?;
        let size = list.iter().map(|word| word.text().len() + 32).sum();
        self.source.may_fill(size).then(|| list.clone())
    }

    /// Reads what a variable is set to, where it is a list or a hash table: `@('a', 'b')`, `'a', 'b'`, `@{…}`.
    pub(super) fn assigned(&mut self, command: &mut Command) -> Read<bool> {
        let start = self.text.at;
        let mut word = Builder::default();
        if self.text.rest().starts_with("@{") {
            self.skip_nested(&mut word, "a hash table")?;
            command.words.push(word.word(start..self.text.at));
            return Ok(true);
        }
        let array = self.text.rest().starts_with("@(");
        self.text.at += if array { 2 } else { 0 };
        let mut items = Vec::new();
        loop {
            self.blanks(array || !items.is_empty());
            if array && self.text.eat(')') {
                break;
            }
            let from = self.text.at;
            let mut item = Builder::default();
            match self.text.letter() {
                Some(letter) if is_single_quote(letter) => self.single_quotes(&mut item)?,
                Some(letter) if is_double_quote(letter) => self.double_quotes(&mut item)?,
                Some('$') if array || !items.is_empty() => self.dollar(&mut item)?,
                _ => {
                    items.clear();
                    break;
                }
            }
            items.push(item.word(from..self.text.at));
            self.blanks(array);
            match self.text.letter() {
                Some(',') => self.text.at += 1,
                Some(')') if array => {}
                // In an array, a line is an item.
                _ if array => {}
                _ => break,
            }
        }
        if items.is_empty()
            && array
            && self.text.get(start..self.text.at).is_some_and(|text| text.ends_with(')'))
        {
            self.list = Some(items);
            command.words.push(word.word(start..self.text.at));
            return Ok(true);
        }
        if items.is_empty() || !array && items.len() < 2 {
            self.text.at = start;
            if array {
                self.skip_nested(&mut word, "an expression")?;
                command.words.push(word.word(start..self.text.at));
            }
            return Ok(array);
        }
        self.list = Some(items);
        word.started = true;
        command.words.push(word.word(start..self.text.at));
        Ok(true)
    }

    /// Passes over what parts the items of a list.
    fn blanks(&mut self, lines: bool) {
        loop {
            let rest = self.text.rest();
            match self.text.letter() {
                Some(' ' | '\t') => self.text.at += 1,
                Some('\n' | '\r' | ',') if lines => self.text.at += 1,
                Some('`') if rest.starts_with("`\n") || rest.starts_with("`\r\n") => self.text.at += 2,
                Some('#') if lines => self.text.skip_to('\n'),
                _ => return,
            }
        }
    }
}
