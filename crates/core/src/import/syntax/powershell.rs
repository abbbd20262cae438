//! Words as PowerShell makes them: its quotes, backticks, here-strings and variables.

pub mod cmdlets;
mod expressions;
mod values;

use super::super::node::Node;
use super::super::source::{Grammar, Source};
use super::words::{Builder, Command, Taken, Word};
use super::{Cursor, Fragment, SyntaxError, windows, wrong};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use hashbrown::HashMap;
use values::is_assignment;

/// Reads a script.
pub fn read(source: &Source<'_>) -> Result<Vec<Command>, SyntaxError> {
    let at = source.whole().place(0);
    let text = Cursor::new(source.text, at);
    let (set, lists, values) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut reader = Reader { source, text, set, lists, values, list: None };
    reader.commands()
}

/// Reads a script for Windows PowerShell 5.1, which passes words unescaped and lets the program split them.
pub fn read_for_windows(source: &Source<'_>) -> Result<Vec<Command>, SyntaxError> {
    let mut commands = read(source)?;
    for command in &mut commands {
        command.words = command.words.iter().flat_map(taken_apart).collect();
    }
    Ok(commands)
}

/// Whether a script looks as if it was written for 5.1: each quote that a word holds carries its backslash.
pub fn is_for_windows(source: &Source<'_>) -> bool {
    let Ok(commands) = read(source) else { return false };
    // Only arguments of external programs need them.
    let is_program = |command: &&Command| command.words.iter().any(|word| word.text() == "elasticache");
    let with_quotes = || {
        let words = commands.iter().filter(is_program).flat_map(|command| &command.words);
        words.filter(|word| word.text().contains('"'))
    };
    with_quotes().next().is_some() && with_quotes().all(|word| is_escaped_for_windows(word.text()))
}

/// Whether each quote has its backslash, but for those around the whole.
fn is_escaped_for_windows(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let escaped =
        inner.match_indices('"').all(|(at, _)| inner.get(..at).is_some_and(|before| before.ends_with('\\')));
    escaped && (inner.contains('"') || inner.len() < text.len())
}

fn taken_apart(word: &Word) -> Vec<Word> {
    let blank = word.text().contains([' ', '\t']) && !word.text().starts_with('"');
    if word.text().is_empty() {
        // 5.1 drops an empty word.
        return Vec::new();
    }
    let mut line = word.value.clone();
    if blank {
        // It puts quotes around words with blanks.
        let steps = line.steps.iter().map(|(here, there)| (here + 1, *there));
        line = Fragment {
            text: format!("\"{}\"", line.text).into(),
            steps: [(0, word.span.start)].into_iter().chain(steps).collect(),
        };
    }
    let mut words = windows::words(&line);
    words.iter_mut().for_each(|part| part.span = word.span.clone());
    words
}

struct Reader<'s> {
    source: &'s Source<'s>,
    text: Cursor<'s>,
    /// Variables that the text sets to a fixed text.
    set: HashMap<String, Option<Fragment<'static>>>,
    /// Variables that the text sets to a list of texts.
    lists: HashMap<String, Vec<Word>>,
    /// Variables that the text sets to a value, where cmdlets are read.
    values: HashMap<String, Node>,
    /// The list that the present command ends with.
    list: Option<Vec<Word>>,
}

type Read<T> = Result<T, SyntaxError>;

fn is_single_quote(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2018}'..='\u{201b}')
}

fn is_double_quote(letter: char) -> bool {
    matches!(letter, '"' | '\u{201c}'..='\u{201e}')
}

impl<'s> Reader<'s> {
    fn error<T>(&self, at: usize, message: &'static str) -> Read<T> {
        Err(wrong(at, message))
    }

