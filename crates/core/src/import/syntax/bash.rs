//! Words as bash makes them. sh, dash, ksh and zsh read what people write here in the same way.
//!
//! Quotes, escapes, braces, continuations, comments, redirections and here-documents are done as bash does them. Variables
//! that the text itself sets to a fixed value are filled in; everything else that `$` or a backtick asks for is unknown.

mod expansions;
mod variables;

use super::super::source::{Grammar, Source};
use super::named::Named;
use super::words::{Builder, Command, Taken, Word};
use super::{Cursor, Fragment, SyntaxError, braces, wrong};

/// Reads a script.
pub fn read(source: &Source<'_>) -> Result<Vec<Command>, SyntaxError> {
    let text = source.text;
    let start = source.whole().place(0);
    let mut reader = Reader {
        source,
        text: Cursor::new(text, start),
        commands: Vec::new(),
        set: Named::default(),
        undo: Vec::new(),
        fill: LEAST_FILL + 4 * text.len(),
        before: Vec::new(),
        assigning: false,
        open_blocks: 0,
        prompted: text.trim_start().starts_with("$ "),
        heredocs: Vec::new(),
        depth: 0,
    };
    reader.commands(None)?;
    Ok(reader.commands)
}

/// The most bytes that variables put into the words of a script, and four times as many as the script has. Beyond that
/// a variable counts as unknown.
const LEAST_FILL: usize = 1 << 16;

/// Letters that end a word when unquoted.
const ENDS: [char; 10] = [' ', '\t', '\n', ';', '&', '|', '<', '>', '(', ')'];

