//! A command in one shell's syntax.

use super::*;
use crate::quote::Quoted;
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How a shell writes a command.
pub(in crate::emit) struct Shell {
    /// A string as one word.
    pub word: fn(&str) -> Quoted,
    /// The separator between two options if the command is wrapped.
    pub wrap: &'static str,
    /// Whether `--option='value'` is one word when only the value is quoted.
    pub joins: bool,
    /// How the command refers to JSON that is assembled when it runs.
    pub reference: &'static str,
    /// Whether a string is unsafe in this shell; it then goes into ASCII JSON.
    pub hides: fn(&str) -> bool,
    /// What goes before the program to keep AWS CLI 2 from showing the reply in a pager.
    pub pager: &'static str,
    /// The option with the same effect, which AWS CLI 1 doesn't know.
    pub no_pager: Option<&'static str>,
    /// What makes a line a comment.
    pub comment: &'static str,
    /// The extension of this shell's scripts.
    pub extension: &'static str,
}

impl Shell {
    /// What goes before `aws`.
    pub fn start(&self, job: &Job<'_>) -> &'static str {
        if job.options.cli_version == CliVersion::V2 { self.pager } else { "" }
    }

    /// The option against a pager, where it is one.
    pub fn no_pager(&self, job: &Job<'_>) -> Option<Line> {
        let option = self.no_pager.filter(|_| job.options.cli_version == CliVersion::V2)?;
        Some(Line::new(option, Path::Option("cliVersion")))
    }
}

/// Writes `aws <service> <command>` and its lines. A value that the shell can't express becomes a placeholder and an error.
pub(super) fn render(
    text: &mut Text,
    shell: &Shell,
    start: &str,
    lines: &[Line],
    one_line: bool,
    notes: &mut Vec<Note>,
) {
    text.put(Kind::Command, start.to_owned());
    for line in lines {
        text.put(Kind::Plain, if one_line { " " } else { shell.wrap });
        let mut put = |kind: Kind, path: &Option<Path>, string: String| {
            match path {
                Some(path) => text.put_at(kind, path, string),
                None => text.put(kind, string),
            };
        };
        if !line.joined || shell.joins {
            put(Kind::Option, &line.path, line.option.clone());
        }
        for word in &line.words {
            let whole = line.joined && !shell.joins;
            let raw = if whole { format!("{}={}", line.option, word.text) } else { word.text.clone() };
            let quoted = if word.code { Ok(raw) } else { (shell.word)(&raw) };
            let (kind, string) = match quoted {
                Ok(string) => (word.kind, string),
                Err(why) => {
                    let place = word.path.as_ref().map_or_else(String::new, ToString::to_string);
                    let note = format!("{place} can't be written for this shell: it contains {}.", why.0);
                    let path = word.path.clone().unwrap_or(Path::Request);
                    notes.push(Note::advice(note).at(Severity::Error, path));
                    (Kind::Placeholder, (shell.word)("<cannot be written>").unwrap_or_default())
                }
            };
            put(
                Kind::Plain,
                &None,
                if whole {
                    ""
                } else if line.joined {
                    "="
                } else {
                    " "
                }
                .to_owned(),
            );
            put(kind, &word.path, string);
        }
    }
}