    fn commands(&mut self) -> Read<Vec<Command>> {
        let mut commands = Vec::new();
        let mut command = Command { span: self.text.at..self.text.at, ..Command::default() };
        loop {
            let Some(letter) = self.text.letter() else {
                self.end(&mut command, &mut commands, "");
                return Ok(commands);
            };
            let start = self.text.at;
            let rest = self.text.rest();
            match letter {
                '`' if rest.starts_with("`\n") => self.text.at += 2,
                '`' if rest.starts_with("`\r\n") => self.text.at += 3,
                '\n' => {
                    self.end(&mut command, &mut commands, "\n");
                    self.text.at += 1;
                }
                // A value that only PowerShell knows.
                '(' if command.words.iter().any(|word| word.text() == "elasticache") => {
                    let mut word = Builder::default();
                    self.skip_brackets(&mut word)?;
                    command.words.push(word.word(start..self.text.at));
                }
                ';' | '{' | '}' | '(' | ')' => {
                    self.end(&mut command, &mut commands, ";");
                    self.text.at += 1;
                }
                '|' | '&' => {
                    self.end(
                        &mut command,
                        &mut commands,
                        if rest.starts_with("||") || letter == '&' { ";" } else { "|" },
                    );
                    self.text.at += if rest.starts_with("||") || rest.starts_with("&&") { 2 } else { 1 };
                }
                '<' if rest.starts_with("<#") => match rest.find("#>") {
                    Some(end) => {
                        self.text.at += end + 2;
                        self.source.comment(Grammar::PowerShell, start..self.text.at);
                        command.taken.push((Taken::Comment, start..self.text.at));
                    }
                    None => return self.error(start, "this comment isn't closed with #>."),
                },
                '#' => {
                    self.text.skip_to('\n');
                    self.source.comment(Grammar::PowerShell, start..self.text.at);
                    command.taken.push((Taken::Comment, start..self.text.at));
                }
                '>' | '<' if !command.words.is_empty() => {
                    self.text.at += 1;
                    self.text.skip(|letter| ">& 12".contains(letter));
                    let mut file = Builder::default();
                    self.word(&mut file)?;
                    command.taken.push((Taken::Redirection, start..self.text.at));
                }
                letter if letter.is_whitespace() => self.text.at += letter.len_utf8(),
                // A character that can't start a word here.
                '>' | '<' | ',' => self.text.at += 1,
                _ if is_assignment(&command.words) && self.assigned(&mut command)? => {}
                _ => {
                    if command.words.is_empty() {
                        command.span.start = start;
                    }
                    let mut builder = Builder::default();
                    self.word(&mut builder)?;
                    let mut word = builder.word(start..self.text.at);
                    if self.text.at == start {
                        self.text.at += letter.len_utf8();
                        word.span.end = self.text.at;
                    }
                    match self.listed(&command, &word) {
                        Some(words) => command.words.extend(words),
                        None => command.words.push(word),
                    }
                }
            }
        }
    }

    fn end(&mut self, command: &mut Command, commands: &mut Vec<Command>, by: &'static str) {
        let mut done = core::mem::take(command);
        command.span = self.text.at..self.text.at;
        if done.words.is_empty() && done.taken.is_empty() {
            return;
        }
        done.span.end = self.text.at;
        done.ended_by = by;
        self.set_by(&done);
        commands.push(done);
    }