struct Reader<'s> {
    source: &'s Source<'s>,
    text: Cursor<'s>,
    commands: Vec<Command>,
    /// Variables that the text sets, with `None` for those whose value is long, or not known after all.
    set: Named<Option<Fragment<'static>>>,
    /// Inside a substitution: what variables were before, which they are again after it.
    undo: Vec<(String, Option<Fragment<'static>>)>,
    /// How many bytes the values of variables may still put in, so that a short script is never a long value.
    fill: usize,
    /// What the assignments of this command took the place of: before a command they are for that command alone.
    before: Vec<(String, Option<Fragment<'static>>)>,
    /// The word is an assignment: a variable in it is not split.
    assigning: bool,
    /// How many of `if`, `while`, `{`, `(`, … stand open: what is set inside is not sure.
    open_blocks: usize,
    prompted: bool,
    heredocs: Vec<Heredoc>,
    depth: usize,
}

/// A here-document whose text starts after the end of the line.
struct Heredoc {
    /// The command it is the input of.
    command: usize,
    end: String,
    quoted: bool,
    tabs: bool,
}

type Read<T> = Result<T, SyntaxError>;

impl<'s> Reader<'s> {
    /// The length of a backslash and line end that stand here.
    fn continuation(&self) -> Option<usize> {
        match (self.text.peek()?, self.text.ahead(1)?) {
            ('\\', '\n') => Some(2),
            ('\\', '\r') if self.text.ahead(2) == Some('\n') => Some(3),
            _ => None,
        }
    }

    /// Commands up to the end, or up to the bracket that closes a substitution.
    fn commands(&mut self, close: Option<usize>) -> Read<()> {
        let mut subshells = 0usize;
        let mut command = Command { span: self.text.at..self.text.at, ..Command::default() };
        let mut after_or = false;
        // Whether a ) was the last: it is a whole command, and another may follow behind a `;`.
        let mut closed = false;
        loop {
            if let Some(length) = self.continuation() {
                self.text.at += length;
                self.continued_prompt(&mut command);
                continue;
            }
            let Some(byte) = self.text.peek() else {
                self.end_command(&mut command, "", after_or);
                return match close {
                    Some(open) => Err(wrong(open, "this $( is not closed with ).")),
                    None if subshells > 0 => Err(wrong(self.text.at, "a ( is not closed with ).")),
                    None => Ok(()),
                };
            };
            match byte {
                ' ' | '\t' => self.text.at += 1,
                '\r' if self.text.ahead(1) == Some('\n') => self.text.at += 1,
                '\n' => {
                    self.end_command(&mut command, "\n", after_or);
                    (after_or, closed) = (false, false);
                    self.text.at += 1;
                    self.heredoc_texts()?;
                }
                '#' => {
                    let start = self.text.at;
                    self.text.skip_to('\n');
                    self.source.comment(Grammar::Bash, start..self.text.at);
                    command.taken.push((Taken::Comment, start..self.text.at));
                }
                ';' | '|' | '&' if !self.text.rest().starts_with("&>") => {
                    let by = ["&&", "||", "|&", ";;", ";", "|", "&"]
                        .into_iter()
                        .find(|by| self.text.rest().starts_with(by))
                        .unwrap_or(";");
                    if command.words.is_empty()
                        && command.taken.is_empty()
                        && by != ";;"
                        && self.open_blocks == 0
                        && !closed
                    {
                        return Err(wrong(self.text.at, format!("bash expects a command before {by} here.")));
                    }
                    self.end_command(&mut command, by, after_or);
                    after_or = by == "||" || (after_or && by == "&&");
                    closed = false;
                    self.text.at += by.len();
                }
                '(' => {
                    let list = self.list_name(&command);
                    let empty = self
                        .text
                        .rest()
                        .get(1..)
                        .is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(')'));
                    let names_function = match command.words.as_slice() {
                        [first, _] => first.text() == "function",
                        words => words.len() < 2,
                    };
                    if !command.words.is_empty() && list.is_none() && !(empty && names_function) {
                        return Err(wrong(
                            self.text.at,
                            "bash refuses an unquoted ( inside a command: put the text in quotes.",
                        ));
                    }
                    self.text.at += 1;
                    if empty {
                        self.text.at += self.text.rest().find(')').map_or(0, |end| end + 1);
                        self.end_command(&mut command, "()", after_or);
                    } else {
                        if list.is_some() {
                            self.end_command(&mut command, "(", after_or);
                        }
                        subshells += 1;
                        self.open_blocks += 1;
                    }
                    if let Some(name) = list {
                        self.put(name, None);
                    }
                }
                ')' => {
                    self.end_command(&mut command, ")", after_or);
                    if subshells > 0 {
                        closed = true;
                        subshells -= 1;
                        self.open_blocks = self.open_blocks.saturating_sub(1);
                        self.text.at += 1;
                    } else if close.is_some() {
                        self.text.at += 1;
                        return Ok(());
                    } else if self.open_blocks > 0 {
                        // A pattern of `case`.
                        self.text.at += 1;
                    } else {
                        return Err(wrong(
                            self.text.at,
                            "bash refuses an unquoted ) here: put the text in quotes.",
                        ));
                    }
                }
                '<' | '>' | '&'
                    if !self.text.rest().starts_with("<(") && !self.text.rest().starts_with(">(") =>
                {
                    self.redirection(&mut command, self.text.at)?;
                }
                _ => self.argument(&mut command)?,
            }
        }
    }

    /// A terminal shows `> ` before a line that continues a command.
    fn continued_prompt(&mut self, command: &mut Command) {
        if self.prompted && self.text.rest().starts_with("> ") {
            command.taken.push((Taken::Prompt, self.text.at..self.text.at + 1));
            self.text.at += 2;
        }
    }

    fn end_command(&mut self, command: &mut Command, by: &'static str, after_or: bool) {
        if command.span.start == command.span.end && command.words.is_empty() && command.taken.is_empty() {
            command.span = self.text.at..self.text.at;
            return;
        }
        let mut done = std::mem::take(command);
        done.span.end = self.text.at;
        done.ended_by = by;
        self.follow(&done, after_or);
        self.commands.push(done);
        command.span = self.text.at..self.text.at;
    }

    fn redirection(&mut self, command: &mut Command, start: usize) -> Read<()> {
        let operator = ["&>>", "<<<", "<<-", "&>", "<<", ">>", "<&", ">&", "<>", ">|", "<", ">"]
            .into_iter()
            .find(|operator| self.text.rest().starts_with(operator))
            .unwrap_or(">");
        self.text.at += operator.len();
        while let (Some(' ' | '\t'), _) | (_, Some(_)) = (self.text.peek(), self.continuation()) {
            self.text.at += self.continuation().unwrap_or(1);
        }
        let from = self.text.at;
        let mut builder = Builder::default();
        let more = self.word(&mut builder)?;
        if !builder.started && more.is_empty() {
            return Err(wrong(
                from,
                format!(
                    "bash expects a file name after {operator} here. If this is part of a value, put the value in quotes."
                ),
            ));
        }
        match operator {
            "<<" | "<<-" => {
                let written = self.text.since(from);
                let quoted = written.contains(['\'', '"', '\\']);
                let command = self.commands.len();
                self.heredocs.push(Heredoc { command, end: builder.text, quoted, tabs: operator == "<<-" });
            }
            "<<<" => {
                builder.text.push('\n');
                command.input = Some(Fragment { text: builder.text.into(), steps: builder.steps });
            }
            ">" | ">|" if !self.text.byte(start).is_some_and(|first| first.is_ascii_digit()) => {
                command.output = Some(builder.text)
            }
            _ => {}
        }
        command.taken.push((Taken::Redirection, start..self.text.at));
        Ok(())
    }

    /// The texts of the here-documents of the line that just ended.
    fn heredoc_texts(&mut self) -> Read<()> {
        for heredoc in std::mem::take(&mut self.heredocs) {
            let mut body = Builder { started: true, ..Builder::default() };
            let start = self.text.at;
            let mut closed = false;
            while !self.text.is_at_end() {
                let rest = self.text.rest();
                let (line, with_end) = match rest.find('\n') {
                    Some(end) => (rest.get(..end).unwrap_or_default(), end + 1),
                    None => (rest, rest.len()),
                };
                let tabs = if heredoc.tabs { line.len() - line.trim_start_matches('\t').len() } else { 0 };
                let bare = line.get(tabs..).unwrap_or_default();
                if bare.strip_suffix('\r').unwrap_or(bare) == heredoc.end {
                    self.text.at += with_end;
                    closed = true;
                    break;
                }
                // Where `$` counts, lines are read letter by letter; an expression may take several.
                self.text.at += tabs;
                if heredoc.quoted {
                    body.push_str(rest.get(tabs..with_end).unwrap_or_default(), self.text.at);
                    self.text.at += with_end - tabs;
                } else {
                    let end = self.text.at + with_end - tabs;
                    while self.text.at < end {
                        self.in_double_quotes(&mut body, true)?;
                    }
                }
            }
            if !closed {
                return Err(wrong(
                    start,
                    "this here-document is not closed with its word on a line of its own.",
                ));
            }
            if let Some(command) = self.commands.get_mut(heredoc.command) {
                command.input = Some(Fragment { text: body.text.into(), steps: body.steps });
            }
        }
        Ok(())
    }

    fn argument(&mut self, command: &mut Command) -> Read<()> {
        let start = self.text.at;
        if command.span.start == command.span.end && command.words.is_empty() && command.taken.is_empty() {
            command.span.start = start;
        }
        let assigns = command.words.is_empty() && self.assigns(start);
        if !assigns {
            self.set_back(true);
        }
        let mut builder = Builder::default();
        let assigning = assigns || self.declares(command) && self.assigns(start);
        let outer = std::mem::replace(&mut self.assigning, assigning);
        let more = self.word(&mut builder)?;
        self.assigning = outer;
        let span = start..self.text.at;
        let digits = self
            .text
            .get(start..self.text.at)
            .is_some_and(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()));
        if digits && matches!(self.text.peek(), Some('<' | '>')) {
            return self.redirection(command, start).map(|()| {
                if let Some((_, taken)) = command.taken.last_mut() {
                    taken.start = start;
                }
            });
        }
        if assigns {
            self.assign(&builder.word(span.clone()));
            command.taken.push((Taken::Assignment, span));
            return Ok(());
        }
        for word in more {
            command.words.push(word);
        }
        if builder.started {
            let words = braces::expand(builder, span.clone(), self.text.whole())
                .ok_or_else(|| wrong(start, "the braces of this word make more words than are read."))?;
            command.words.extend(words);
        }
        Ok(())
    }

    /// One word. Words that an unquoted variable split off before it are returned.
    fn word(&mut self, word: &mut Builder) -> Read<Vec<Word>> {
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
                        return Err(wrong(open, "this single quote is not closed."));
                    };
                    word.push_str(self.text.rest().get(..length).unwrap_or_default(), self.text.at);
                    self.text.at += length + 1;
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
                    // What needs no thought is taken at once.
                    let rest = self.text.rest();
                    let plain = rest
                        .find(|next: char| {
                            !(next.is_alphanumeric()
                                || matches!(next, '-' | '_' | '.' | '/' | ':' | '@' | '+' | '%' | '='))
                        })
                        .unwrap_or(rest.len())
                        .max(letter.len_utf8());
                    let plain = rest.get(..plain).unwrap_or_default();
                    // `=~` asks what stands before it.
                    word.push_str(plain, self.text.at);
                    self.text.at += plain.len();
                }
            }
        }
        Ok(before)
    }

    /// The length of an unquoted `~` that stands for a folder.
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

    /// Whether a `~` here may stand for a folder, in a word that looks like an assignment: behind its sign, and behind each
    /// colon, as in `PATH=~/a:~/b`. Such a word need not be one: `--tags Key=a,Value=b:~/c`.
    /// Where the sign is, is looked up once a word.
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

    fn double_quotes(&mut self, word: &mut Builder) -> Read<()> {
        let open = self.text.at;
        self.text.at += 1;
        word.started = true;
        loop {
            match self.text.peek() {
                None => return Err(wrong(open, "this double quote is not closed.")),
                Some('"') => {
                    self.text.at += 1;
                    return Ok(());
                }
                Some(_) => self.in_double_quotes(word, false)?,
            }
        }
    }

    /// One step inside double quotes, or inside a here-document, where a double quote is a letter like any other.
    fn in_double_quotes(&mut self, word: &mut Builder, heredoc: bool) -> Read<()> {
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

    fn backticks(&mut self, word: &mut Builder) -> Read<()> {
        let open = self.text.at;
        self.text.at += 1;
        loop {
            match self.text.peek() {
                None => return Err(wrong(open, "this backtick is not closed.")),
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
