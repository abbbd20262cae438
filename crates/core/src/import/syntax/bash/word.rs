//! One word: its quotes, escapes and tildes.

use super::{ENDS, Read, Reader};
use crate::import::syntax::words::{Builder, Word};
use crate::import::syntax::wrong;
use alloc::vec::Vec;

impl Reader<'_> {
    /// One word. Words that an unquoted variable split off before it are returned.
    pub(super) fn word(&mut self, word: &mut Builder) -> Read<Vec<Word>> {
        let mut before = Vec::new();
        let start = self.text.at;
        let mut sign = None;
        self.tilde(word);
        while let Some(letter) = self.text.letter() {
            if let Some(length) = self.continuation() {
                self.text.at += length;
                // Bash glues the lines; a prompt in between was never typed.
                if self.prompted && self.text.rest().starts_with("> ") {
                    return Ok(before);
                }
                continue;
            }
            match letter {
                '<' | '>' if self.text.ahead(1) == Some('(') && (self.text.at == start || letter == '<') => {
                    let from = self.text.at;
                    self.text.at += 2;
                    self.substitution(from)?;
                    word.open(self.source, "a process", from..self.text.at);
                }
                letter if ENDS.contains(&letter) => break,
                '\r' if self.text.ahead(1) == Some('\n') => break,
                '\\' => {
                    let at = self.text.at;
                    self.text.at += 1;
                    match self.text.letter() {
                        Some(letter) => {
                            word.push(letter, at + 1);
                            self.text.at += letter.len_utf8();
                        }
                        // At the end of a script bash drops it.
                        None => word.started |= at > start,
                    }
                }
                '\'' => {
                    let open = self.text.at;
                    self.text.at += 1;
                    let Some(length) = self.text.rest().find('\'') else {
                        return Err(wrong(open, "this single quote isn't closed."));
                    };
                    word.push_str(self.text.rest().get(..length).unwrap_or_default(), self.text.at);
                    self.text.at += length + 1;
                }
                '"' | '$' if self.words_of_list().is_some() => {
                    if let Some((words, length)) = self.words_of_list() {
                        let from = self.text.at;
                        self.text.at += length;
                        before.extend(self.put_words(word, &words, from..from + length));
                    }
                }
                '"' => self.double_quotes(word)?,
                '$' => self.dollar(word, false, &mut before)?,
                '`' => self.backticks(word)?,
                '{' | ',' | '}' => {
                    word.braces.push(word.text.len());
                    word.push(letter, self.text.at);
                    self.text.at += 1;
                }
                '~' if self.tilde_in_assignment(start, &mut sign) && self.tilde_prefix().is_some() => {
                    self.tilde(word)
                }
                letter => {
                    word.globs |= matches!(letter, '*' | '?' | '[');
                    // Plain characters are copied together.
                    let rest = self.text.rest();
                    let plain = rest
                        .find(|next: char| {
                            !(next.is_alphanumeric()
                                || matches!(next, '-' | '_' | '.' | '/' | ':' | '@' | '+' | '%' | '='))
                        })
                        .unwrap_or(rest.len())
                        .max(letter.len_utf8());
                    let plain = rest.get(..plain).unwrap_or_default();
                    // `=~` asks what is before it.
                    word.push_str(plain, self.text.at);
                    self.text.at += plain.len();
                }
            }
        }
        Ok(before)
    }

    /// The length of an unquoted `~` that expands to a folder.
    fn tilde_prefix(&self) -> Option<usize> {
        let rest = self.text.rest().strip_prefix('~')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = if rest.starts_with(['+', '-']) { 1 } else { digits };
        let after = rest.get(length..)?;
        let ends = after.is_empty()
            || after.starts_with("\\\n")
            || after.starts_with(['/', ':'])
            || after.starts_with(ENDS);
        ends.then_some(1 + length)
    }

    /// Whether a `~` here may expand to a folder, in a word that looks like an assignment: after its equal sign, and after each
    /// colon, as in `PATH=~/a:~/b`. The word may also be something else: `--tags Key=a,Value=b:~/c`.
    /// The position of the sign is determined once per word.
    fn tilde_in_assignment(&self, start: usize, sign: &mut Option<Option<usize>>) -> bool {
        let written = self.text.since(start);
        if !written.ends_with(['=', ':']) {
            return false;
        }
        let sign = sign.get_or_insert_with(|| self.assignment_sign(start));
        let Some(value) = sign.and_then(|sign| self.text.get(sign + 1..self.text.at)) else { return false };
        let escapes = |text: &str| text.len() - text.trim_end_matches('\\').len();
        value.is_empty() || value.strip_suffix(':').is_some_and(|before| escapes(before) % 2 == 0)
    }

    fn tilde(&mut self, word: &mut Builder) {
        if let Some(length) = self.tilde_prefix() {
            let from = self.text.at;
            self.text.at += length;
            word.open(self.source, "HOME", from..self.text.at);
        }
    }

    pub(super) fn double_quotes(&mut self, word: &mut Builder) -> Read<()> {
        let open = self.text.at;
        self.text.at += 1;
        word.started = true;
        loop {
            match self.text.peek() {
                None => return Err(wrong(open, "this double quote isn't closed.")),
                Some('"') => {
                    self.text.at += 1;
                    return Ok(());
                }
                Some(_) => self.in_double_quotes(word, false)?,
            }
        }
    }

    /// One step inside double quotes, or inside a here-document, where a double quote is a letter like any other.
    pub(super) fn in_double_quotes(&mut self, word: &mut Builder, heredoc: bool) -> Read<()> {
        match self.text.peek() {
            Some('\\') => match self.text.ahead(1) {
                Some('\n') => self.text.at += 2,
                Some('\r') if self.text.ahead(2) == Some('\n') => self.text.at += 3,
                Some(byte @ ('$' | '`' | '\\')) => {
                    word.push(byte, self.text.at + 1);
                    self.text.at += 2;
                }
                Some('"') if !heredoc => {
                    word.push('"', self.text.at + 1);
                    self.text.at += 2;
                }
                _ => {
                    word.push('\\', self.text.at);
                    self.text.at += 1;
                }
            },
            Some('$') => self.dollar(word, true, &mut Vec::new())?,
            Some('`') => self.backticks(word)?,
            _ => {
                let rest = self.text.rest();
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let plain = rest.find(['\\', '$', '`', '"', '\n']).unwrap_or(rest.len()).max(first);
                let plain = rest.get(..plain).unwrap_or_default();
                word.push_str(plain, self.text.at);
                self.text.at += plain.len();
            }
        }
        Ok(())
    }

    pub(super) fn backticks(&mut self, word: &mut Builder) -> Read<()> {
        let open = self.text.at;
        self.text.at += 1;
        loop {
            match self.text.peek() {
                None => return Err(wrong(open, "this backtick isn't closed.")),
                Some('\\') => self.text.at += 2,
                Some('`') => {
                    self.text.at += 1;
                    break;
                }
                Some(_) => self.text.at += 1,
            }
        }
        self.text.at = self.text.at.min(self.text.whole().len());
        word.open(self.source, "a command", open..self.text.at);
        Ok(())
    }
}
