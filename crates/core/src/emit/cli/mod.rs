//! An AWS CLI command as words, before any shell quotes them. Every trap of the CLI's own parsing is handled here.

pub(super) mod posix;
mod render;
mod script;

pub(super) use render::Shell;
pub(super) use script::{Script, script};

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use render::render;

use super::rotation::{Rotation, question};
use super::value::{Node, Value};
use super::*;
use crate::quote;
use PieceKind as Kind;

/// A command, with a line for each option.
struct Command {
    pub lines: Vec<Line>,
    /// The JSON that the line of [`Shell::payload`] refers to, with places for the passwords.
    pub payload: Option<Payload>,
    /// Files that the command reads.
    pub files: Vec<File>,
    pub notes: Vec<Note>,
}

/// An option with its words.
pub(super) struct Line {
    pub path: Option<Path>,
    /// The option, without its value.
    pub option: String,
    /// Written as `--option=value`: a value that starts with a hyphen would be treated as an option.
    pub joined: bool,
    pub words: Vec<Word>,
}

/// A value of an option.
pub(super) struct Word {
    pub kind: Kind,
    pub text: String,
    pub path: Option<Path>,
    /// Whether the text is already in the shell's language.
    pub code: bool,
}

/// JSON that is assembled when the command runs.
pub(super) struct Payload {
    /// Alternating JSON, and the number of the password after it.
    pub parts: Vec<(String, Option<usize>)>,
    /// The passwords in it.
    pub passwords: Vec<usize>,
}

impl Line {
    fn new(option: impl Into<String>, path: impl Into<Path>) -> Self {
        Self { path: Some(path.into()), option: option.into(), joined: false, words: Vec::new() }
    }

    fn word(mut self, kind: Kind, text: impl Into<String>) -> Self {
        let path = self.path.clone();
        self.words.push(Word { kind, text: text.into(), path, code: false });
        self
    }

    /// An option with one text value.
    fn text(option: &str, path: impl Into<Path>, value: &str) -> Self {
        let line = Self::new(option, path).word(Kind::String, value);
        Self { joined: value.starts_with('-'), ..line }
    }
}

/// The command of a job.
fn command(job: &Job<'_>, shell: &Shell) -> Command {
    let mut command = Command { lines: Vec::new(), payload: None, files: Vec::new(), notes: Vec::new() };
    match job.options.style {
        Style::Flags => flags(job, shell, &mut command),
        Style::InputJson => input_json(job, shell, &mut command),
    }
    if job.options.extras.check_only {
        let path = Path::Option("checkOnly");
        command.lines.push(Line::new("--generate-cli-skeleton", path).word(Kind::Keyword, "output"));
    }
    command.lines.extend(globals(job.options, &[]));
    command.lines.extend(shell.no_pager(job));
    command
}

fn flags(job: &Job<'_>, shell: &Shell, command: &mut Command) {
    let mut hidden = Vec::new();
    for &member in job.operation.members() {
        match Value::from_draft(job.draft, member) {
            Some(Value { node: Node::Text(text), .. }) if is_fetched(text) || (shell.hides)(text) => {
                hidden.push(member)
            }
            Some(value) => line(job, member, &value, shell, command),
            None if job.missing().any(|missing| missing == member) => {
                let line = Line::new(member.option(), member);
                command.lines.push(line.word(Kind::Placeholder, Job::placeholder(member)));
            }
            None => {}
        }
    }
    // In JSON, a string that looks like a URL is taken literally.
    if !hidden.is_empty() {
        let members =
            hidden.iter().filter_map(|member| Some((*member, Value::from_draft(job.draft, *member)?)));
        let members =
            members.map(|(member, value)| format!("{}:{}", quote::json(member.name()), compact(&value)));
        let text = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
        command.lines.push(Line::new("--cli-input-json", hidden[0]).word(Kind::String, text));
    }
}

fn input_json(job: &Job<'_>, shell: &Shell, command: &mut Command) {
    let members = job.operation.members().iter().copied();
    let asked = !matches!(job.options.secrets, Secrets::File | Secrets::Inline);
    let apart: Vec<Member> = members
        .filter(|member| {
            asked && Value::from_draft(job.draft, *member).is_some_and(|value| !value.secrets().is_empty())
        })
        .collect();
    let file = json::file(job, job.ready, &apart);
    let name = format!("file://{}", file.name);
    command.lines.push(Line::new("--cli-input-json", Path::Request).word(Kind::String, name));
    for member in apart {
        if let Some(value) = Value::from_draft(job.draft, member) {
            secret_line(job, member, &value, shell, command);
        }
    }
    command.files.push(file);
}

