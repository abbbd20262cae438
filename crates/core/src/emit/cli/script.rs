//! A script around a command: the source of its passwords, the request, and the steps after it.

use super::*;
use crate::road::{Call, Chunk, Planned, Step, rotation};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The parts of a script.
pub(in crate::emit) struct Script<'a, 'b> {
    pub job: &'a Job<'b>,
    pub shell: &'a Shell,
    /// `aws elasticache create-user …`, in the shell's syntax, without a final line break.
    pub request: Text,
    /// What else the request reads, and how it's created when the script runs.
    pub payload: Option<Payload>,
    after: Afterwards,
    pub notes: Vec<Note>,
}

impl Script<'_, '_> {
    /// Whether more than one command runs.
    pub fn is_long(&self) -> bool {
        self.payload.is_some() || self.after.wait.is_some()
    }

    /// The passwords that the script asks for or fetches, counted from 0.
    pub fn passwords(&self) -> Vec<usize> {
        self.payload.as_ref().map(|payload| payload.passwords.clone()).unwrap_or_default()
    }

    /// The variable that a password comes from, if an imported text named one.
    pub fn reference(&self, n: usize) -> Option<&str> {
        let (path, _) = self.job.draft.all_passwords().nth(n)?;
        self.job.reference(&path)
    }

    /// The JSON that the request reads, assembled from the shell's syntax for text and for a password.
    pub fn put_payload(&self, text: &mut Text, quote: fn(&str) -> String, password: fn(usize) -> String) {
        for (json, n) in self.payload.iter().flat_map(|payload| &payload.parts) {
            if !json.is_empty() {
                text.put(Kind::String, quote(json));
            }
            if let Some(n) = n {
                text.put(Kind::Keyword, password(n + 1));
            }
        }
    }

    /// The prompt for a password.
    pub fn question(&self, n: usize) -> String {
        question(self.job, n, self.passwords().len())
    }

    /// Whether the password is new and typed without echo, so that the script asks twice, as `passwd` does.
    pub fn asks_twice(&self, n: usize) -> bool {
        let new = match self.job.rotation(self.passwords().len()) {
            Some(Rotation::Both) => 1,
            Some(Rotation::New) => 0,
            None => return false,
        };
        self.job.options.secrets == Secrets::Prompt && n == new
    }

    /// The second prompt.
    pub fn again(&self, n: usize) -> String {
        format!("{} again", self.question(n))
    }

    /// The secret of password `n`.
    pub fn secret_id(&self, n: usize) -> String {
        let user = self.job.draft.user_id.as_deref().unwrap_or(Job::placeholder(Member::UserId));
        self.job.options.secret_id(user, n)
    }

    /// The command that prints a secret as a JSON string. In a rotation, both passwords are versions of one.
    pub fn put_fetch(&mut self, text: &mut Text, n: usize) {
        let path = || Path::Option("secretName");
        let secret = self.secret_id(if self.job.rotates { 0 } else { n });
        let mut lines = vec![Line::text("--secret-id", path(), &secret)];
        if self.job.rotates {
            let stage = if n == 0 { "AWSCURRENT" } else { "AWSPENDING" };
            lines.push(Line::text("--version-stage", Path::Option("rotation"), stage));
        }
        lines.extend([Line::text("--query", path(), "SecretString"), Line::text("--output", path(), "json")]);
        lines.extend(globals(self.job.options, NOT_FOR_SECRETS));
        render(text, self.shell, "aws secretsmanager get-secret-value", &lines, true, &mut self.notes);
    }

    /// The command that prints a new password as a JSON string: long, and without what a shell or a URL may take for its own.
    pub fn put_generate(&mut self, text: &mut Text) {
        let path = || Path::Option("secrets");
        let mut lines = vec![
            Line::text("--password-length", path(), "64"),
            Line::new("--exclude-punctuation", path()),
            Line::text("--query", path(), "RandomPassword"),
            Line::text("--output", path(), "json"),
        ];
        lines.extend(globals(self.job.options, NOT_FOR_SECRETS));
        render(text, self.shell, "aws secretsmanager get-random-password", &lines, true, &mut self.notes);
    }

