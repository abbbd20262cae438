//! What scripts for POSIX shells share: passwords that no process list shows.

use super::*;
use crate::road::{Action, Chunk, Planned};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

pub(in crate::emit) const SHELL: Shell = Shell {
    word: quote::posix,
    wrap: " \\\n    ",
    joins: true,
    reference: "file:///dev/stdin",
    hides: |text| text.contains(quote::is_control),
    // Unlike --no-cli-pager, AWS CLI 1 ignores it, so a copied command runs with either version.
    pager: "AWS_PAGER= ",
    no_pager: None,
    comment: "# ",
    extension: "sh",
};

// A password as a JSON string. No other process sees a function's argument, while printf may be a program.
const QUOTE: &str = r#"quote() {
    case $1 in *[[:cntrl:]]*) echo 'The password contains a control character.' >&2; exit 1 ;; esac
    LC_ALL=C sed 's/[\\"]/\\&/g; s/.*/"&"/' <<END
$1
END
}
"#;
// mksh runs no EXIT trap after a signal's. Ctrl-Z would stop a shell that runs this as a file, and leave the terminal's echo off, so it's disabled at the prompt.
const ASK: &str = r#"terminal=$(stty -g 2>/dev/null) || :
restore() { [ -z "$terminal" ] || stty "$terminal" 2>/dev/null || :; }
ask() {
    printf '%s: ' "$1" >&2; stty -echo susp undef 2>/dev/null || :
    IFS= read -r typed || [ -n "$typed" ] || exit 1
    restore; echo >&2; quote "$typed"
}
trap restore EXIT; trap '' TSTP
trap 'restore; exit 129' HUP; trap 'restore; exit 130' INT
trap 'restore; exit 131' QUIT; trap 'restore; exit 143' TERM
"#;
/// `set -x` would print every password.
pub(in crate::emit) const NO_TRACE: &str = "{ set +x; } 2>/dev/null\n";

/// A delimiter for a here-document that isn't one of its lines.
pub(in crate::emit) fn end_of_document(document: &str) -> String {
    let mut end = "END".to_owned();
    while document.lines().any(|line| line.trim() == end) {
        end.push('_');
    }
    end
}

/// The functions that passwords need.
fn helpers(script: &Script<'_, '_>, text: &mut Text) {
    let passwords = script.passwords();
    let source = script.job.options.secrets;
    let asks = passwords.iter().any(|n| script.reference(*n).is_none());
    match source {
        Secrets::Prompt if asks => text.put(Kind::Helper, [QUOTE, ASK].concat()),
        Secrets::SecretsManager | Secrets::Generate => text,
        _ if !passwords.is_empty() => text.put(Kind::Helper, QUOTE),
        _ => text,
    };
}

/// Gets each password as a JSON string, in its own variable.
pub(in crate::emit) fn passwords(script: &mut Script<'_, '_>, text: &mut Text) {
    if !script.job.rotates {
        helpers(script, text);
    }
    let source = script.job.options.secrets;
    for n in script.passwords() {
        if let Some(name) = script.reference(n) {
            let value = format!("=$(quote \"${{{name}:?must be set to a password}}\")\n");
            text.put(Kind::Keyword, format!("password_{}", n + 1)).put(Kind::Plain, value);
            continue;
        }
        if source == Secrets::Generate {
            generate(script, text, n);
            continue;
        }
        text.put(Kind::Keyword, format!("password_{}", n + 1)).put(Kind::Plain, "=$(");
        match source {
            Secrets::Environment => {
                let variable = script.job.options.variable(n);
                text.put(Kind::Plain, format!("quote \"${{{variable}:?must be set to a password}}\""));
            }
            Secrets::SecretsManager => script.put_fetch(text, n),
            _ => {
                text.put(Kind::Plain, format!("ask '{}'", script.question(n)));
            }
        }
        text.put(Kind::Plain, ")\n");
        if script.asks_twice(n) {
            let (again, differ) = (script.again(n), DIFFER);
            let same = format!("[ \"$(ask '{again}')\" = \"$password_{}\" ]", n + 1);
            text.put(Kind::Helper, format!("{same} || {{ echo '{differ}' >&2; exit 1; }}\n"));
        }
    }
}

