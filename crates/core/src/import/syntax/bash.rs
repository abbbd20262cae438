//! Words as bash makes them. sh, dash, ksh and zsh read what people write here in the same way.
//!
//! Quotes, escapes, braces, continuations, comments, redirections and here-documents are done as bash does them. Variables
//! that the text itself sets to a fixed value are filled in; everything else that `$` or a backtick asks for is unknown.

mod exact;
mod expansions;
mod redirections;
mod variables;
mod word;

use super::super::source::{Grammar, Source};
use super::words::{Builder, Command, Taken};
use super::{Cursor, Fragment, SyntaxError, braces, wrong};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::HashMap;

/// Reads a script.
pub fn read(source: &Source<'_>) -> Result<Vec<Command>, SyntaxError> {
    let text = source.text;
    let start = source.whole().place(0);
    let mut reader = Reader {
        source,
        text: Cursor::new(text, start),
        commands: Vec::new(),
        set: HashMap::new(),
        undo: Vec::new(),
        fill: LEAST_FILL + 4 * text.len(),
        before: Vec::new(),
        assigning: false,
        open_blocks: 0,
        prompted: text.trim_start().starts_with("$ "),
        heredocs: Vec::new(),
        depth: 0,
        lists: HashMap::new(),
        list: None,
        loops: Vec::new(),
        functions: Vec::new(),
        defining: None,
        calls: Vec::new(),
        jump: None,
        expects_pattern: false,
        cases: Vec::new(),
    };
    reader.commands(None)?;
    // What a function does counts where it is called.
    let mut commands = reader.commands;
    for function in reader.functions.iter().rev().filter(|function| function.called) {
        commands.drain(function.commands.clone());
    }
    Ok(commands)
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
    set: HashMap<String, Option<Fragment<'static>>>,
    /// Inside a substitution: what variables were before, which they are again after it.
    undo: Vec<(String, Option<Fragment<'static>>)>,
    /// How many bytes the values of variables may still put in, so that a short script is never a long value.
    fill: usize,
    /// What the assignments of this command took the place of: before a command they are for that command alone.
    before: Vec<(String, Option<Fragment<'static>>)>,
    /// The word is an assignment: a variable in it isn't split.
    assigning: bool,
    /// How many of `if`, `while`, `{`, `(`, … are open: what is set inside isn't sure.
    open_blocks: usize,
    prompted: bool,
    heredocs: Vec<Heredoc>,
    depth: usize,
    /// Lists that the text sets; `None` where the words aren't known.
    lists: HashMap<String, Option<Vec<Fragment<'static>>>>,
    /// The list between whose brackets the reader is, and whether the words go after those it has.
    list: Option<(String, bool)>,
    /// Loops that are read round by round.
    loops: Vec<exact::Loop>,
    functions: Vec<exact::Function>,
    /// How many blocks were open before the function that is being defined.
    defining: Option<usize>,
    calls: Vec<exact::Call>,
    /// Where to go on before the next command: a round of a loop, a function, or back from it.
    jump: Option<usize>,
    /// Whether a pattern of `case` may come next, which a bracket ends.
    expects_pattern: bool,
    /// How many blocks were open around each `case` whose branch is known.
    cases: Vec<usize>,
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
    /// The length of a backslash and line end that are here.
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
        // Whether a ) was the last: it is a whole command, and another may follow after a `;`.
        let mut closed = false;
        loop {
            if let Some(at) = self.jump.take() {
                self.text.at = at;
                command.span = at..at;
            }
            if let Some(length) = self.continuation() {
                self.text.at += length;
                self.continued_prompt(&mut command);
                continue;
            }
            let Some(byte) = self.text.peek() else {
                self.end_command(&mut command, "", after_or);
                if self.jump.is_some() {
                    continue;
                }
                return match close {
                    Some(open) => Err(wrong(open, "this $( isn't closed with ).")),
                    None if subshells > 0 => Err(wrong(self.text.at, "a ( isn't closed with ).")),
                    None => Ok(()),
                };
            };
            match byte {
                ' ' | '\t' => self.text.at += 1,
                '\r' if self.text.ahead(1) == Some('\n') => self.text.at += 1,
                '\n' if self.list.is_some() => self.text.at += 1,
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
                    if by == ";;" {
                        self.expects_pattern = self.open_blocks > 0;
                        self.ends_branch();
                    }
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
                            "bash rejects an unquoted ( inside a command: put the value in quotes.",
                        ));
                    }
                    self.text.at += 1;
                    if empty {
                        self.text.at += self.text.rest().find(')').map_or(0, |end| end + 1);
                        let name = command.words.last().map(|word| word.text().to_owned());
                        self.end_command(&mut command, "()", after_or);
                        if let Some(name) = name.filter(|_| list.is_none()) {
                            self.defines(&name);
                        }
                    } else {
                        if list.is_some() {
                            self.end_command(&mut command, "(", after_or);
                        }
                        subshells += 1;
                        self.open_blocks += 1;
                    }
                    if let Some(name) = list {
                        self.set_variable(name, None);
                        let append = self
                            .text
                            .get(..self.text.at)
                            .is_some_and(|before| before.trim_end_matches('(').ends_with("+="));
                        if empty {
                            self.set_list(name, append, &[]);
                        } else {
                            self.list = Some((name.to_owned(), append));
                        }
                    }
                }
                ')' if self.expects_pattern || self.begins_case(&command) => {
                    self.end_command(&mut command, ")", after_or);
                    self.expects_pattern = false;
                    self.text.at += 1;
                }
                ')' => {
                    let list = self.list.take().map(|list| (list, command.words.clone()));
                    self.end_command(&mut command, ")", after_or);
                    if subshells > 0 {
                        closed = true;
                        subshells -= 1;
                        self.open_blocks = self.open_blocks.saturating_sub(1);
                        self.text.at += 1;
                        if let Some(((name, append), words)) = list {
                            self.set_list(&name, append, &words);
                        }
                    } else if close.is_some() {
                        self.text.at += 1;
                        return Ok(());
                    } else if self.open_blocks > 0 || !self.loops.is_empty() || !self.calls.is_empty() {
                        // A pattern of `case`.
                        self.text.at += 1;
                    } else {
                        return Err(wrong(
                            self.text.at,
                            "bash rejects an unquoted ) here: put the value in quotes.",
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

    /// Whether the command is `case … in` with its first pattern.
    fn begins_case(&self, command: &Command) -> bool {
        let lead =
            command.words.iter().take_while(|word| matches!(word.text(), "do" | "then" | "else")).count();
        command.words.get(lead).is_some_and(|first| first.text() == "case")
            && command.words.get(lead + 2).is_some_and(|within| within.text() == "in")
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
        let mut done = core::mem::take(command);
        done.span.end = self.text.at;
        done.ended_by = by;
        self.follow(&done, after_or);
        self.commands.push(done);
        command.span = self.text.at..self.text.at;
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
        let outer = core::mem::replace(&mut self.assigning, assigning);
        let more = self.word(&mut builder)?;
        self.assigning = outer;
        let enters_case = command.words.len() == 2
            && builder.text == "in"
            && command.words.first().is_some_and(|first| first.text() == "case");
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
        if enters_case {
            let known = self.enters_case(command);
            if known {
                *command = Command { span: self.text.at..self.text.at, ..Command::default() };
            }
        }
        Ok(())
    }
}
