//! The AWS CLI in a batch file of cmd.

mod road;

use super::cli::{self, Script, Shell};
use super::*;
use PieceKind::*;
use alloc::string::String;
use alloc::vec::Vec;

pub const TARGET: Target = Target {
    id: "cmd",
    title: "Command Prompt",
    group: Group::Shell,
    runs: "AWS CLI 2 (aws.exe) in a batch file of cmd",
    operations: &Operation::ALL,
    honors: settings::CLI_AND_ROAD,
    emit,
};

// A batch file is read in the machine's code page, a command ends with its line, and a quote in a value ends the
// quoting: all such values go into JSON, where they're escaped. So whatever starts as JSON is our own.
const SHELL: Shell = Shell {
    word,
    wrap: " ^\n    ",
    joins: false,
    reference: "\"file://%AUTHENTICATION%\"",
    hides: |text| {
        text.starts_with(['{', '['])
            || text.bytes().any(|byte| byte == b'"' || !(b' '..=b'~').contains(&byte))
    },
    pager: "",
    no_pager: Some("--no-cli-pager"),
    comment: "rem ",
    extension: "cmd",
};

/// JSON needs no character that is special to cmd.
fn word(text: &str) -> crate::quote::Quoted {
    // An option may also start like this: only in JSON does a number stand for the character.
    if !text.starts_with(['{', '[']) || serde_json::from_str::<serde_json::Value>(text).is_err() {
        return crate::quote::cmd(text);
    }
    crate::quote::cmd(&numbered(text))
}

/// JSON in which every quote begins or ends a string, and characters special to cmd are numeric escapes.
fn numbered(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('"') => json.push_str("\\u0022"),
                Some(escaped) => json.extend(['\\', escaped]),
                None => json.push(letter),
            },
            '&' | '|' | '<' | '>' | '^' | '%' | '!' | '(' | ')' => {
                json.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ => json.push(letter),
        }
    }
    json
}

// The longest command that cmd accepts.
const LONGEST: usize = 8191;
const TOO_LONG: &str =
    "cmd can't run a command longer than 8191 characters. Use the style input-json, or another shell.";

const FILE: &str = "set \"AUTHENTICATION=%TEMP%\\elasticache-%RANDOM%%RANDOM%.json\"\n";

// The CLI's output goes through a file: a command inside `for /f ('…')` would be parsed twice.
const WAIT: (&str, &str) = (
    r#"set "STATE=%TEMP%\elasticache-%RANDOM%%RANDOM%.txt"
set TRIES=60
:wait
>"%STATE%" "#,
    r#"
for /f "usebackq delims=" %%s in ("%STATE%") do if "%%s"=="active" goto active
set /a TRIES-=1
if %TRIES% leq 0 (del "%STATE%" & echo The <thing> is not active after 5 minutes. 1>&2 & exit /b 1)
timeout /t 5 /nobreak >nul
goto wait
:active
del "%STATE%"
"#,
);

const STOPPED: &str = "While it runs, the passwords are in a file elasticache-….json in the folder %TEMP%. It is deleted \
    at the end; if you stop the script with Ctrl-C, answer N or delete it yourself.";

fn emit(job: &Job<'_>) -> Emission {
    let mut emission = cli::script(job, &SHELL, write);
    let save = "Save it as a .cmd file and run that: at the prompt, %% stays two characters.";
    emission.notes.push(Note::advice(save));
    if job.draft.all_passwords().next().is_some()
        && !matches!(job.options.secrets, Secrets::Inline | Secrets::File)
    {
        emission.notes.push(Note::advice(STOPPED).at(Severity::Advice, Path::Option("secrets")));
    }
    if job.options.cli_version == CliVersion::V1 {
        let note = "If aws is itself a batch file (AWS CLI 1 from pip), nothing after the line with aws runs, so a file \
             with passwords stays in %TEMP%, and special characters are read twice. Use AWS CLI 2, or the JSON file.";
        emission.notes.push(Note::advice(note).at(Severity::Security, Path::Option("cliVersion")));
    }
    emission
}

fn write(script: &mut Script<'_, '_>) -> Text {
    let mut text = Text::default();
    text.put(Plain, "@echo off\nsetlocal DisableDelayedExpansion\n");
    if let Some(steps) = script.road() {
        road::road(script, &mut text, &steps);
        return text;
    }
    passwords(script, &mut text, "exit /b 1");
    send(script, &mut text);
    let after = match script.payload.is_some() {
        true => "if %RESULT% neq 0 exit /b %RESULT%\n",
        false => "if errorlevel 1 exit /b\n",
    };
    let wait = script.wait();
    if wait.is_some() || script.payload.is_some() {
        text.put(Plain, after);
    }
    if let Some(wait) = wait {
        text.put(Plain, WAIT.0).append(wait).put(Plain, script.job.about(WAIT.1));
    }
    if let Some(group) = script.group() {
        text.append(group).put(Plain, "\n");
    }
    text
}

