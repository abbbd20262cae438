//! A command in the words of one shell.

use super::*;
use crate::quote::Quoted;

/// How a shell writes a command.
pub(in crate::emit) struct Shell {
    /// A text as one word.
    pub word: fn(&str) -> Quoted,
    /// Between two options where the command is wrapped.
    pub wrap: &'static str,
    /// Whether `--option='value'` is one word when only the value is quoted.
    pub joins: bool,
}

/// Writes `aws <service> <command>` and its lines. What the shell cannot carry becomes a placeholder and an error.
pub(in crate::emit) fn render(
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
                Some(path) => text.put_at(kind, path.clone(), string),
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
                    let note = format!("This shell cannot carry {place}: it holds {}.", why.0);
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
