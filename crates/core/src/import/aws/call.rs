//! From the words after `aws` to the request that the CLI would send.

mod globals;
mod input;
mod values;

use super::super::node::{Entry, Node, NodeKind};
use super::super::syntax::words::Word;
use super::super::syntax::{Fragment, SyntaxError};
use super::super::{Import, NoteKind, Source};
use super::argparse::{self, Given, Known, Parsed, Positional, Problem, Takes, parse};
use crate::emit::Globals;
use crate::{Member, MemberKind, Operation};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// A call of one of the operations.
pub struct Call {
    pub operation: Operation,
    /// The parameters: a map with the API's member names, in the order in which the CLI sends them.
    pub parameters: Node,
    pub globals: Globals,
    /// Whether the CLI would reject the command before it calls the service.
    pub refused: bool,
}

/// A file whose text the script itself holds: its name, and the text.
pub type File<'f> = (&'f str, &'f Fragment<'static>);

const INPUT_JSON: &str = "--cli-input-json";
const INPUT_YAML: &str = "--cli-input-yaml";
const SKELETON: &str = "--generate-cli-skeleton";
const NEGATED: &str = "--no-no-password-required";

fn options(operation: Operation) -> Vec<Known> {
    let mut options = Vec::new();
    for member in operation.members() {
        let takes = match member.kind() {
            MemberKind::Flag => Takes::Nothing,
            MemberKind::Passwords | MemberKind::Tags | MemberKind::Texts => Takes::Any,
            MemberKind::Text | MemberKind::AuthenticationMode => Takes::One,
        };
        options.push(Known::new(member.option(), takes));
        if *member == Member::NoPasswordRequired {
            options.push(Known::new(NEGATED, Takes::Nothing));
        }
    }
    options.push(Known::new(INPUT_JSON, Takes::One));
    options.push(Known::new(INPUT_YAML, Takes::One));
    options.push(Known {
        name: SKELETON,
        takes: Takes::AtMostOne,
        choices: &["input", "output", "yaml-input"],
    });
    options
}

/// Reads the words after `aws`. `None` when they call something else, or can't be taken apart (which is then an error of
/// the import).
pub fn read(source: &Source<'_>, import: &mut Import, words: &[Word], files: &[File<'_>]) -> Option<Call> {
    let text = |word: usize| {
        let text = words.get(word)?.text();
        // What starts with something unknown is read as a value.
        (!text.chars().next().is_some_and(|letter| source.is_mark(letter))).then_some(text)
    };
    let all: Vec<usize> = (0..words.len()).collect();
    // Only when the words are a call of ours is a problem with them worth an error.
    let ours = words.iter().any(|word| word.text() == "elasticache")
        && words.iter().any(|word| Operation::ALL.iter().any(|operation| word.text() == operation.command()));
    let refuse = |import: &mut Import, problem: &Problem| {
        if ours {
            let span = words.get(problem.word).map(|word| word.span.clone());
            import.error(span, refusal(problem));
        }
    };
    let main = match parse(&all, text, globals::KNOWN, Positional::One) {
        Ok(main) => main,
        Err(problem) => {
            refuse(import, &problem);
            return None;
        }
    };
    if text(main.positional?) != Some("elasticache") {
        return None;
    }
    let service = parse(&main.rest, text, &[], Positional::One).ok()?;
    let command = text(service.positional?)?;
    let operation = Operation::ALL.into_iter().find(|operation| operation.command() == command)?;
    let known = options(operation);
    let parsed = match parse(&service.rest, text, &known, Positional::AtMostOne) {
        Ok(parsed) => parsed,
        Err(problem) => {
            refuse(import, &problem);
            return None;
        }
    };
    let mut reader =
        Reader { source, import, words, files, known: &known, parsed: &parsed, refused: false, operation };
    let joined = reader.unquoted_access_string();
    reader.unknown_words(&joined);
    let parameters = reader.parameters(&joined);
    let globals = reader.globals(&main);
    let required_off =
        service.rest.iter().any(|word| matches!(text(*word), Some(INPUT_JSON | INPUT_YAML | SKELETON)));
    let refused = reader.refused
        || !required_off && operation.required().iter().any(|member| reader.given(member.option()).is_none());
    Some(Call { operation, parameters, globals, refused })
}