/// Gets a password from its secret, which is made first where it isn't there.
fn generate(script: &mut Script<'_, '_>, text: &mut Text, n: usize) {
    let variable = format!("password_{}", n + 1);
    text.put(Kind::Plain, "if ! ").put(Kind::Keyword, variable.clone()).put(Kind::Plain, "=$(");
    script.put_fetch(text, n);
    text.put(Kind::Plain, " 2>/dev/null); then\n")
        .put(Kind::Keyword, variable.clone())
        .put(Kind::Plain, "=$(");
    script.put_generate(text);
    text.put(Kind::Plain, ")\n");
    // In a here-document it is in no list of processes and in no file; it is letters and digits, in the quotes of JSON.
    text.put(Kind::Command, "tr").put(Kind::Plain, " -d '\"\\n' <<END | ");
    script.put_store(text, n);
    text.put(Kind::Plain, "\n").put(Kind::Keyword, format!("${variable}")).put(Kind::Plain, "\nEND\nfi\n");
}

/// The request with the passwords that it needs.
pub(in crate::emit) fn request(script: &mut Script<'_, '_>, text: &mut Text) {
    passwords(script, text);
    send(script, text);
}

fn send(script: &Script<'_, '_>, text: &mut Text) {
    text.append(script.request.clone());
    if script.payload.is_some() {
        // On standard input it is in no list of processes and in no file.
        text.put(Kind::Plain, " <<END\n");
        script.put_payload(text, quote::posix_here_document, |n| format!("$password_{n}"));
        text.put(Kind::Plain, "\nEND");
    }
    text.put(Kind::Plain, "\n");
}

// The variable isn't called status: zsh keeps that name for itself.
const UNTIL: &str = r#"until_is() {
    wanted=$1 tries=$2 what=$3; shift 3
    while state=$("$@") && [ "$state" != "$wanted" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || { printf '%s\n' "$what is still $state, not $wanted." >&2; exit 1; }
        sleep 5
    done
    [ "$state" = "$wanted" ]
}
"#;

/// The request with the new password alone. One that was asked for isn't asked for again.
fn keep(script: &mut Script<'_, '_>, text: &mut Text) {
    script.keep_new();
    match script.job.options.secrets {
        Secrets::SecretsManager => {
            text.put(Kind::Keyword, "password_2").put(Kind::Plain, "=$(");
            script.put_fetch(text, 0);
            text.put(Kind::Plain, ")\n");
        }
        Secrets::Environment => {
            let variable = script.job.options.variable(1);
            let value = format!("=$(quote \"${{{variable}:?must be set to a password}}\")\n");
            text.put(Kind::Keyword, "password_2").put(Kind::Plain, value);
        }
        _ => {
            let question = script.question_to_keep();
            text.put(Kind::Plain, "if [ -z \"$password_2\" ]; then\n");
            text.put(Kind::Keyword, "password_2").put(Kind::Plain, format!("=$(ask '{question}')\n"));
            let same = format!("[ \"$(ask '{question} again')\" = \"$password_2\" ]");
            text.put(Kind::Helper, format!("{same} || {{ echo '{DIFFER}' >&2; exit 1; }}\n"));
            text.put(Kind::Plain, "fi\n");
        }
    }
    send(script, text);
}

/// The request and all that follows it. What fails ends it (`set -e`).
pub(in crate::emit) fn road(script: &mut Script<'_, '_>, text: &mut Text, steps: &[Planned]) {
    text.put(Kind::Helper, UNTIL);
    if script.job.rotates {
        helpers(script, text);
        text.put(Kind::Keyword, "password_2").put(Kind::Plain, "=\n");
    }
    for planned in steps {
        actions(script, text, &planned.actions);
    }
}