    /// The command that stores password `n`, which it reads from its standard input as it is. Read as JSON, for
    /// `--cli-input-json`, it would be read twice.
    pub fn put_store(&mut self, text: &mut Text, n: usize) {
        let path = || Path::Option("secrets");
        let secret = self.secret_id(n);
        let mut line = Line::new("--secret-string", path());
        let reference = self.shell.reference.to_owned();
        line.words.push(Word { kind: Kind::Keyword, text: reference, path: Some(path()), code: true });
        let (command, option) = match self.job.rotates {
            true => ("put-secret-value", "--secret-id"),
            false => ("create-secret", "--name"),
        };
        let mut lines = vec![Line::text(option, Path::Option("secretName"), &secret)];
        if self.job.rotates {
            lines.push(Line::text("--version-stages", Path::Option("rotation"), "AWSPENDING"));
        }
        lines.push(line);
        lines.extend(globals(self.job.options, NOT_FOR_SECRETS));
        let start = format!("{}aws secretsmanager {command}", self.shell.start(self.job));
        render(text, self.shell, &start, &lines, true, &mut self.notes);
    }

    /// The command that stores a file's content, passed as JSON input.
    pub fn put_store_json(&mut self, text: &mut Text) {
        let path = || Path::Option("secrets");
        let mut line = Line::new("--cli-input-json", path());
        let reference = self.shell.reference.to_owned();
        line.words.push(Word { kind: Kind::Keyword, text: reference, path: Some(path()), code: true });
        let mut lines = vec![line];
        lines.extend(globals(self.job.options, NOT_FOR_SECRETS));
        lines.extend(self.shell.no_pager(self.job));
        render(text, self.shell, "aws secretsmanager put-secret-value", &lines, true, &mut self.notes);
    }

    /// What the script asks for that keeps only the new password.
    pub fn question_to_keep(&self) -> &'static str {
        "New password (the only one kept)"
    }

    /// From here on, the request has the new password alone.
    pub fn keep_new(&mut self) {
        let Some(payload) = &mut self.payload else { return };
        // The old password and the comma after it.
        let place = |parts: &[(String, Option<usize>)]| parts.iter().position(|(_, n)| *n == Some(0));
        if let Some(old) = place(&payload.parts) {
            let (before, _) = payload.parts.remove(old);
            if let Some((json, _)) = payload.parts.get_mut(old) {
                *json = before + json.trim_start_matches(", ");
            }
        }
        payload.passwords.retain(|n| *n != 0);
    }

    /// The steps, where more is wanted than to wait and to join a group.
    pub fn road(&self) -> Option<Vec<Planned>> {
        let road = self.job.road();
        if self.job.rotates {
            let step = Step { id: "rotation", title: String::new(), answer: String::new(), undo: None };
            let stored = self.job.options.secrets == Secrets::SecretsManager;
            let secret = stored.then(|| self.secret_id(0));
            return Some(vec![Planned { step, actions: rotation(&road.id, secret.as_deref()) }]);
        }
        road.is_long().then(|| road.steps())
    }

    /// A call of a step, with words that `code` writes. One that looks is on one line and prints one value.
    pub fn put_call(&mut self, text: &mut Text, call: &Call, looks: bool, code: &dyn Fn(&[Chunk]) -> String) {
        let mut lines: Vec<Line> = Vec::new();
        for arg in &call.args {
            let mut line = Line::new(arg.option, arg.path.clone());
            for words in &arg.words {
                let path = line.path.clone();
                line.words.push(Word { kind: Kind::String, text: code(words), path, code: true });
            }
            lines.push(line);
        }
        let without = match (looks, call.service) {
            (true, "secretsmanager") => NOT_FOR_SECRETS,
            (true, _) => NOT_FOR_WAITING,
            (false, "elasticache") => &["query"],
            (false, _) => NOT_FOR_SECRETS,
        };
        lines.extend(globals(self.job.options, without));
        let pager = if looks { "" } else { self.shell.start(self.job) };
        if !looks {
            lines.extend(self.shell.no_pager(self.job));
        }
        let start = format!("{pager}aws {} {}", call.service, call.command);
        let one_line = looks || self.job.options.one_line;
        render(text, self.shell, &start, &lines, one_line, &mut self.notes);
    }

    /// The command that prints the status of the user or group, if the script waits for it.
    pub fn wait(&mut self) -> Option<Text> {
        let lines = self.after.wait.take()?;
        let mut text = Text::default();
        let start = match self.job.operation.is_of_group() {
            true => "aws elasticache describe-user-groups",
            false => "aws elasticache describe-users",
        };
        render(&mut text, self.shell, start, &lines, true, &mut self.notes);
        Some(text)
    }

    /// The command that adds the user to a group, if requested.
    pub fn group(&mut self) -> Option<Text> {
        let lines = self.after.group.take()?;
        let mut text = Text::default();
        let start = format!("{}aws elasticache modify-user-group", self.shell.start(self.job));
        let one_line = self.job.options.one_line;
        render(&mut text, self.shell, &start, &lines, one_line, &mut self.notes);
        Some(text)
    }
}

