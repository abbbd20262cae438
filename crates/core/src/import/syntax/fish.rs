//! Words as fish makes them.

use super::super::source::{Grammar, Source};
use super::words::{Builder, Command, Taken};
use super::{Cursor, SyntaxError, braces, wrong};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;

/// Reads a script.
pub fn read(source: &Source<'_>) -> Result<Vec<Command>, SyntaxError> {
    let at = source.whole().place(0);
    let mut reader = Reader { source, text: Cursor::new(source.text, at) };
    reader.commands()
}

struct Reader<'s> {
    source: &'s Source<'s>,
    text: Cursor<'s>,
}

/// What ends a word.
const WORD_ENDS: [char; 9] = [' ', '\t', '\r', '\n', ';', '|', '&', '<', '>'];
/// What follows a `~` that is the home folder.
const HOME_ENDS: [char; 11] = ['/', ' ', '\t', '\r', '\n', ';', '|', '&', '<', '>', ')'];

/// What opens or closes something in a word.
const OPENS: &[u8] = b"{}[]()'\"\\$";

type Read<T> = Result<T, SyntaxError>;

impl<'s> Reader<'s> {
    fn commands(&mut self) -> Read<Vec<Command>> {
        let mut commands = Vec::new();
        let mut command = Command { span: self.text.at..self.text.at, ..Command::default() };
        loop {
            let start = self.text.at;
            let by = match self.text.letter() {
                None => "",
                Some('\n') => "\n",
                Some(';') => ";",
                Some('|') => "|",
                Some('&') if !self.text.rest().starts_with("&>") => ";",
                Some('#') => {
                    self.text.skip_to('\n');
                    self.source.comment(Grammar::Fish, start..self.text.at);
                    command.taken.push((Taken::Comment, start..self.text.at));
                    // A comment on a separate line doesn't end a continued command.
                    let before = self.text.get(..start).unwrap_or_default().trim_end_matches([' ', '\t']);
                    if before.ends_with("\\\n") && !command.words.is_empty() {
                        self.text.eat('\n');
                    }
                    continue;
                }
                Some('\\') if self.text.rest().starts_with("\\\n") => {
                    self.text.at += 2;
                    continue;
                }
                Some(_) if self.redirects() => {
                    self.text.skip(|letter| letter.is_ascii_digit());
                    self.text.skip(|letter| "<>&|? ".contains(letter));
                    let file = self.text.at;
                    self.word(&mut Builder::default())?;
                    if self.text.at == file {
                        return Err(wrong(start, "a file name must follow this."));
                    }
                    command.taken.push((Taken::Redirection, start..self.text.at));
                    continue;
                }
                Some(' ' | '\t' | '\r') => {
                    self.text.at += 1;
                    continue;
                }
                Some(_) => {
                    if command.words.is_empty() {
                        command.span.start = start;
                    }
                    let mut builder = Builder::default();
                    self.word(&mut builder)?;
                    if self.text.at == start {
                        return Err(wrong(start, "fish doesn't accept this bracket here."));
                    }
                    // `NAME=value` before the command, with nothing escaped or quoted in the name.
                    let span = start..self.text.at;
                    let written = self.text.get(span.clone()).unwrap_or_default();
                    let assigns = command.words.is_empty()
                        && written.split_once('=').is_some_and(|(name, _)| {
                            super::literal::name_at(name) == name && !name.is_empty() && !name.contains('$')
                        });
                    if assigns {
                        command.taken.push((Taken::Assignment, span));
                        continue;
                    }
                    // Programs are given texts that end at a zero. A variable after it may still be empty, and then
                    // there is no word.
                    let open =
                        |end: &usize| builder.text.get(*end..).is_some_and(|rest| self.source.is_open(rest));
                    if let Some(end) = builder.text.find('\0').filter(|end| !open(end)) {
                        builder.text.truncate(end);
                        builder.braces.retain(|at| *at < end);
                    }
                    let words = braces::expand_in_fish(builder, span).ok_or_else(|| {
                        wrong(start, "the braces of this word make more words than are read.")
                    })?;
                    command.words.extend(words);
                    continue;
                }
            };
            let mut done = core::mem::take(&mut command);
            done.span.end = self.text.at;
            done.ended_by = by;
            if done.words.is_empty()
                && let Some((_, span)) = done.taken.iter().find(|(taken, _)| *taken == Taken::Assignment)
            {
                return Err(wrong(span.start, "fish can't set a variable without a command; use set."));
            }
            if !done.words.is_empty() || !done.taken.is_empty() {
                commands.push(done);
            }
            if by.is_empty() {
                return match commands.last() {
                    Some(last) if last.ended_by == "|" => Err(wrong(start, "a command must follow |.")),
                    _ => Ok(commands),
                };
            }
            self.text.at += 1;
            while by != "\n" && self.text.rest().starts_with(['|', '&']) {
                self.text.at += 1;
            }
            command.span = self.text.at..self.text.at;
        }
    }