fn line(job: &Job<'_>, member: Member, value: &Value<'_>, shell: &Shell, command: &mut Command) {
    let option = member.option();
    let line = match &value.node {
        Node::Text(text) => Line::text(option, member, text),
        Node::Flag(true) => Line::new(option, member),
        Node::Flag(false) => Line::new(option.replacen("--", "--no-", 1), member),
        _ if !value.secrets().is_empty() => return secret_line(job, member, value, shell, command),
        Node::List(items) => {
            let word = |item: &Value<'_>| match &item.node {
                Node::Text(text) => is_plain(text, shell).then(|| (*text).to_owned()),
                _ => shorthand(item),
            };
            let words: Option<Vec<String>> = items.iter().map(word).collect();
            let mut line = Line::new(option, member);
            match words.filter(|words| !words.is_empty()) {
                Some(words) => {
                    for (item, text) in items.iter().zip(words) {
                        line.words.push(Word {
                            kind: Kind::String,
                            text,
                            path: Some(item.path.clone()),
                            code: false,
                        });
                    }
                    line
                }
                None => line.word(Kind::String, compact(value)),
            }
        }
        _ => Line::new(option, member).word(Kind::String, shorthand(value).unwrap_or_else(|| compact(value))),
    };
    command.lines.push(line);
}

/// The option of a member with passwords.
fn secret_line(job: &Job<'_>, member: Member, value: &Value<'_>, shell: &Shell, command: &mut Command) {
    let mut line = Line::new(member.option(), member);
    match job.options.secrets {
        Secrets::Inline => {
            let plain = match &value.node {
                Node::List(_) => plain_passwords(value, shell),
                _ => shorthand(value).map(|word| vec![word]),
            };
            let words = plain.unwrap_or_else(|| vec![compact(value)]);
            for (n, text) in words.into_iter().enumerate() {
                line = line.word(Kind::Secret, text);
                if let (Some(word), Node::List(items)) = (line.words.last_mut(), &value.node) {
                    word.path = items.get(n).map(|item| item.path.clone());
                }
            }
        }
        Secrets::File => {
            let given = job.options.secret_name.as_deref().filter(|name| !name.is_empty());
            let name = given.map_or_else(|| format!("{}.json", &member.option()[2..]), str::to_owned);
            line = line.word(Kind::String, format!("file://{name}"));
            let mut text = Text::default();
            json::write(&mut text, value, 0, true);
            text.put(Kind::Plain, "\n");
            command.files.push(text.file(&name));
            let note = format!(
                "{name} contains the passwords. Let nobody else read it (chmod 600), and delete it when the command \
                 has run."
            );
            command.notes.push(Note::advice(note).at(Severity::Advice, Path::Option("secrets")));
        }
        _ => {
            let path = line.path.clone();
            line.words.push(Word { kind: Kind::Keyword, text: shell.reference.to_owned(), path, code: true });
            command.payload = Some(payload(value));
        }
    }
    command.lines.push(line);
}

/// The global options, except for these.
fn globals(options: &Options, without: &[&str]) -> Vec<Line> {
    let mut lines = Vec::new();
    for setting in SETTINGS {
        let Some(option) = setting.option.filter(|_| !without.contains(&setting.name)) else { continue };
        let Some(value) = (setting.get)(options) else { continue };
        let path = Path::Option(setting.name);
        lines.push(match setting.kind {
            SettingKind::Flag => Line::new(option, path),
            _ => Line::text(option, path, &value),
        });
    }
    lines
}

/// The message when a new password was typed differently the second time.
pub(super) const DIFFER: &str = "The two passwords differ.";

/// The settings that concern this request's reply, or print secrets.
const NOT_FOR_SECRETS: &[&str] = &["output", "query", "endpointUrl", "debug", "noPaginate", "noSignRequest"];
const NOT_FOR_WAITING: &[&str] = &["output", "query", "debug", "noPaginate"];

/// The steps after the request, as the options of two more commands.
struct Afterwards {
    /// `describe-users` or `describe-user-groups`, printing the status alone.
    pub wait: Option<Vec<Line>>,
    /// `modify-user-group`.
    pub group: Option<Vec<Line>>,
}

/// The steps after the request. A user can join a group only once it's active, so joining implies waiting.
fn afterwards(job: &Job<'_>, shell: &Shell) -> Afterwards {
    let (member, id) = (job.operation.id(), job.id());
    let extras = &job.options.extras;
    let user_group = extras.user_group.as_ref().filter(|_| !job.operation.is_of_group());
    if extras.check_only {
        return Afterwards { wait: None, group: None };
    }
    let wait = (extras.wait || user_group.is_some()).then(|| {
        let mut lines = vec![
            Line::text(member.option(), member, id),
            Line::text("--query", Path::Option("wait"), &job.about("<All>[0].Status")),
            Line::text("--output", Path::Option("wait"), "text"),
        ];
        lines.extend(globals(job.options, NOT_FOR_WAITING));
        lines
    });
    let group = user_group.map(|group| {
        let mut lines = vec![
            Line::text("--user-group-id", Path::Option("userGroup"), group),
            Line::text("--user-ids-to-add", Member::UserId, id),
        ];
        lines.extend(globals(job.options, &["query"]));
        lines.extend(shell.no_pager(job));
        lines
    });
    Afterwards { wait, group }
}

