//! What a step does, before any shell writes it.

use crate::Path;
use alloc::string::String;
use alloc::vec::Vec;

/// Something to do, or to make sure of.
pub(crate) enum Action {
    /// The request itself, with the passwords that it needs.
    Request,
    /// The same with the new password alone, the second of two.
    Keep,
    /// Makes a new password and stores it in the secret, as the version that is pending.
    Store,
    /// Waits for Enter. Without anyone there it ends it all.
    Pause(&'static str),
    /// Looks first, and does what the first case with the found text says, or `rest`. Where the look fails it does `absent`,
    /// or fails too where there is none.
    Match {
        look: Call,
        cases: Vec<(Vec<String>, Vec<Action>)>,
        rest: Vec<Action>,
        absent: Option<Vec<Action>>,
    },
    /// Looks every 5 seconds, this many times at most, until this is found.
    Until { look: Call, is: &'static str, what: String, tries: u32 },
    /// Calls the service.
    Run(Call),
    /// Queries the service, and stores the result in a variable.
    Find(&'static str, Call),
    /// Does the first where what was found under the name is `True`, else the second.
    When(&'static str, Vec<Action>, Vec<Action>),
    /// Prints a line.
    Say(Vec<Chunk>),
    /// Ends it all with this line and with what was found.
    Fail(String),
}

/// A call of the AWS CLI.
pub(crate) struct Call {
    pub service: &'static str,
    pub command: &'static str,
    pub args: Vec<Arg>,
}

/// An option of a call, with its words.
pub(crate) struct Arg {
    pub option: &'static str,
    pub words: Vec<Vec<Chunk>>,
    pub path: Path,
}

/// A part of text: known now, or found when the script runs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Chunk {
    Text(String),
    Found(&'static str),
}

/// Text that is known now.
pub(crate) fn text(text: impl Into<String>) -> Chunk {
    Chunk::Text(text.into())
}

impl Action {
    /// Prints a line that is known now.
    pub fn say(line: impl Into<String>) -> Self {
        Self::Say(vec![text(line)])
    }
}

impl Call {
    pub fn new(command: &'static str) -> Self {
        Self { service: "elasticache", command, args: Vec::new() }
    }

    pub fn arg(self, option: &'static str, path: impl Into<Path>, value: impl Into<String>) -> Self {
        self.words(option, path, vec![vec![text(value)]])
    }

    pub fn words(mut self, option: &'static str, path: impl Into<Path>, words: Vec<Vec<Chunk>>) -> Self {
        self.args.push(Arg { option, words, path: path.into() });
        self
    }

    /// Prints this of the reply, as text.
    pub fn printing(self, option: &'static str, query: impl Into<String>) -> Self {
        let path = || Path::Option(option);
        self.arg("--query", path(), query).arg("--output", path(), "text")
    }
}

/// Text as JMESPath writes it.
pub(crate) fn jmespath(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}