    /// Whether `>`, `2>`, `&>` or `<` is here.
    fn redirects(&self) -> bool {
        let rest = self.text.rest().trim_start_matches(|letter: char| letter.is_ascii_digit());
        rest.starts_with(['<', '>']) || self.text.rest().starts_with("&>")
    }

    fn word(&mut self, word: &mut Builder) -> Read<()> {
        let start = self.text.at;
        // The open braces: inside them spaces and the rest are letters.
        let mut open = Vec::new();
        // Up to where nothing opens or closes.
        let mut plain = 0;
        while let Some(letter) = self.text.letter() {
            match letter {
                // fish looks for the end of the word after the comment, and then takes its letters for a part of the word.
                '#' if !open.is_empty() && self.text.at >= plain && self.comments(self.text.at) => {
                    let line = self.text.rest().split('\n').next().unwrap_or_default();
                    if line.bytes().any(|byte| OPENS.contains(&byte)) {
                        return Err(wrong(self.text.at, "a comment begins here, inside a bracket."));
                    }
                    plain = self.text.at + line.len();
                }
                // In the middle of a word it is a letter.
                '&' if self.text.at > start
                    && !self
                        .text
                        .rest()
                        .get(1..)
                        .is_none_or(|rest| rest.is_empty() || rest.starts_with(WORD_ENDS)) =>
                {
                    word.push(letter, self.text.at);
                    self.text.at += 1;
                }
                letter if open.is_empty() && WORD_ENDS.contains(&letter) => break,
                ')' => break,
                // After a bracket or a comma fish drops spaces, and no tabs.
                ' ' => {
                    word.braces.push(word.text.len());
                    word.push(letter, self.text.at);
                    self.text.at += 1;
                }
                '(' => self.substitution(word, start)?,
                '\'' => self.quotes(word, '\'')?,
                '"' => self.quotes(word, '"')?,
                '$' => self.dollar(word)?,
                '\\' if self.text.rest().starts_with("\\\n") => self.text.at += 2,
                '\\' => self.escape(word)?,
                // An index, in which spaces are letters, too.
                '[' if self.text.at > start && !self.opened(&open, b'[') => {
                    open.push(self.text.at);
                    word.push(letter, self.text.at);
                    self.text.at += 1;
                }
                ']' if self.opened(&open, b'[') => {
                    open.pop();
                    word.push(letter, self.text.at);
                    self.text.at += 1;
                }
                '{' | ',' | '}' => {
                    match letter {
                        '{' => open.push(self.text.at),
                        '}' if self.opened(&open, b'{') => drop(open.pop()),
                        '}' => {
                            return Err(wrong(self.text.at, "this } has no matching {."));
                        }
                        _ => {}
                    }
                    if letter != ',' || !open.is_empty() {
                        word.braces.push(word.text.len());
                    }
                    word.push(letter, self.text.at);
                    self.text.at += 1;
                }
                '%' if self.text.at == start && self.text.rest().starts_with("%self") => {
                    word.open(self.source, "the number of the shell", start..start + 5);
                    self.text.at += 5;
                }
                '~' if self.text.at == start
                    && self.text.rest().get(1..).is_none_or(|rest| {
                        rest.is_empty() || rest.starts_with(HOME_ENDS) || rest.starts_with("\\\n")
                    }) =>
                {
                    word.open(self.source, "HOME", start..start + 1);
                    self.text.at += 1;
                }
                letter => {
                    word.globs |= matches!(letter, '*' | '?');
                    word.push(letter, self.text.at);
                    self.text.at += letter.len_utf8();
                }
            }
        }
        match open.pop() {
            Some(at) => Err(wrong(at, "this bracket isn't closed.")),
            None => Ok(()),
        }
    }

    /// Whether a `#` there begins a comment.
    fn comments(&self, at: usize) -> bool {
        matches!(self.text.byte(at.wrapping_sub(1)), Some(' ' | '\t' | '\n' | ';' | '('))
    }

    /// Whether the last bracket that is open is this.
    fn opened(&self, open: &[usize], bracket: u8) -> bool {
        open.last().is_some_and(|at| self.text.byte(*at) == Some(char::from(bracket)))
    }