    fn word(&mut self, word: &mut Builder) -> Read<()> {
        let start = self.text.at;
        while let Some(letter) = self.text.letter() {
            match letter {
                letter if letter.is_whitespace() => break,
                ';' | '|' | '&' | '{' | '}' | ')' | '<' | '>' => break,
                '(' if self.text.at == start => {
                    self.skip_brackets(word)?;
                }
                '(' => break,
                '#' if self.text.at == start => break,
                '@' if self.text.at == start
                    && (self.text.rest().starts_with("@'") || self.text.rest().starts_with("@\"")) =>
                {
                    self.here_string(word)?
                }
                '`' => {
                    if self.text.rest().starts_with("`\n") || self.text.rest().starts_with("`\r\n") {
                        break;
                    }
                    self.backtick(word)?;
                }
                letter if is_single_quote(letter) => self.single_quotes(word)?,
                letter if is_double_quote(letter) => self.double_quotes(word)?,
                '$' if self.property().is_some() => {
                    let (from, name) = (self.text.at, self.property().unwrap_or_default());
                    self.text.at += 1 + name.len();
                    word.open(self.source, name, from..self.text.at);
                }
                '$' => self.dollar(word)?,
                // `@name` puts the items of a list here.
                '@' if self.text.at == start
                    && self.text.byte(start + 1).is_some_and(|next| next.is_ascii_alphabetic()) =>
                {
                    self.text.at += 1;
                    let name = self.text.rest();
                    let end = name.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
                    let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default().to_owned();
                    self.text.at += name.len();
                    word.open(self.source, &name, start..self.text.at);
                }
                letter => {
                    word.push(letter, self.text.at);
                    self.text.at += letter.len_utf8();
                }
            }
        }
        Ok(())
    }

    /// `(…)` as a value: only PowerShell knows.
    fn skip_brackets(&mut self, word: &mut Builder) -> Read<()> {
        self.skip_nested(word, "an expression")
    }

