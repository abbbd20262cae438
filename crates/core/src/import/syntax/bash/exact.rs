//! What a script does again or not at all: loops over literal words, functions, and `case` of a value that is known. Such parts
//! are read as often as bash runs them, within the bounds of [`Reader::fill`].

use super::super::Fragment;
use super::super::words::{Builder, Command, Word};
use super::Reader;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// A loop whose rounds are known.
pub(super) struct Loop {
    name: String,
    items: Vec<Fragment<'static>>,
    /// The next of them.
    next: usize,
    body: usize,
    /// How many blocks were open around it.
    depth: usize,
}

/// A function that the script defines.
pub(super) struct Function {
    name: String,
    body: usize,
    /// Its commands, as they were read where it is defined.
    pub commands: Range<usize>,
    /// How many bytes its body has.
    length: usize,
    pub called: bool,
}

/// A call that is being read.
pub(super) struct Call {
    back: usize,
    depth: usize,
    parameters: Vec<Fragment<'static>>,
}

/// The deepest that functions call each other.
const DEEPEST_CALL: usize = 8;

/// The most rounds of a loop, and the most words of a list.
const MOST: usize = 200;

impl Reader<'_> {
    /// Whether the words hold nothing unknown and nothing that file names may take the place of.
    fn literal(&self, words: &[Word]) -> bool {
        words.len() <= MOST && words.iter().all(|word| !self.source.is_open(word.text()) && !word.globs)
    }

    /// Enters a loop over literal words. False where its rounds aren't known.
    pub(super) fn enters_loop(&mut self, command: &Command) -> bool {
        let [_, name, within, items @ ..] = command.words.as_slice() else { return false };
        let exact = within.text() == "in" && !items.is_empty() && self.literal(items) && self.depth == 0;
        if !exact {
            return false;
        }
        let mut items: Vec<Fragment<'static>> = items.iter().map(|word| word.value.clone()).collect();
        let first = core::mem::take(&mut items[0]);
        let name = name.text().to_owned();
        self.set_variable(&name, Some(first));
        let body = self.text.at + command.ended_by.len();
        self.loops.push(Loop { name, items, next: 1, body, depth: self.open_blocks });
        true
    }

    /// At `done`: back for the next round, or out. False where it ends another loop.
    pub(super) fn ends_round(&mut self) -> bool {
        let (at, open) = (self.text.at, self.open_blocks);
        let Some(current) = self.loops.last_mut().filter(|current| current.depth == open && self.depth == 0)
        else {
            return false;
        };
        let left = self.fill.checked_sub(at.saturating_sub(current.body));
        match current.items.get_mut(current.next).zip(left) {
            Some((item, left)) => {
                current.next += 1;
                let (name, item, body) = (current.name.clone(), core::mem::take(item), current.body);
                self.fill = left;
                self.jump = Some(body);
                self.set_variable(&name, Some(item));
            }
            None => {
                let name = core::mem::take(&mut current.name);
                self.loops.pop();
                // Whether a block is gone through isn't known.
                if open > 0 {
                    self.set_variable(&name, None);
                }
            }
        }
        true
    }

    /// Remembers a function whose body begins here.
    pub(super) fn defines(&mut self, name: &str) {
        let rest = self.text.rest();
        let blank = rest.len() - rest.trim_start().len();
        if self.depth == 0 && self.calls.is_empty() && rest.trim_start().starts_with('{') {
            let start = self.commands.len();
            self.functions.push(Function {
                name: name.to_owned(),
                body: self.text.at + blank + 1,
                commands: start..start,
                length: 0,
                called: false,
            });
            self.defining = Some(self.open_blocks);
        }
    }

    /// At `}`: the end of a function, of its definition or of a call.
    pub(super) fn ends_function(&mut self) {
        if self.depth == 0 && self.calls.last().is_some_and(|call| call.depth == self.open_blocks) {
            if let Some(call) = self.calls.pop() {
                self.jump = Some(call.back);
            }
            return;
        }
        self.open_blocks = self.open_blocks.saturating_sub(1);
        if self.depth == 0 && self.defining == Some(self.open_blocks) {
            self.defining = None;
            // The closing bracket is a separate command, which comes next.
            let end = self.commands.len() + 1;
            if let Some(function) = self.functions.last_mut() {
                function.commands.end = end;
                function.length = self.text.at.saturating_sub(function.body);
            }
        }
    }

    /// Goes into the function that a command calls.
    pub(super) fn enters_call(&mut self, command: &Command) {
        let lead = command
            .words
            .iter()
            .take_while(|word| matches!(word.text(), "do" | "then" | "else" | "!"))
            .count();
        let Some((first, words)) = command.words.get(lead..).and_then(<[Word]>::split_first) else { return };
        let known = self.depth == 0 && self.defining.is_none() && self.calls.len() < DEEPEST_CALL;
        let function = self.functions.iter_mut().rev().find(|function| function.name == first.text());
        let Some(function) = function.filter(|_| known) else { return };
        let Some(left) = self.fill.checked_sub(function.length + 64) else { return };
        self.fill = left;
        function.called = true;
        let parameters = words.iter().take(MOST).map(|word| word.value.clone()).collect();
        let back = self.text.at + command.ended_by.len();
        self.calls.push(Call { back, depth: self.open_blocks, parameters });
        self.jump = Some(function.body);
    }

    /// A parameter of the function that is being read, counted from 1.
    pub(super) fn parameter(&self, number: usize) -> Option<Fragment<'static>> {
        self.calls.last()?.parameters.get(number.checked_sub(1)?).cloned()
    }

    /// The words of `"${list[@]}"` or `"$@"`, where one is written here and known, with its length.
    pub(super) fn words_of_list(&self) -> Option<(Vec<Fragment<'static>>, usize)> {
        let rest = self.text.rest();
        let quoted = rest.starts_with('"');
        let inner = rest.strip_prefix('"').unwrap_or(rest);
        let (words, length) =
            if let Some(after) = inner.strip_prefix("$@").or_else(|| inner.strip_prefix("${@}")) {
                (self.calls.last()?.parameters.clone(), inner.len() - after.len())
            } else {
                let name = inner.strip_prefix("${")?;
                let name = name.get(..super::super::name_length(name))?;
                inner.get(2 + name.len()..)?.strip_prefix("[@]}")?;
                (self.lists.get(name)?.clone()?, name.len() + 6)
            };
        let ends = !quoted || inner.get(length..)?.starts_with('"');
        let bytes: usize = words.iter().map(|word| word.text.len() + 8).sum();
        (ends && bytes <= self.fill).then_some((words, length + 2 * usize::from(quoted)))
    }

    /// Inserts them in place of a word: all but the last become separate words.
    pub(super) fn put_words(
        &mut self,
        word: &mut Builder,
        words: &[Fragment<'static>],
        span: Range<usize>,
    ) -> Vec<Word> {
        let mut before = Vec::new();
        for (n, item) in words.iter().enumerate() {
            if n > 0 {
                before.push(core::mem::take(word).word(span.clone()));
            }
            self.fill = self.fill.saturating_sub(item.text.len() + 8);
            word.started = true;
            word.push_str(&item.text, item.place(0));
        }
        before
    }

    /// Sets a list from the words between its brackets.
    pub(super) fn set_list(&mut self, name: &str, append: bool, words: &[Word]) {
        let sure = self.literal_or_open(words) && self.depth == 0 && self.open_blocks == 0;
        let before = if append { self.lists.get(name).cloned().flatten() } else { Some(Vec::new()) };
        let list = before.filter(|before| sure && before.len() + words.len() <= MOST).map(|mut list| {
            list.extend(words.iter().map(|word| word.value.clone()));
            list
        });
        self.lists.insert(name.to_owned(), list);
    }

    fn literal_or_open(&self, words: &[Word]) -> bool {
        words.len() <= MOST && words.iter().all(|word| !word.globs || word.text().contains(' '))
    }

    /// The default of `${NAME:-default}`, where it is plain text.
    pub(super) fn default_of<'i>(&self, inner: &'i str, name: &str) -> Option<&'i str> {
        let rest = inner.get(name.len()..)?;
        let value = [":-", "-", ":=", "="].into_iter().find_map(|sign| rest.strip_prefix(sign))?;
        let unquoted =
            ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
        let value = unquoted.unwrap_or(value);
        (!value.contains(['$', '`', '\\', '"', '\'', '{', '}'])).then_some(value)
    }

    /// After `case WORD in`: skips to the branch that bash would run. False if that isn't known.
    pub(super) fn enters_case(&mut self, command: &Command) -> bool {
        let [_, value, _] = command.words.as_slice() else { return false };
        let value = value.text();
        if self.source.is_open(value)
            || self.depth > 0
            || self.open_blocks > 0 && self.calls.is_empty() && self.loops.is_empty()
        {
            return false;
        }
        let rest = self.text.rest();
        let Some(end) = word_esac(rest) else { return false };
        // What is nested is read as any other text.
        let body = rest.get(..end).unwrap_or_default();
        if body.contains("case ") {
            return false;
        }
        let mut at = 0;
        while let Some(branch) = body.get(at..).filter(|branch| !branch.trim().is_empty()) {
            let blank = branch.len() - branch.trim_start().len();
            let Some(close) = branch.find(')') else { break };
            let patterns = branch.get(blank..close).unwrap_or_default().trim_start_matches('(');
            if patterns.contains(['$', '`', '#', '\n']) {
                return false;
            }
            if patterns.split('|').any(|pattern| fits(pattern.trim().trim_matches(['"', '\'']), value)) {
                self.cases.push(self.open_blocks);
                self.text.at += at + close + 1;
                self.expects_pattern = false;
                return true;
            }
            match branch.find(";;") {
                Some(next) => at += next + 2,
                None => break,
            }
        }
        self.cases.push(self.open_blocks);
        self.text.at += end;
        true
    }

    /// At the `;;` of the executed branch: skips to `esac`.
    pub(super) fn ends_branch(&mut self) {
        if self.depth == 0 && self.cases.last() == Some(&self.open_blocks) {
            self.expects_pattern = false;
            let rest = self.text.rest();
            self.text.at += word_esac(rest).unwrap_or(0);
        }
    }

    /// At `esac`: whether it ends a `case` whose branch was known.
    pub(super) fn ends_case(&mut self) -> bool {
        let ends = self.depth == 0 && self.cases.last() == Some(&self.open_blocks);
        if ends {
            self.cases.pop();
        }
        ends
    }
}

/// Where `esac` is, as a word.
fn word_esac(text: &str) -> Option<usize> {
    let apart = |letter: char| letter.is_whitespace() || letter == ';';
    text.match_indices("esac").map(|(at, _)| at).find(|at| {
        text.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with(apart))
            && text.get(at + 4..).is_some_and(|after| after.is_empty() || after.starts_with(apart))
    })
}

/// Whether a pattern of `case` fits: literal text, with `*` at its ends.
fn fits(pattern: &str, value: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        _ if pattern == "*" => true,
        (Some(end), None) => value.ends_with(end),
        (None, Some(start)) => value.starts_with(start),
        (Some(rest), Some(_)) => value.contains(rest.trim_end_matches('*')),
        (None, None) => value == pattern,
    }
}
