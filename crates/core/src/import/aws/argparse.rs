//! Options and values, parsed like Python's `argparse`, which the AWS CLI uses.

use alloc::vec::Vec;

/// How many words an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Nothing,
    One,
    AtMostOne,
    Any,
}

/// An option of a parser.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// With its dashes.
    pub name: &'static str,
    pub takes: Takes,
    /// What its value may be; anything when empty.
    pub choices: &'static [&'static str],
}

impl Known {
    pub const fn new(name: &'static str, takes: Takes) -> Self {
        Self { name, takes, choices: &[] }
    }
}

/// A word, or the part of it after the `=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// Which word.
    pub word: usize,
    /// Where in it the value starts.
    pub from: usize,
}

/// An option that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Which of the parser's options.
    pub option: usize,
    /// The word that names it.
    pub word: usize,
    pub values: Vec<Value>,
}

/// What a parser made of its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// In the order given.
    pub given: Vec<Given>,
    /// The word that isn't an option.
    pub positional: Option<usize>,
    /// Unknown arguments, in order.
    pub rest: Vec<usize>,
}

/// Why it gave up, and at which word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub word: usize,
    pub what: ProblemKind,
}

/// Why parsing fails. Each is an error in the CLI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The beginning of several options.
    Ambiguous(Vec<&'static str>),
    /// The option needs a value.
    NeedsValue(&'static str),
    /// The option takes no value, and has one after `=`.
    TakesNone(&'static str),
    /// The value is none of the choices.
    NoChoice(&'static str, &'static [&'static str]),
}

/// Whether the parser has a place for one word that isn't an option, and whether it may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Positional {
    One,
    AtMostOne,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A value.
    Word,
    /// `--`.
    Dashes,
    /// An option of this parser, with where its value starts when there is a `=`.
    Option(Option<(usize, Option<usize>)>),
}

/// Parses the words with these numbers. `text` returns a word's text, or `None` if it isn't known; such a word counts as a
/// value.
pub fn parse<'a>(
    words: &[usize],
    text: impl Fn(usize) -> Option<&'a str>,
    known: &[Known],
    positional: Positional,
) -> Result<Parsed, Problem> {
    let mut kinds = Vec::with_capacity(words.len());
    let mut literal = false;
    for word in words {
        kinds.push(match text(*word) {
            None => Kind::Word,
            Some(_) if literal => Kind::Word,
            Some("--") => {
                literal = true;
                Kind::Dashes
            }
            Some(text) => kind(*word, text, known)?,
        });
    }
    let mut run = Run {
        words,
        kinds: &kinds,
        known,
        text: &text,
        positional: Some(positional),
        out: Parsed::default(),
    };
    run.all()?;
    Ok(run.out)
}

fn kind(word: usize, text: &str, known: &[Known]) -> Result<Kind, Problem> {
    if !text.starts_with('-') || text.len() == 1 {
        return Ok(Kind::Word);
    }
    let (name, value) = match text.split_once('=') {
        Some((name, _)) => (name, Some(name.len() + 1)),
        None => (text, None),
    };
    if let Some(option) = known.iter().position(|option| option.name == text) {
        return Ok(Kind::Option(Some((option, None))));
    }
    if let Some(option) = known.iter().position(|option| option.name == name) {
        return Ok(Kind::Option(Some((option, value))));
    }
    if name.starts_with("--") {
        let begins: Vec<usize> = (0..known.len())
            .filter(|n| known.get(*n).is_some_and(|option| option.name.starts_with(name)))
            .collect();
        match begins.as_slice() {
            [] => {}
            [only] => return Ok(Kind::Option(Some((*only, value)))),
            several => {
                let names = several.iter().filter_map(|n| Some(known.get(*n)?.name)).collect();
                return Err(Problem { word, what: ProblemKind::Ambiguous(names) });
            }
        }
    }
    if is_negative_number(text) || text.contains(' ') {
        return Ok(Kind::Word);
    }
    Ok(Kind::Option(None))
}

/// `-5`, `-.5`: values, not options.
fn is_negative_number(text: &str) -> bool {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let Some(digits) = text.strip_prefix('-') else { return false };
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        None => all(digits),
        Some((whole, fraction)) => (whole.is_empty() || all(whole)) && all(fraction),
    }
}

struct Run<'r, F> {
    words: &'r [usize],
    kinds: &'r [Kind],
    known: &'r [Known],
    text: &'r F,
    positional: Option<Positional>,
    out: Parsed,
}