/// Why the CLI rejects it. Never repeats the words, which may be passwords.
fn refusal(problem: &Problem) -> String {
    match &problem.what {
        argparse::ProblemKind::Ambiguous(names) => {
            format!(
                "The AWS CLI rejects this: it's short for several options, {}. Write the full name.",
                names.join(", ")
            )
        }
        argparse::ProblemKind::NeedsValue(name) => format!(
            "The AWS CLI rejects this: {name} needs a value. If the value starts with a dash, write {name}=… as one word."
        ),
        argparse::ProblemKind::TakesNone(name) => {
            format!("The AWS CLI rejects this: {name} doesn't accept a value.")
        }
        argparse::ProblemKind::NoChoice(name, choices) => {
            format!("The AWS CLI rejects this value of {name}. Use {}.", choices.join(", "))
        }
    }
}

/// Words after the value of an access string that belong to it.
struct Joined {
    member: Member,
    words: Range<usize>,
}

struct Reader<'r, 's> {
    source: &'r Source<'s>,
    import: &'r mut Import,
    words: &'r [Word],
    files: &'r [File<'r>],
    known: &'r [Known],
    parsed: &'r Parsed,
    refused: bool,
    operation: Operation,
}

impl Reader<'_, '_> {
    /// The last use of an option, which is the one that counts.
    fn given(&self, name: &str) -> Option<&Given> {
        self.parsed.given.iter().rev().find(|given| self.name(given) == name)
    }