fn actions(script: &mut Script<'_, '_>, text: &mut Text, all: &[Action]) {
    for action in all {
        one(script, text, action);
    }
}

fn one(script: &mut Script<'_, '_>, text: &mut Text, action: &Action) {
    match action {
        Action::Request => request(script, text),
        Action::Keep => keep(script, text),
        Action::Store => {
            text.put(Kind::Keyword, "password_2").put(Kind::Plain, "=$(");
            script.put_generate(text);
            text.put(Kind::Plain, ")\n").put(Kind::Command, "tr").put(Kind::Plain, " -d '\"\\n' <<END | ");
            script.put_store(text, 0);
            text.put(Kind::Plain, "\n").put(Kind::Keyword, "$password_2").put(Kind::Plain, "\nEND\n");
        }
        Action::Pause(why) => {
            text.put(Kind::Plain, format!("printf '%s ' {} >&2\nIFS= read -r _\n", plain(why)));
        }
        Action::Run(call) => {
            script.put_call(text, call, false, &word);
            text.put(Kind::Plain, "\n");
        }
        Action::Find(name, call) => {
            text.put(Kind::Plain, format!("{name}=$("));
            script.put_call(text, call, true, &word);
            text.put(Kind::Plain, ")\n");
        }
        Action::Until { look, is, what, tries } => {
            text.put(Kind::Command, "until_is").put(Kind::Plain, format!(" {is} {tries} {} ", plain(what)));
            script.put_call(text, look, true, &word);
            text.put(Kind::Plain, "\n");
        }
        Action::Say(line) => {
            text.put(Kind::Plain, format!("printf '%s\\n' {}\n", word(line)));
        }
        Action::When(name, yes, no) => {
            text.put(Kind::Plain, format!("if [ \"${name}\" = True ]; then\n"));
            actions(script, text, yes);
            text.put(Kind::Plain, "else\n");
            actions(script, text, no);
            text.put(Kind::Plain, "fi\n");
        }
        Action::Fail(why) => {
            text.put(Kind::Plain, format!("printf '%s\\n' {} \"$found\" >&2\nexit 1\n", plain(why)));
        }
        Action::Match { look, cases, rest, absent } => {
            text.put(Kind::Plain, if absent.is_some() { "if found=$(" } else { "found=$(" });
            script.put_call(text, look, true, &word);
            text.put(Kind::Plain, if absent.is_some() { " 2>/dev/null); then\n" } else { ")\n" });
            text.put(Kind::Plain, "case $found in\n");
            for (is, then) in cases {
                let is: Vec<String> = is.iter().map(|one| plain(one)).collect();
                text.put(Kind::Plain, "(").put(Kind::String, is.join(" | ")).put(Kind::Plain, ")\n");
                actions(script, text, then);
                text.put(Kind::Plain, ";;\n");
            }
            text.put(Kind::Plain, "(*)\n");
            actions(script, text, rest);
            text.put(Kind::Plain, ";;\nesac\n");
            if let Some(absent) = absent {
                text.put(Kind::Plain, "else\n");
                actions(script, text, absent);
                text.put(Kind::Plain, "fi\n");
            }
        }
    }
}

/// Text as one word; a request with one that no shell can hold isn't ready.
fn plain(text: &str) -> String {
    quote::posix(text).unwrap_or_else(|_| "''".to_owned())
}

fn word(chunks: &[Chunk]) -> String {
    let one = |chunk: &Chunk| match chunk {
        Chunk::Text(text) => format!("'{}'", text.replace('\'', r"'\''")),
        Chunk::Found(name) => format!("\"${name}\""),
    };
    match chunks {
        [Chunk::Text(text)] => plain(text),
        chunks => chunks.iter().map(one).collect(),
    }
}