/// The request, and its result.
fn send(script: &mut Script<'_, '_>, text: &mut Text) {
    let request = script.request.clone();
    let length = request.len();
    if length > LONGEST {
        script.notes.push(Note::advice(TOO_LONG).at(Severity::Error, Path::Option("style")));
    }
    text.append(request).put(Plain, "\n");
    if script.payload.is_some() {
        text.put(Plain, "set \"RESULT=%ERRORLEVEL%\"\ndel \"%AUTHENTICATION%\"\n");
    } else if script.road().is_some() {
        text.put(Plain, "set \"RESULT=%ERRORLEVEL%\"\n");
    }
}

/// The request with the new password alone.
fn keep(script: &mut Script<'_, '_>, text: &mut Text) {
    script.keep_new();
    if script.job.options.secrets == Secrets::SecretsManager {
        text.put(Plain, FILE);
        put_parts(script, text, "goto stop", |_| 0);
    } else {
        typed(script, text, "goto stop");
    }
    send(script, text);
}

/// Writes the JSON with the passwords into a file of this user's. cmd can neither hide nor escape typed input, so
/// PowerShell does; a secret comes from the CLI as JSON already.
fn passwords(script: &mut Script<'_, '_>, text: &mut Text, stop: &str) {
    let passwords = script.passwords();
    if passwords.is_empty() {
        return;
    }
    if script.job.options.secrets != Secrets::SecretsManager {
        return typed(script, text, stop);
    }
    text.put(Plain, FILE);
    put_parts(script, text, stop, |n| n);
}

/// JSON from parts: text, and passwords from their secrets.
fn put_parts(script: &mut Script<'_, '_>, text: &mut Text, stop: &str, secret: fn(usize) -> usize) {
    let mut redirect = ">";
    let parts: Vec<_> = script.payload.iter().flat_map(|payload| payload.parts.clone()).collect();
    for (json, n) in parts {
        text.put(Plain, format!("{redirect}\"%AUTHENTICATION%\" echo {}\n", numbered(&json)));
        redirect = ">>";
        if let Some(n) = n {
            text.put(Plain, ">>\"%AUTHENTICATION%\" ");
            script.put_fetch(text, secret(n));
            text.put(Plain, format!("\nif errorlevel 1 (del \"%AUTHENTICATION%\" & {stop})\n"));
        }
    }
}

/// The same where a person types them, or the environment has them.
fn typed(script: &mut Script<'_, '_>, text: &mut Text, stop: &str) {
    let passwords = script.passwords();
    text.put(Plain, FILE);
    let read = |question: &str| {
        format!("[Net.NetworkCredential]::new('', (Read-Host '{question}' -AsSecureString)).Password")
    };
    text.put(Plain, "powershell -NoProfile -Command \"");
    let kept = script.job.rotates && passwords.len() == 1;
    for &n in &passwords {
        let value = match script.job.options.secrets {
            Secrets::Environment => format!("$env:{}", script.job.options.variable(n)),
            _ if kept => read(script.question_to_keep()),
            _ => read(&script.question(n)),
        };
        let number = n + 1;
        text.put(Plain, format!("$p{number} = {value}; if (-not $p{number}) {{ exit 1 }}; "));
        if script.asks_twice(n) || kept && script.job.options.secrets == Secrets::Prompt {
            let question =
                if kept { format!("{} again", script.question_to_keep()) } else { script.again(n) };
            let again = read(&question);
            let differ = cli::DIFFER;
            text.put(Helper, format!("if ({again} -cne $p{number}) {{ Write-Host '{differ}'; exit 1 }}; "));
        }
    }
    let list: Vec<_> = passwords.iter().map(|n| format!("$p{}", n + 1)).collect();
    let list = format!("@({})", list.join(", "));
    let mode = script.job.draft.authentication_mode.as_ref().filter(|mode| mode.passwords.is_some());
    let value = match mode.map(|mode| mode.kind.as_deref()) {
        None => list,
        Some(None) => format!("@{{Passwords = {list}}}"),
        Some(Some(kind)) => {
            let kind: String =
                kind.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
            format!("@{{Type = '{kind}'; Passwords = {list}}}")
        }
    };
    text.put(
        Plain,
        format!("[IO.File]::WriteAllText($env:AUTHENTICATION, (ConvertTo-Json {value}))\" || {stop}\n"),
    );
}
