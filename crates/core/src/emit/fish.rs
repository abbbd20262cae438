//! The AWS CLI in fish. A block is read as a whole before any of it runs, so it can be pasted.

mod road;

use super::cli::{self, Script, Shell};
use super::*;
use PieceKind::*;
use alloc::borrow::ToOwned;
use alloc::string::String;

pub const TARGET: Target = Target {
    id: "fish",
    title: "fish",
    group: Group::Shell,
    runs: "AWS CLI 1 or 2 in fish 3.1 or later",
    operations: &Operation::ALL,
    honors: settings::CLI_AND_ROAD,
    emit: |job| cli::script(job, &SHELL, write),
};

const SHELL: Shell = Shell {
    word: crate::quote::fish,
    wrap: " \\\n    ",
    joins: true,
    reference: "file:///dev/stdin",
    hides: |text| text.contains(crate::quote::is_control),
    pager: "AWS_PAGER= ",
    no_pager: None,
    comment: "# ",
    extension: "fish",
};

// A password as a JSON string. `string` and `printf` are builtins of fish: no process list shows their arguments.
// `string replace` fails if there's nothing to replace.
const QUOTE: (&str, &str) =
    (r#"'"'(string replace --all '\\' '\\\\' -- ""#, r#"" | string replace --all '"' '\\"'; true)'"'"#);

const WAIT: &str = r#")
    or break
    test "$state" = active
    and break
    sleep 5
end
test "$state" = active
"#;

fn write(script: &mut Script<'_, '_>) -> Text {
    let mut text = Text::default();
    let steps = script.road();
    let long = script.is_long() || steps.is_some();
    // An empty local variable hides a global one, which would print each password.
    text.put(Plain, if long { "begin\nset -l fish_trace\n" } else { "" });
    if let Some(steps) = steps {
        road::road(script, &mut text, &steps);
        text.put(Plain, "end\n");
        return text;
    }
    request(script, &mut text);
    if let Some(wait) = script.wait() {
        text.put(Plain, "and begin\nset -l state\nfor try in (seq 60)\n    set state (").append(wait);
        text.put(Plain, WAIT);
        if let Some(group) = script.group() {
            text.put(Plain, "and ").append(group).put(Plain, "\n");
        }
        text.put(Plain, "end\n");
    }
    text.put(Plain, if long { "end\n" } else { "" });
    text
}

/// The request with the passwords that it needs.
fn request(script: &mut Script<'_, '_>, text: &mut Text) {
    let passwords = script.passwords();
    let fetched = script.job.options.secrets == Secrets::SecretsManager;
    for &n in passwords.iter().filter(|_| !fetched && !script.job.rotates) {
        text.put(Plain, "set -l ").put(Keyword, format!("password_{}", n + 1)).put(Plain, "\n");
    }
    // Each line runs only if the one before succeeded: Ctrl-C at any prompt ends it all.
    let mut and = "";
    for &n in &passwords {
        let variable = format!("password_{}", n + 1);
        text.put(Plain, and);
        and = "and ";
        let from = match script.job.options.secrets {
            _ if let Some(from) = script.reference(n).map(str::to_owned) => {
                text.put(Plain, format!("set -q {from}\n"));
                from
            }
            Secrets::SecretsManager => {
                text.put(Plain, "set -l ").put(Keyword, variable).put(Plain, " (");
                script.put_fetch(text, n);
                text.put(Plain, ")\n");
                continue;
            }
            Secrets::Generate => {
                text.put(Plain, format!("set {variable} ("));
                script.put_fetch(text, n);
                text.put(Plain, format!(" 2>/dev/null)\nor begin\nset {variable} ("));
                script.put_generate(text);
                text.put(Plain, format!(")\nand printf %s ${variable} | tr -d '\"' | "));
                script.put_store(text, n);
                text.put(Plain, "\nend\n");
                continue;
            }
            Secrets::Environment => {
                let from = script.job.options.variable(n);
                text.put(Plain, format!("set -q {from}\n"));
                from
            }
            _ => {
                ask(text, &script.question(n), script.asks_twice(n));
                "typed".to_owned()
            }
        };
        let (before, after) = QUOTE;
        text.put(Plain, format!("and set {variable} {before}${from}{after}\n"));
    }
    for &n in &passwords {
        text.put(Plain, format!("and test -n \"$password_{}\"\n", n + 1));
    }
    text.put(Plain, if passwords.is_empty() { "" } else { "and " });
    send(script, text);
}

/// The request with the new password alone. One that was asked for isn't asked for again.
fn keep(script: &mut Script<'_, '_>, text: &mut Text) {
    script.keep_new();
    let (before, after) = QUOTE;
    match script.job.options.secrets {
        Secrets::SecretsManager => {
            text.put(Plain, "set ").put(Keyword, "password_2").put(Plain, " (");
            script.put_fetch(text, 0);
            text.put(Plain, ")\n");
        }
        Secrets::Environment => {
            let from = script.job.options.variable(1);
            text.put(Plain, format!("set -q {from}\nand set password_2 {before}${from}{after}\n"));
        }
        _ => {
            text.put(Plain, "if test -z \"$password_2\"\n");
            ask(text, script.question_to_keep(), true);
            text.put(Plain, format!("and set password_2 {before}$typed{after}\nend\n"));
        }
    }
    text.put(Plain, "and test -n \"$password_2\"\nand ");
    send(script, text);
}

/// Asks for a password, into the variable `typed`.
fn ask(text: &mut Text, question: &str, twice: bool) {
    text.put(Plain, read(question, "typed"));
    if twice {
        let (again, differ) = (read(&format!("{question} again"), "again"), cli::DIFFER);
        text.put(Helper, format!("and {again}and begin\n    test \"$typed\" = \"$again\"\n"));
        text.put(Helper, format!("    or not echo '{differ}' >&2\nend\n"));
    }
}

fn send(script: &Script<'_, '_>, text: &mut Text) {
    let passwords = script.passwords();
    if !passwords.is_empty() {
        text.put(Plain, "printf %s ");
        script.put_payload(text, quote, |n| format!("$password_{n}"));
        text.put(Plain, " | ");
    }
    text.append(script.request.clone()).put(Plain, "\n");
}

fn read(question: &str, variable: &str) -> String {
    format!("read --silent --local --prompt-str '{question}: ' {variable}\n")
}

fn quote(json: &str) -> String {
    crate::quote::fish(json).unwrap_or_default()
}