/// A shell's emission. A draft that isn't ready results in the request alone, with every line a comment: at its prompt, zsh runs
/// what follows a `;` or is in `$( )` on a line that starts with `#`.
pub(in crate::emit) fn script(
    job: &Job<'_>,
    shell: &Shell,
    write: fn(&mut Script<'_, '_>) -> Text,
) -> Emission {
    let mut command = command(job, shell);
    let mut request = Text::default();
    let start = format!("{}aws elasticache {}", shell.start(job), job.operation.command());
    render(&mut request, shell, &start, &command.lines, job.options.one_line, &mut command.notes);
    let after = afterwards(job, shell);
    let mut script = Script { job, shell, request, payload: command.payload, after, notes: command.notes };
    let text = write(&mut script);
    script.emission(text, command.files)
}

impl<'a, 'b> Script<'a, 'b> {
    /// A script around another program's request that uses these passwords.
    pub fn new(job: &'a Job<'b>, shell: &'a Shell, request: Text, passwords: Vec<usize>) -> Self {
        let payload = (!passwords.is_empty()).then(|| Payload { parts: Vec::new(), passwords });
        let after = Afterwards { wait: None, group: None };
        Self { job, shell, request, payload, after, notes: Vec::new() }
    }

    /// The emission of this text, or of the request as comments if it isn't ready.
    pub fn emission(mut self, mut text: Text, files: Vec<File>) -> Emission {
        self.notes.extend(sources(self.job, &self.passwords()));
        let ready = self.job.ready && self.notes.iter().all(|note| note.severity != Severity::Error);
        if !ready {
            let mut comment = Text::default();
            comment.put(Kind::Comment, self.job.not_ready()).put(Kind::Plain, "\n");
            comment.append(self.request).put(Kind::Plain, "\n");
            text = comment.commented(self.shell.comment);
        }
        let mut all = vec![text.file(format!("{}.{}", self.job.operation.command(), self.shell.extension))];
        all.extend(files);
        Emission { ready, files: all, notes: self.notes, ..Emission::default() }
    }
}

/// What must be set up before it runs.
fn sources(job: &Job<'_>, passwords: &[usize]) -> Option<Note> {
    let user = job.draft.user_id.as_deref().unwrap_or_default();
    let names =
        |name: &dyn Fn(usize) -> String| passwords.iter().map(|n| name(*n)).collect::<Vec<_>>().join(", ");
    let text = match job.options.secrets {
        _ if passwords.iter().all(|n| job.is_referred(*n)) => return None,
        Secrets::Environment => format!(
            "Before you run it, set the password in the environment: {}.",
            names(&|n| job.options.variable(n))
        ),
        Secrets::Generate => format!(
            "AWS Secrets Manager makes a password of 64 letters and digits and stores it, as the whole text of the secret: {}. A \
             secret of this name that is there already is used as it is.",
            names(&|n| job.options.secret_id(user, n))
        ),
        Secrets::SecretsManager => format!(
            "The password is read from AWS Secrets Manager, where it must be the secret's whole text: {}.",
            names(&|n| job.options.secret_id(user, n))
        ),
        _ => return None,
    };
    Some(Note::advice(text).at(Severity::Advice, Path::Option("secrets")))
}
