//! From the words after `aws` to the request that the CLI would send.

mod globals;

use super::super::node::{Entry, Node, What};
use super::super::syntax::literal::{self, Dialect};
use super::super::syntax::words::Word;
use super::super::syntax::yaml::{self, Schema};
use super::super::syntax::{Fragment, SyntaxError, wrong};
use super::super::{Import, NoteKind, Source, draft};
use super::argparse::{self, Given, Known, Parsed, Positional, Problem, Takes, Value, parse};
use super::shorthand;
use crate::emit::Globals;
use crate::{Member, Operation};
use std::ops::Range;

/// A call of one of the two operations.
pub struct Call {
    pub operation: Operation,
    /// The parameters: a map with the API's member names, in the order in which the CLI sends them.
    pub parameters: Node,
    pub globals: Globals,
    /// Whether the CLI would refuse the command before it asks the service.
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
        let takes = match member {
            Member::NoPasswordRequired => Takes::Nothing,
            Member::Passwords | Member::Tags => Takes::Any,
            _ => Takes::One,
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

/// Reads the words after `aws`. `None` when they call something else, or cannot be taken apart (which is then an error of
/// the import).
pub fn read(source: &Source<'_>, import: &mut Import, words: &[Word], files: &[File<'_>]) -> Option<Call> {
    let text = |word: usize| {
        let text = words.get(word)?.text();
        // What starts with something unknown is taken as a value.
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

/// What the CLI has against it. The words themselves may be passwords and are not repeated.
fn refusal(problem: &Problem) -> String {
    match &problem.what {
        argparse::What::Ambiguous(names) => {
            format!(
                "The AWS CLI refuses this: it is the beginning of several options, {}. Write the whole name.",
                names.join(", ")
            )
        }
        argparse::What::NeedsValue(name) => format!(
            "The AWS CLI refuses this: {name} needs a value. If the value starts with a dash, write {name}=… in one word."
        ),
        argparse::What::TakesNone(name) => format!("The AWS CLI refuses this: {name} takes no value."),
        argparse::What::NoChoice(name, choices) => {
            format!("The AWS CLI refuses this value of {name}. It takes {}.", choices.join(", "))
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

    /// Where a value is: its whole word, the part of the word after `--option=`, or the text of a here-document.
    fn value_span(&self, value: &Value) -> Range<usize> {
        let fragment = self.fragment(value);
        let is_file = self.word(value).text != fragment.text;
        if value.from == 0 && !is_file {
            self.span(value.word)
        } else {
            fragment.span(0..fragment.text.len())
        }
    }

    fn leftovers(&self) -> Vec<usize> {
        let mut left = self.parsed.rest.clone();
        // The place where `help` may stand takes one word; an empty one passes unseen.
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
                    "The access string is not in quotes, so the shell takes it apart and the AWS CLI refuses the command. It was read as one text; write {} '…' with quotes.",
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
                    "The AWS CLI rejects this command: a flag has no value. Write --no-no-password-required to require a password. The flag was left out.",
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
                    "The AWS CLI refuses this word: {} has no such option, and no option before it takes it as a value. It was left out.",
                    self.operation.command()
                ),
            );
        }
    }

    fn parameters(&mut self, joined: &[Joined]) -> Node {
        self.repeated();
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
            let read = match member {
                Member::Passwords => self.texts(&given, span),
                Member::Tags => self.structures(&given, span),
                Member::AuthenticationMode => self.structure(&given),
                _ => Ok(self.scalar(&given, joined.iter().find(|joined| joined.member == *member))),
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
                "With --generate-cli-skeleton the AWS CLI prints a skeleton and sends nothing. The option was left out.",
            );
        }
        let span = self.words.first().map_or(0, |word| word.span.start)
            ..self.words.last().map_or(0, |word| word.span.end);
        Node::new(What::Map(entries), span)
    }

    fn bad_value(&mut self, option: &str, error: &SyntaxError) {
        self.refused = true;
        self.import.error(
            Some(error.at..error.at),
            format!("The AWS CLI cannot read the value of {option} here: {}", error.message),
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

    fn given_again(&mut self, given: &Given) {
        let last = given.values.last().map_or(given.word, |value| value.word);
        let span = self.span(given.word).start..self.span(last).end;
        if matches!(self.name(given), "--passwords" | "--authentication-mode") {
            self.import.secrets.push(span.clone());
        }
        self.import.note(
            NoteKind::Dropped,
            span,
            "This option is given again later, and only the last one counts for the AWS CLI.",
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
        let value = Node::new(What::Bool(self.name(given) != NEGATED), key_span.clone());
        Some(Entry { key: Member::NoPasswordRequired.name().to_owned(), key_span, value })
    }

    /// A value's text; where it names a file that the same script writes, the file's text.
    fn fragment(&self, value: &Value) -> Fragment<'_> {
        let word = self.word(value);
        let path = word.text.strip_prefix("file://");
        match path.and_then(|path| self.files.iter().rev().find(|(name, _)| *name == path)) {
            Some((_, content)) => content.tail(0),
            None => word,
        }
    }

    fn word(&self, value: &Value) -> Fragment<'_> {
        self.words.get(value.word).map_or_else(Fragment::default, |word| word.value.tail(value.from))
    }

    /// A value `file://…` stands for the content of the file.
    fn file(&self, value: &Value) -> Option<Node> {
        let fragment = self.fragment(value);
        let path = &fragment.text;
        if !path.starts_with("file://") && !path.starts_with("fileb://") {
            return None;
        }
        let span = fragment.span(0..path.len());
        Some(self.source.open_node(&self.source.written(path), span))
    }

    fn scalar(&self, given: &Given, joined: Option<&Joined>) -> Node {
        let Some(value) = given.values.first() else { return Node::text("", self.span(given.word)) };
        if let Some(file) = self.file(value) {
            return file;
        }
        let fragment = self.fragment(value);
        let mut text = fragment.text.to_string();
        let mut span = self.value_span(value);
        for word in joined.map(|joined| joined.words.clone()).into_iter().flatten() {
            text.push(' ');
            text.push_str(self.words.get(word).map_or("", |word| word.text()));
            span.end = self.span(word).end;
        }
        Node::text(text, span)
    }

    /// A list of texts: a word each, or one word of JSON, or one file.
    fn texts(&self, given: &Given, span: Range<usize>) -> Result<Node, SyntaxError> {
        if let [only] = given.values.as_slice() {
            if let Some(file) = self.file(only) {
                return Ok(file);
            }
            let fragment = self.fragment(only);
            if fragment.text.trim_start().starts_with('[') {
                return literal::read(self.source, &fragment, Dialect::Json);
            }
        }
        let texts =
            given.values.iter().map(|value| Node::text(self.fragment(value).text, self.value_span(value)));
        Ok(Node::new(What::List(texts.collect()), span))
    }

    fn structures(&self, given: &Given, span: Range<usize>) -> Result<Node, SyntaxError> {
        if let [only] = given.values.as_slice()
            && let Some(file) = self.file(only)
        {
            return Ok(file);
        }
        let json = given
            .values
            .first()
            .is_some_and(|first| self.fragment(first).text.trim_start().starts_with(['[', '{']));
        if json
            && let [only] = given.values.as_slice()
            && self.fragment(only).text.trim_start().starts_with('[')
        {
            return literal::read(self.source, &self.fragment(only), Dialect::Json);
        }
        let mut items = Vec::with_capacity(given.values.len());
        for value in &given.values {
            let fragment = self.fragment(value);
            items.push(match json {
                true if fragment.text.trim_start().starts_with('{') => {
                    literal::read(self.source, &fragment, Dialect::Json)?
                }
                true => {
                    return Err(wrong(
                        fragment.place(0),
                        "after a first word of JSON every word must be a JSON object.",
                    ));
                }
                false if self.is_unknown(&fragment) => {
                    Node::text(fragment.text.clone(), self.span(value.word))
                }
                false => shorthand::read(self.source, &fragment)?,
            });
        }
        Ok(Node::new(What::List(items), span))
    }

    fn structure(&self, given: &Given) -> Result<Node, SyntaxError> {
        let Some(value) = given.values.first() else { return Ok(Node::text("", self.span(given.word))) };
        if let Some(file) = self.file(value) {
            return Ok(file);
        }
        let fragment = self.fragment(value);
        if self.is_unknown(&fragment) {
            return Ok(Node::text(fragment.text.clone(), self.span(value.word)));
        }
        match fragment.text.trim_start().chars().next() {
            Some('{') => literal::read(self.source, &fragment, Dialect::Json),
            Some('[') => Err(wrong(fragment.place(0), "expected key=value pairs, or a JSON object.")),
            _ => {
                let mut mode = shorthand::read(self.source, &fragment)?;
                // The model says that this is a list, so one value is a list of one.
                if let What::Map(entries) = &mut mode.what {
                    for entry in entries.iter_mut().filter(|entry| entry.key == "Passwords") {
                        if !matches!(entry.value.what, What::List(_)) {
                            let span = entry.value.span.clone();
                            let only =
                                std::mem::replace(&mut entry.value, Node::new(What::Null, span.clone()));
                            entry.value = Node::new(What::List(vec![only]), span);
                        }
                    }
                }
                Ok(mode)
            }
        }
    }

    fn is_unknown(&self, fragment: &Fragment<'_>) -> bool {
        fragment.text.chars().next().is_some_and(|letter| self.source.is_mark(letter))
            && self.source.marked_length(&fragment.text) == fragment.text.len()
    }

    /// The members of `--cli-input-json` that no option gives.
    fn input(&mut self, option: &'static str, entries: &mut Vec<Entry>) {
        let Some(given) = self.given(option).cloned() else { return };
        let Some(value) = given.values.first().copied() else { return };
        if self.file(&value).is_some() || self.is_unknown(&self.fragment(&value)) {
            let span = self.span(value.word);
            let message = format!(
                "{option} reads a file that is not in this text. Paste the text of the file, which holds the members."
            );
            // Without any member there is nothing to fill a draft with.
            if entries.is_empty() {
                self.import.error(Some(span), message);
            } else {
                self.import.note(NoteKind::Unknown, span, message);
            }
            return;
        }
        let fragment = self.fragment(&value).into_owned();
        let read = if option == INPUT_JSON {
            literal::read(self.source, &fragment, Dialect::Json)
        } else {
            // Version 2 alone has this; it reads one document.
            yaml::read(self.source, &fragment, Schema::Core).and_then(|documents| {
                let mut documents = documents.into_iter();
                match (documents.next(), documents.next()) {
                    (Some(node), None) => Ok(node),
                    _ => Err(wrong(fragment.place(0), "expected one document.")),
                }
            })
        };
        let node = match read {
            Ok(node) => node,
            Err(error) => return self.bad_value(option, &error),
        };
        let What::Map(members) = node.what else {
            let error = wrong(node.span.start, "expected an object with the members of the request.");
            return self.bad_value(option, &error);
        };
        // The names that options gave; among the members of the input itself the last of one name counts.
        let by_options = entries.len();
        for member in members {
            if entries.iter().take(by_options).any(|entry| entry.key == member.key) {
                draft::hide(self.import, &member.key, &member.value);
                self.import.note(
                    NoteKind::Dropped,
                    member.key_span.clone(),
                    format!("An option of the command gives this member too, and wins over {option}."),
                );
            } else {
                entries.push(member);
            }
        }
    }
}