    /// Skips brackets and their content.
    fn skip_nested(&mut self, word: &mut Builder, name: &str) -> Read<()> {
        let open = self.text.at;
        let mut depth = 0usize;
        while let Some(letter) = self.text.letter() {
            self.text.at += letter.len_utf8();
            match letter {
                '(' | '{' => depth += 1,
                ')' | '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        word.open(self.source, name, open..self.text.at);
                        return Ok(());
                    }
                }
                '\'' | '"' => {
                    let end = self.text.rest().find(letter).map_or(self.text.rest().len(), |end| end + 1);
                    self.text.at += end;
                }
                _ => {}
            }
        }
        self.text.at = self.text.whole().len();
        self.error(open, "this bracket isn't closed.")
    }

    fn single_quotes(&mut self, word: &mut Builder) -> Read<()> {
        let open = self.text.at;
        self.text.at += self.text.letter().map_or(1, char::len_utf8);
        word.started = true;
        loop {
            let at = self.text.at;
            let Some(letter) = self.text.letter() else {
                return self.error(open, "this single quote isn't closed.");
            };
            self.text.at += letter.len_utf8();
            if is_single_quote(letter) {
                match self.text.letter().filter(|next| is_single_quote(*next)) {
                    Some(next) => {
                        word.push(next, self.text.at);
                        self.text.at += next.len_utf8();
                    }
                    None => return Ok(()),
                }
            } else {
                word.push(letter, at);
            }
        }
    }

    fn double_quotes(&mut self, word: &mut Builder) -> Read<()> {
        let open = self.text.at;
        self.text.at += self.text.letter().map_or(1, char::len_utf8);
        word.started = true;
        loop {
            let Some(letter) = self.text.letter() else {
                return self.error(open, "this double quote isn't closed.");
            };
            match letter {
                letter if is_double_quote(letter) => {
                    self.text.at += letter.len_utf8();
                    match self.text.letter().filter(|next| is_double_quote(*next)) {
                        Some(next) => {
                            word.push(next, self.text.at);
                            self.text.at += next.len_utf8();
                        }
                        None => return Ok(()),
                    }
                }
                '`' => self.backtick(word)?,
                '$' => self.dollar(word)?,
                letter => {
                    word.push(letter, self.text.at);
                    self.text.at += letter.len_utf8();
                }
            }
        }
    }

    fn backtick(&mut self, word: &mut Builder) -> Read<()> {
        let start = self.text.at;
        self.text.at += 1;
        let Some(letter) = self.text.letter() else { return Ok(()) };
        self.text.at += letter.len_utf8();
        let meant = match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'e' => '\u{1b}',
            'u' if self.text.rest().starts_with('{') => {
                let end = self.text.rest().find('}').filter(|end| *end <= 7);
                let code = end
                    .and_then(|end| self.text.rest().get(1..end))
                    .and_then(|code| u32::from_str_radix(code, 16).ok());
                let (Some(end), Some(letter)) = (end, code.and_then(char::from_u32)) else {
                    return self.error(start, "this isn't a Unicode character.");
                };
                self.text.at += end + 1;
                word.escaped(self.source, letter, start..self.text.at);
                return Ok(());
            }
            other => other,
        };
        word.push(meant, start);
        Ok(())
    }

    fn dollar(&mut self, word: &mut Builder) -> Read<()> {
        let start = self.text.at;
        self.text.at += 1;
        if self.text.rest().starts_with('(') {
            return self.skip_brackets(word);
        }
        let braced = self.text.rest().starts_with('{');
        let name = if braced {
            match self.text.rest().find('}') {
                Some(end) => {
                    let name = self.text.rest().get(1..end).unwrap_or_default().to_owned();
                    self.text.at += end + 1;
                    name
                }
                None => return self.error(start, "this ${ isn't closed with }."),
            }
        } else {
            // `$env:NAME`; a colon that no name follows is text.
            let rest = self.text.rest();
            let plain = |letter: char| !(letter.is_alphanumeric() || letter == '_');
            let mut end = rest.find(plain).unwrap_or(rest.len());
            if rest.get(end..).is_some_and(|rest| rest.starts_with(':')) {
                let after = rest.get(end + 1..).unwrap_or_default();
                let more = after.find(plain).unwrap_or(after.len());
                if more > 0 && end > 0 {
                    end += 1 + more;
                }
            }
            let name = rest.get(..end).unwrap_or_default().to_owned();
            self.text.at += end;
            name
        };
        if name.is_empty() {
            word.push('$', start);
            return Ok(());
        }
        if let Some(value) = self
            .set
            .get(&name.to_ascii_lowercase())
            .and_then(Option::as_ref)
            .filter(|value| value.text.len() <= 4096 || !word.started)
        {
            let place = value.place(0);
            let text = value.text.to_string();
            word.push_str(&text, place);
            return Ok(());
        }
        let name = name
            .split_once(':')
            .filter(|(scope, _)| scope.eq_ignore_ascii_case("env"))
            .map_or(name.as_str(), |(_, name)| name);
        word.open(self.source, name, start..self.text.at);
        Ok(())
    }

    /// From `@'` and a line end to a line end and `'@`.
    fn here_string(&mut self, word: &mut Builder) -> Read<()> {
        let open = self.text.at;
        let single = self.text.rest().starts_with("@'");
        let header = self.text.rest().get(2..).unwrap_or_default();
        let line =
            header.find('\n').filter(|end| header.get(..*end).is_some_and(|rest| rest.trim().is_empty()));
        let Some(line) = line else {
            return self.error(open, "a here-string starts on the line after its sign.");
        };
        self.text.at += 2 + line + 1;
        word.started = true;
        let close = if single { "'@" } else { "\"@" };
        // An empty one closes immediately.
        let body = self.text.at;
        let end = if self.text.rest().starts_with(close) {
            body
        } else {
            let ending = format!("\n{close}");
            match self.text.rest().find(&ending) {
                Some(end) => body + end,
                None => return self.error(open, "this here-string isn't closed on its own line."),
            }
        };
        if single {
            let text = self.text.get(body..end).unwrap_or_default();
            word.push_str(text.strip_suffix('\r').unwrap_or(text), body);
        } else {
            while self.text.at < end {
                match self.text.letter() {
                    Some('`') => self.backtick(word)?,
                    Some('$') => self.dollar(word)?,
                    Some(letter) => {
                        word.push(letter, self.text.at);
                        self.text.at += letter.len_utf8();
                    }
                    None => break,
                }
            }
        }
        self.text.at = end + usize::from(end > body) + close.len();
        Ok(())
    }
}