    fn name(&self, given: &Given) -> &'static str {
        self.known.get(given.option).map_or("", |known| known.name)
    }

    fn span(&self, word: usize) -> Range<usize> {
        self.words.get(word).map_or(0..0, |word| word.span.clone())
    }

    fn leftovers(&self) -> Vec<usize> {
        let mut left = self.parsed.rest.clone();
        // The place for `help` takes one word; an empty one passes unseen.
        left.extend(
            self.parsed
                .positional
                .filter(|word| self.words.get(*word).is_some_and(|word| !word.text().is_empty())),
        );
        left.sort_unstable();
        left
    }

    /// An access string without quotes falls apart into words that no option takes. What follows it directly is part of it.
    fn unquoted_access_string(&mut self) -> Vec<Joined> {
        let left = self.leftovers();
        let mut joined = Vec::new();
        for member in [Member::AccessString, Member::AppendAccessString] {
            let Some(value) = self.given(member.option()).and_then(|given| given.values.first()).copied()
            else {
                continue;
            };
            let mut end = value.word + 1;
            while left.binary_search(&end).is_ok()
                && self.words.get(end).is_some_and(|word| !word.text().starts_with("--"))
            {
                end += 1;
            }
            if end == value.word + 1 {
                continue;
            }
            self.refused = true;
            let span = self.span(value.word).start..self.span(end - 1).end;
            self.import.note(
                NoteKind::Changed,
                span,
                format!(
                    "The access string isn't quoted, so the shell splits it and the AWS CLI rejects the command. It was read as one string; write {} '…' with quotes.",
                    member.option()
                ),
            );
            joined.push(Joined { member, words: value.word + 1..end });
        }
        joined
    }

    fn unknown_words(&mut self, joined: &[Joined]) {
        for word in self.leftovers() {
            if joined.iter().any(|joined| joined.words.contains(&word)) {
                continue;
            }
            self.refused = true;
            if self.denies_a_flag(word) {
                self.import.note(
                    NoteKind::Dropped,
                    self.span(word),
                    "The AWS CLI rejects this command: a flag has no value. Write --no-no-password-required to require a password. The flag was ignored.",
                );
                continue;
            }
            // It may be a password after a misspelled option.
            if self
                .words
                .get(word)
                .is_some_and(|word| !word.text().starts_with('-') || word.text().contains('='))
            {
                self.import.secrets.push(self.span(word));
            }
            self.import.note(
                NoteKind::Dropped,
                self.span(word),
                format!(
                    "The AWS CLI rejects this word: it isn't an option of {}, nor the value of one. It was ignored.",
                    self.operation.command()
                ),
            );
        }
    }

    fn parameters(&mut self, joined: &[Joined]) -> Node {
        self.repeated();
        self.shortened();
        let mut entries: Vec<Entry> = Vec::new();
        for member in self.operation.members() {
            let Some(given) = self.given(member.option()).cloned() else {
                if *member != Member::NoPasswordRequired || self.given(NEGATED).is_none() {
                    continue;
                }
                entries.extend(self.flag());
                continue;
            };
            if *member == Member::NoPasswordRequired {
                entries.extend(self.flag());
                continue;
            }
            let first = given.values.first().map_or(given.word, |value| value.word);
            let last = given.values.last().map_or(given.word, |value| value.word);
            let span = self.span(first).start..self.span(last).end;
            let read = match member.kind() {
                MemberKind::Passwords => self.texts(&given, span),
                MemberKind::Texts => self.ids(&given, span),
                MemberKind::Tags => self.structures(&given, span),
                MemberKind::AuthenticationMode => self.structure(&given),
                MemberKind::Text | MemberKind::Flag => {
                    Ok(self.scalar(&given, joined.iter().find(|joined| joined.member == *member)))
                }
            };
            match read {
                Ok(value) => {
                    let key_span = self.span(given.word);
                    entries.push(Entry { key: member.name().to_owned(), key_span, value });
                }
                Err(error) => self.bad_value(member.option(), &error),
            }
        }
        self.input(INPUT_JSON, &mut entries);
        self.input(INPUT_YAML, &mut entries);
        if let Some(given) = self.given(SKELETON) {
            let span = self.span(given.word);
            self.import.note(
                NoteKind::Dropped,
                span,
                "With --generate-cli-skeleton the AWS CLI prints a skeleton and sends nothing. The option was ignored.",
            );
        }
        let span = self.words.first().map_or(0, |word| word.span.start)
            ..self.words.last().map_or(0, |word| word.span.end);
        Node::new(NodeKind::Map(entries), span)
    }

    fn bad_value(&mut self, option: &str, error: &SyntaxError) {
        self.refused = true;
        self.import.error(
            Some(error.at..error.at),
            format!("The AWS CLI can't read the value of {option} here: {}", error.message),
        );
    }

    fn repeated(&mut self) {
        let mut seen: Vec<&str> = Vec::new();
        for given in self.parsed.given.iter().rev() {
            // The two flags set one member.
            let name = if self.name(given) == NEGATED {
                Member::NoPasswordRequired.option()
            } else {
                self.name(given)
            };
            if !seen.contains(&name) {
                seen.push(name);
                continue;
            }
            self.given_again(given);
        }
    }

    /// Names the options that aren't written out.
    fn shortened(&mut self) {
        for given in &self.parsed.given {
            let name = self.name(given);
            let written = self.words.get(given.word).map_or("", |word| word.text());
            let written = written.split('=').next().unwrap_or_default();
            if written.len() < name.len() && !written.is_empty() {
                self.import.note(
                    NoteKind::Understood,
                    self.words.get(given.word).map_or(0..0, |word| word.span.clone()),
                    format!("This is short for {name}. Write the full name: another version of the AWS CLI may have more options that start like this."),
                );
            }
        }
    }

    fn given_again(&mut self, given: &Given) {
        let last = given.values.last().map_or(given.word, |value| value.word);
        let span = self.span(given.word).start..self.span(last).end;
        if matches!(self.name(given), "--passwords" | "--authentication-mode") {
            self.import.secrets.push(span.clone());
        }
        self.import.note(
            NoteKind::Dropped,
            span,
            "This option is repeated later, and the AWS CLI uses only the last one.",
        );
    }

    /// Whether the word may say no to the flag before it: `--no-password-required false`, or a variable of unknown value.
    fn denies_a_flag(&self, word: usize) -> bool {
        let says_no = |word: &Word| {
            let text = word.text().trim().to_ascii_lowercase();
            !text.starts_with('-') && !matches!(text.as_str(), "true" | "yes" | "on" | "1")
        };
        let is_before =
            |given: &Given| given.word + 1 == word && self.name(given).ends_with("password-required");
        self.words.get(word).is_some_and(says_no) && self.parsed.given.iter().any(is_before)
    }

    /// Never an open user from a flag that someone denied.
    fn flag(&self) -> Option<Entry> {
        let given =
            self.parsed.given.iter().rev().find(|given| self.name(given).ends_with("password-required"))?;
        if self.denies_a_flag(given.word + 1) {
            return None;
        }
        let key_span = self.span(given.word);
        let value = Node::new(NodeKind::Bool(self.name(given) != NEGATED), key_span.clone());
        Some(Entry { key: Member::NoPasswordRequired.name().to_owned(), key_span, value })
    }
}