    fn quotes(&mut self, word: &mut Builder, quote: char) -> Read<()> {
        let open = self.text.at;
        self.text.at += 1;
        word.started = true;
        loop {
            let Some(letter) = self.text.letter() else {
                return Err(wrong(open, "this quote isn't closed."));
            };
            let next = self.text.rest().chars().nth(1);
            match letter {
                letter if letter == quote => {
                    self.text.at += 1;
                    return Ok(());
                }
                '\\' => {
                    let escapes = match next {
                        Some('\\') => true,
                        Some(next) if next == quote => true,
                        Some('$' | '\n') => quote == '"',
                        _ => false,
                    };
                    self.text.at += 1;
                    match next {
                        Some('\n') if escapes => self.text.at += 1,
                        Some(next) if escapes => {
                            word.push(next, self.text.at);
                            self.text.at += 1;
                        }
                        _ => word.push('\\', self.text.at - 1),
                    }
                }
                '$' if quote == '"' => self.dollar(word)?,
                letter => {
                    word.push(letter, self.text.at);
                    self.text.at += letter.len_utf8();
                }
            }
        }
    }

    fn dollar(&mut self, word: &mut Builder) -> Read<()> {
        let start = self.text.at;
        self.text.at += 1;
        if self.text.rest().starts_with('(') {
            return self.substitution(word, start);
        }
        while self.text.rest().starts_with("\\\n") {
            self.text.at += 2;
        }
        let name = super::literal::name_at(self.text.rest()).trim_start_matches('$').to_owned();
        self.text.at += super::literal::name_at(self.text.rest()).len();
        if name.is_empty() {
            return Err(wrong(start, "fish expects the name of a variable after $ here."));
        }
        // `$$x` and `$x[1]` are more than a name.
        match self.text.get(start + 1..self.text.at) == Some(&*name) && !self.text.rest().starts_with('[') {
            true => word.variable(self.source, &name, start..self.text.at),
            false => word.open(self.source, &name, start..self.text.at),
        }
        Ok(())
    }

    fn substitution(&mut self, word: &mut Builder, open: usize) -> Read<()> {
        let mut depth = 0usize;
        while let Some(letter) = self.text.letter() {
            let at = self.text.at;
            self.text.at += letter.len_utf8();
            match letter {
                '(' => depth += 1,
                ')' => {
                    depth -= 1;
                    if depth == 0 {
                        word.open(self.source, "a command", open..self.text.at);
                        return Ok(());
                    }
                }
                '\\' => self.text.at += self.text.letter().map_or(0, char::len_utf8),
                '#' if self.comments(at) => {
                    self.text.skip_to('\n');
                }
                '\'' | '"' => {
                    self.text.at = at;
                    self.quotes(&mut Builder::default(), letter)?;
                }
                _ => {}
            }
        }
        Err(wrong(open, "this ( isn't closed with )."))
    }

    fn escape(&mut self, word: &mut Builder) -> Read<()> {
        let start = self.text.at;
        self.text.at += 1;
        let Some(letter) = self.text.letter() else {
            return Err(wrong(start, "there's a backslash at the end."));
        };
        self.text.at += letter.len_utf8();
        let digits = match letter {
            'x' | 'X' => (16, 2),
            'u' => (16, 4),
            'U' => (16, 8),
            '0'..='7' => {
                self.text.at -= 1;
                (8, 3)
            }
            'c' => {
                let Some(next) =
                    self.text.letter().filter(|next| ('@'..='_').contains(&next.to_ascii_uppercase()))
                else {
                    return Err(wrong(start, "a letter must follow \\c."));
                };
                self.text.at += 1;
                word.push(char::from((next.to_ascii_uppercase() as u32 & 0x1f) as u8), start);
                return Ok(());
            }
            _ => {
                let meant = match letter {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'a' => '\u{7}',
                    'b' => '\u{8}',
                    'e' => '\u{1b}',
                    'f' => '\u{c}',
                    'v' => '\u{b}',
                    other => other,
                };
                word.push(meant, start + 1);
                return Ok(());
            }
        };
        let first = self.text.at;
        let mut code = 0u32;
        for _ in 0..digits.1 {
            let Some(digit) = self.text.letter().and_then(|letter| letter.to_digit(digits.0)) else { break };
            code = code.wrapping_mul(digits.0).wrapping_add(digit);
            self.text.at += 1;
        }
        let Some(letter) = char::from_u32(code).filter(|_| self.text.at > first) else {
            return Err(wrong(start, "this isn't a Unicode character."));
        };
        if letter.is_ascii() || matches!(digits, (16, 4 | 8)) {
            word.escaped(self.source, letter, start..self.text.at);
        } else {
            word.open(self.source, "a byte", start..self.text.at);
        }
        Ok(())
    }
}