/// Whether the CLI would replace this string with something else: the contents of a file or, in AWS CLI 1, of
/// a web page. Either version may run the command, so it's avoided for both.
fn is_fetched(text: &str) -> bool {
    ["file://", "fileb://", "http://", "https://"].iter().any(|prefix| text.starts_with(prefix))
}

/// The passwords as one word each, if the CLI reads each of them literally.
fn plain_passwords(value: &Value<'_>, shell: &Shell) -> Option<Vec<String>> {
    let secrets = value.secrets();
    let texts = secrets.iter().map(|(_, secret)| secret.expose());
    texts.map(|text| is_plain(text, shell).then(|| text.to_owned())).collect()
}

/// Whether the CLI reads this list item literally when it's a separate word.
fn is_plain(text: &str, shell: &Shell) -> bool {
    // To the CLI a bracket begins JSON, even after whitespace.
    let white = |letter: char| letter.is_whitespace() || letter.is_control();
    let json = text.trim_start_matches(white).starts_with('[');
    !text.is_empty() && !text.starts_with('-') && !json && !is_fetched(text) && !(shell.hides)(text)
}

/// The CLI's shorthand, `Key=a,Value=b`, where every value is plain enough for it to be the same in every version.
fn shorthand(value: &Value<'_>) -> Option<String> {
    let plain = |text: &str| {
        let edge = |letter: char| letter.is_ascii_alphanumeric() || "_./:@+-!#$^&<>".contains(letter);
        let first =
            text.chars().next().is_none_or(|first| first.is_ascii_alphanumeric() || "_./:+".contains(first));
        let last = text.chars().next_back().is_none_or(edge);
        first && last && text.chars().all(|letter| letter == ' ' || edge(letter))
    };
    let Node::Structure(members) = &value.node else { return None };
    let mut parts = Vec::new();
    for (name, value) in members {
        let text = match &value.node {
            Node::Text(text) if plain(text) => (*text).to_owned(),
            Node::List(items) if !items.is_empty() => {
                let items = items.iter().map(|item| match &item.node {
                    Node::Secret(_, secret) => {
                        Some(secret.expose()).filter(|text| !text.is_empty() && plain(text))
                    }
                    _ => None,
                });
                items.collect::<Option<Vec<_>>>()?.join(",")
            }
            _ => return None,
        };
        parts.push(format!("{name}={text}"));
    }
    (!parts.is_empty()).then(|| parts.join(","))
}

/// JSON on one line, passwords included.
fn compact(value: &Value<'_>) -> String {
    let mut out = String::new();
    walk(value, &mut |part| match part {
        Ok(json) => out.push_str(json),
        Err((_, secret)) => out.push_str(&quote::json(secret.expose())),
    });
    out
}

fn payload(value: &Value<'_>) -> Payload {
    let mut payload = Payload { parts: vec![(String::new(), None)], passwords: Vec::new() };
    walk(value, &mut |part| {
        let Some(last) = payload.parts.last_mut() else { return };
        match part {
            Ok(json) => last.0.push_str(json),
            Err((n, _)) => {
                last.1 = Some(n);
                payload.passwords.push(n);
                payload.parts.push((String::new(), None));
            }
        }
    });
    payload
}

type Part<'a> = Result<&'a str, (usize, &'a crate::Password)>;

/// JSON on one line, in parts: text, or a password.
fn walk(value: &Value<'_>, each: &mut dyn FnMut(Part<'_>)) {
    match &value.node {
        Node::Text(text) => each(Ok(&quote::json(text))),
        Node::Flag(flag) => each(Ok(if *flag { "true" } else { "false" })),
        Node::Secret(n, secret) => each(Err((*n, secret))),
        Node::List(items) => {
            each(Ok("["));
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    each(Ok(", "));
                }
                walk(item, each);
            }
            each(Ok("]"));
        }
        Node::Structure(members) => {
            each(Ok("{"));
            for (n, (name, value)) in members.iter().enumerate() {
                each(Ok(if n > 0 { ", " } else { "" }));
                each(Ok(&quote::json(name)));
                each(Ok(": "));
                walk(value, each);
            }
            each(Ok("}"));
        }
    }
}
