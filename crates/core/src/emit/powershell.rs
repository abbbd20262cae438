//! The AWS CLI in PowerShell 7.3 or later, on Windows, Linux and macOS.

mod road;

use super::cli::{self, Script, Shell};
use super::*;
use PieceKind::*;

pub const TARGET: Target = Target {
    id: "powershell",
    title: "PowerShell",
    group: Group::Shell,
    runs: "AWS CLI 1 or 2 in PowerShell 7.3 or later",
    operations: &Operation::ALL,
    honors: settings::CLI_AND_ROAD,
    emit: |job| cli::script(job, &SHELL, write),
};

pub(super) const SHELL: Shell = Shell {
    word: crate::quote::powershell,
    wrap: " `\n    ",
    joins: false,
    reference: "\"file://$file\"",
    hides: |text| text.contains(crate::quote::is_control),
    pager: "",
    no_pager: Some("--no-cli-pager"),
    comment: "# ",
    extension: "ps1",
};

// Windows has no /dev/stdin, so the CLI reads a temporary file that only this user can read.
const FILE: &str = "$file = [IO.Path]::GetTempFileName()\ntry {\n[IO.File]::WriteAllText($file, ";

const WAIT: &str = "
    if ($LASTEXITCODE -or $state -eq 'active') { break }
    Start-Sleep -Seconds 5
}
if ($state -ne 'active') { throw 'The <thing> is not active after 5 minutes.' }
";

/// The script, in syntax that 5.1 also knows.
pub(super) fn write(script: &mut Script<'_, '_>) -> Text {
    let mut text = Text::default();
    let steps = script.road();
    let long = script.is_long() || steps.is_some();
    text.put(Plain, if long { "& {\n$ErrorActionPreference = 'Stop'\n" } else { "" });
    if let Some(steps) = steps {
        road::road(script, &mut text, &steps);
        text.put(Plain, "}\n");
        return text;
    }
    request(script, &mut text);
    if let Some(wait) = script.wait() {
        text.put(Plain, "if ($LASTEXITCODE) { throw 'The request failed.' }\n");
        text.put(Plain, "foreach ($try in 1..60) {\n    $state = ").append(wait);
        text.put(Plain, script.job.about(WAIT));
    }
    if let Some(group) = script.group() {
        text.append(group).put(Plain, "\n");
    }
    text.put(Plain, if long { "}\n" } else { "" });
    text
}

/// The request with the passwords that it needs.
fn request(script: &mut Script<'_, '_>, text: &mut Text) {
    let passwords = script.passwords();
    for &n in &passwords {
        password(script, text, n);
    }
    send(script, text);
}

/// The request with the new password alone. One that was asked for isn't asked for again.
fn keep(script: &mut Script<'_, '_>, text: &mut Text) {
    script.keep_new();
    match script.job.options.secrets {
        Secrets::SecretsManager => fetch(script, text, 1, 0),
        Secrets::Environment => password(script, text, 1),
        _ => {
            text.put(Plain, "if (-not $password2) {\n$password2 = ");
            ask(text, script.question_to_keep(), "$password2", true);
            text.put(Plain, "}\n");
        }
    }
    send(script, text);
}

fn send(script: &Script<'_, '_>, text: &mut Text) {
    let passwords = script.passwords();
    if !passwords.is_empty() {
        text.put(Plain, FILE);
        let quote = |json: &str| format!("'{}'", json.replace('\'', "''"));
        script.put_payload(text, quote, |n| format!(" + $password{n} + "));
        text.put(Plain, ")\n");
    }
    text.append(script.request.clone()).put(Plain, "\n");
    text.put(Plain, if passwords.is_empty() { "" } else { "} finally {\nRemove-Item $file\n}\n" });
}

/// A password as a JSON string.
fn password(script: &mut Script<'_, '_>, text: &mut Text, n: usize) {
    match script.job.options.secrets {
        Secrets::SecretsManager | Secrets::Generate => return fetch(script, text, n, n),
        _ => text.put(Keyword, format!("$password{}", n + 1)).put(Plain, " = "),
    };
    match script.job.options.secrets {
        Secrets::Environment => {
            let variable = script.job.options.variable(n);
            text.put(Plain, format!("ConvertTo-Json \"$env:{variable}\"\n"));
            text.put(
                Plain,
                format!("if (-not $env:{variable}) {{ throw 'Set {variable} to a password.' }}\n"),
            );
        }
        _ => {
            let variable = format!("$password{}", n + 1);
            ask(text, &script.question(n), &variable, script.asks_twice(n));
        }
    }
}

/// Asks for a password; for a new one, asks again. The first answer is in `variable`.
fn ask(text: &mut Text, question: &str, variable: &str, twice: bool) {
    let read = |question: &str| {
        format!(
            "ConvertTo-Json ([Net.NetworkCredential]::new('', (Read-Host '{question}' -AsSecureString)).Password)"
        )
    };
    text.put(Plain, read(question)).put(Plain, "\n");
    if twice {
        let (again, differ) = (read(&format!("{question} again")), cli::DIFFER);
        text.put(Helper, format!("if (({again}) -cne {variable}) {{ throw '{differ}' }}\n"));
    }
}

/// Gets password `n` from a secret.
fn fetch(script: &mut Script<'_, '_>, text: &mut Text, n: usize, secret: usize) {
    text.put(Keyword, format!("$password{}", n + 1)).put(Plain, " = ");
    script.put_fetch(text, secret);
    text.put(Plain, "\nif ($LASTEXITCODE) { throw 'The secret could not be read.' }\n");
}
