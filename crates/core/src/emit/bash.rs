//! The AWS CLI in POSIX shells: sh, dash, bash and zsh, as a script or pasted into a prompt.
//!
//! What takes more than one command stands in `( … )`: a shell that text is pasted into reads all of it before it asks
//! for a password, and nothing of it stays behind. No comments there: zsh does not know them at its prompt.

use super::cli::{self, Shell};
use super::*;
use PieceKind::*;

pub const TARGET: Target = Target {
    id: "bash",
    title: "Bash",
    group: Group::Shell,
    runs: "AWS CLI 1 or 2 in sh, dash, bash, zsh",
    honours: settings::CLI,
    emit,
};

const SHELL: Shell = Shell { word: crate::quote::posix, wrap: " \\\n    ", joins: true };

// A JSON string of a password. A function's argument is seen by no other process, and printf may be a program.
const QUOTE: &str = r#"quote() {
    case $1 in *[[:cntrl:]]*) echo 'The password holds a control character.' >&2; exit 1 ;; esac
    LC_ALL=C sed -e 's/[\\"]/\\&/g' -e 's/^/"/' -e 's/$/"/' <<END
$1
END
}
"#;
const ASK: &str = r#"ask() {
    printf '%s: ' "$1" >&2
    stty -echo 2>/dev/null || :
    IFS= read -r typed || [ -n "$typed" ] || exit 1
    stty echo 2>/dev/null || :
    echo >&2
    quote "$typed"
}
trap 'stty echo 2>/dev/null || :' EXIT
trap 'exit 130' INT
"#;

// A call that fails ends the waiting: the loop's condition is that it succeeds, and the state is then not active.
const WAIT: &str = r#") && [ "$state" != active ]; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || { echo 'The user is not active after 5 minutes.' >&2; exit 1; }
    sleep 5
done
[ "$state" = active ]
"#;

fn emit(job: &Job<'_>) -> Emission {
    let mut command = cli::command(job, "file:///dev/stdin");
    let mut notes = std::mem::take(&mut command.notes);
    let mut text = Text::default();
    let after = cli::afterwards(job);
    let script = command.payload.is_some() || after.wait.is_some();
    if script {
        text.put(Plain, "(\n").put(Keyword, "set -e\n");
    }
    if let Some(payload) = &command.payload {
        secrets(job, payload, &mut text, &mut notes);
    }
    let mut request = Text::default();
    let pager = pager(job);
    let start = format!("{pager}aws elasticache {}", job.operation.command());
    cli::render(&mut request, &SHELL, &start, &command.lines, job.options.one_line, &mut notes);
    let ready = job.ready && notes.iter().all(|note| note.severity != Severity::Error);
    if ready {
        text.append(request);
        match &command.payload {
            Some(payload) => here_document(payload, &mut text),
            None => {
                text.put(Plain, "\n");
            }
        }
        afterwards(job, after, &mut text, &mut notes);
        text.put(Plain, if script { ")\n" } else { "" });
    } else {
        // The request alone: at its prompt, zsh runs what stands behind a `;` or in `$( )` of a line that starts with #.
        text = cli::not_ready(job, request, "# ");
    }
    let mut files = vec![text.file(format!("{}.sh", job.operation.command()))];
    files.append(&mut command.files);
    Emission { ready, files, notes }
}

// Unlike --no-cli-pager, AWS CLI 1 takes no offence: what is copied runs with whichever is there.
fn pager(job: &Job<'_>) -> &'static str {
    if job.options.cli_version == CliVersion::V2 { "AWS_PAGER= " } else { "" }
}

/// Gets each password as a JSON string into a variable of its own.
fn secrets(job: &Job<'_>, payload: &cli::Payload, text: &mut Text, notes: &mut Vec<Note>) {
    let source = job.options.secrets;
    if source != Secrets::SecretsManager {
        text.put(Plain, QUOTE);
    }
    if source == Secrets::Prompt {
        text.put(Plain, ASK);
    }
    for &n in &payload.passwords {
        text.put(Keyword, format!("password_{}", n + 1)).put(Plain, "=$(");
        match source {
            Secrets::Environment => {
                let variable = job.options.variable(n);
                text.put(Plain, format!("quote \"${{{variable}:?is to hold a password}}\""));
            }
            Secrets::SecretsManager => fetch(job, n, text, notes),
            _ => {
                let of = if payload.passwords.len() > 1 {
                    format!("Password {}", n + 1)
                } else {
                    "Password".into()
                };
                text.put(Plain, format!("ask '{of}'"));
            }
        }
        text.put(Plain, ")\n");
    }
}

/// The secret as JSON: the CLI writes the quotes and what must be escaped.
fn fetch(job: &Job<'_>, n: usize, text: &mut Text, notes: &mut Vec<Note>) {
    let id = job.options.secret_id(job.draft.user_id.as_deref().unwrap_or("<user ID>"), n);
    let mut lines = cli::secret_value(&id);
    lines.extend(cli::globals(job.options, cli::NOT_FOR_SECRETS));
    cli::render(text, &SHELL, "aws secretsmanager get-secret-value", &lines, true, notes);
}

/// The JSON with the passwords, on standard input: it is in no list of processes and in no file.
fn here_document(payload: &cli::Payload, text: &mut Text) {
    text.put(Plain, " <<END\n");
    for (json, password) in &payload.parts {
        text.put(String, crate::quote::posix_here_document(json));
        if let Some(n) = password {
            text.put(Keyword, format!("$password_{}", n + 1));
        }
    }
    text.put(Plain, "\nEND\n");
}

fn afterwards(job: &Job<'_>, after: cli::Afterwards, text: &mut Text, notes: &mut Vec<Note>) {
    if let Some(lines) = &after.wait {
        text.put(Plain, "tries=60\nwhile state=$(");
        cli::render(text, &SHELL, "aws elasticache describe-users", lines, true, notes);
        text.put(Plain, WAIT);
    }
    if let Some(lines) = &after.group {
        let start = format!("{}aws elasticache modify-user-group", pager(job));
        cli::render(text, &SHELL, &start, lines, job.options.one_line, notes);
        text.put(Plain, "\n");
    }
}