impl<'a, F: Fn(usize) -> Option<&'a str>> Run<'_, F> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.kinds.get(at).copied()
    }

    fn is_option(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Option(_)))
    }

    fn extra(&mut self, from: usize, to: usize) {
        self.out.rest.extend(self.words.get(from..to).unwrap_or_default());
    }

    fn all(&mut self) -> Result<(), Problem> {
        let mut at = 0;
        let last = self.kinds.iter().rposition(|kind| matches!(kind, Kind::Option(_)));
        while let Some(last) = last.filter(|last| at <= *last) {
            let next = (at..=last).find(|at| self.is_option(*at)).unwrap_or(last);
            if at != next {
                let end = self.take_positional(at);
                if end > at {
                    at = end;
                    continue;
                }
                self.extra(at, next);
                at = next;
            }
            at = self.option(at)?;
        }
        let end = self.take_positional(at);
        self.extra(end, self.words.len());
        Ok(())
    }

    /// Takes the words of the positional argument that start here: `--` around one value.
    fn take_positional(&mut self, at: usize) -> usize {
        let Some(positional) = self.positional else { return at };
        let kinds = self.kinds;
        let dashes = |mut at: usize| {
            while kinds.get(at) == Some(&Kind::Dashes) {
                at += 1;
            }
            at
        };
        let value = dashes(at);
        let has = self.kind(value) == Some(Kind::Word);
        if !has && positional == Positional::One {
            return at;
        }
        self.positional = None;
        if has {
            self.out.positional = self.words.get(value).copied();
        }
        if has { dashes(value + 1) } else { value }
    }

    fn option(&mut self, at: usize) -> Result<usize, Problem> {
        let word = self.words.get(at).copied().unwrap_or_default();
        let Some(Kind::Option(Some((option, explicit)))) = self.kind(at) else {
            self.extra(at, at + 1);
            return Ok(at + 1);
        };
        let Some(known) = self.known.get(option).copied() else { return Ok(at + 1) };
        let problem = |what| Err(Problem { word, what });
        let mut end = at + 1;
        let values = match (explicit, known.takes) {
            (Some(_), Takes::Nothing) => return problem(ProblemKind::TakesNone(known.name)),
            (Some(from), _) => vec![Value { word, from }],
            (None, takes) => {
                let most = match takes {
                    Takes::Nothing => 0,
                    Takes::One | Takes::AtMostOne => 1,
                    Takes::Any => usize::MAX,
                };
                while end - at - 1 < most && self.kind(end) == Some(Kind::Word) {
                    end += 1;
                }
                let taken = self.words.get(at + 1..end).unwrap_or_default();
                taken.iter().map(|word| Value { word: *word, from: 0 }).collect()
            }
        };
        if values.is_empty() && known.takes == Takes::One {
            return problem(ProblemKind::NeedsValue(known.name));
        }
        if !known.choices.is_empty() {
            for value in &values {
                let text = (self.text)(value.word).and_then(|text| text.get(value.from..));
                if text.is_some_and(|text| !known.choices.contains(&text)) {
                    return Err(Problem {
                        word: value.word,
                        what: ProblemKind::NoChoice(known.name, known.choices),
                    });
                }
            }
        }
        self.out.given.push(Given { option, word, values });
        Ok(end)
    }
}
