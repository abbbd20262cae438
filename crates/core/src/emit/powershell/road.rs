//! The road in PowerShell, in syntax that 5.1 also knows. Whatever fails throws, and ends it.

use super::*;
use crate::road::{Action, Chunk, Planned};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// From 7.4 on a preference may make a program's failure throw, before the script has looked at it.
const START: &str = "$PSNativeCommandUseErrorActionPreference = $false\n";
const FAILED: &str = "\nif ($LASTEXITCODE) { throw 'A command failed.' }\n";

/// The request and all that follows it.
pub(super) fn road(script: &mut Script<'_, '_>, text: &mut Text, steps: &[Planned]) {
    text.put(Helper, START);
    text.put(Helper, if script.job.rotates { "$password2 = $null\n" } else { "" });
    for planned in steps {
        actions(script, text, &planned.actions);
    }
}

fn actions(script: &mut Script<'_, '_>, text: &mut Text, all: &[Action]) {
    for action in all {
        one(script, text, action);
    }
}

fn call(script: &mut Script<'_, '_>, text: &mut Text, call: &crate::road::Call, looks: bool) {
    let own = script.shell.word;
    script.put_call(text, call, looks, &|chunks| argument(own, chunks));
}

fn one(script: &mut Script<'_, '_>, text: &mut Text, action: &Action) {
    match action {
        Action::Request => {
            request(script, text);
            text.put(Plain, "if ($LASTEXITCODE) { throw 'The request failed.' }\n");
        }
        Action::Keep => {
            keep(script, text);
            text.put(Plain, "if ($LASTEXITCODE) { throw 'The request failed.' }\n");
        }
        Action::Store => {
            text.put(Keyword, "$password2").put(Plain, " = ");
            script.put_generate(text);
            text.put(Plain, "\nif ($LASTEXITCODE) { throw 'No password could be made.' }\n");
            text.put(Plain, FILE).put(Plain, "$password2.Trim('\"'))\n");
            script.put_store(text, 0);
            text.put(Plain, "\n} finally {\nRemove-Item $file\n}\n");
            text.put(Plain, "if ($LASTEXITCODE) { throw 'The secret could not be stored.' }\n");
        }
        Action::Pause(why) => {
            let stopped = "throw 'Stopped: both passwords stay valid.'";
            text.put(Plain, format!("if ($null -eq (Read-Host {})) {{ {stopped} }}\n", string(why)));
        }
        Action::Run(run) => {
            call(script, text, run, false);
            text.put(Plain, FAILED);
        }
        Action::Find(name, look) => {
            text.put(Keyword, variable(name)).put(Plain, " = ");
            call(script, text, look, true);
            text.put(Plain, FAILED);
        }
        Action::Until { look, is, what, tries } => {
            text.put(Plain, format!("foreach ($try in 1..{tries}) {{\n    $state = "));
            call(script, text, look, true);
            text.put(
                Plain,
                format!(
                    "\n    if ($LASTEXITCODE -or $state -eq '{is}') {{ break }}\n    Start-Sleep -Seconds 5\n}}\n"
                ),
            );
            let why = string(&format!("{what} isn't {is}: "));
            text.put(
                Plain,
                format!("if ($LASTEXITCODE -or $state -ne '{is}') {{ throw ({why} + $state) }}\n"),
            );
        }
        Action::Say(line) => {
            text.put(Plain, format!("Write-Output {}\n", sum(line)));
        }
        Action::When(name, yes, no) => {
            text.put(Plain, format!("if ({} -eq 'True') {{\n", variable(name)));
            actions(script, text, yes);
            text.put(Plain, "} else {\n");
            actions(script, text, no);
            text.put(Plain, "}\n");
        }
        Action::Fail(why) => {
            text.put(Plain, format!("throw ({} + $found)\n", string(&format!("{why} "))));
        }
        Action::Match { look, cases, rest, absent } => {
            // 5.1 treats each line that a program writes to a redirected error stream as an error.
            let quiet = absent.is_some();
            text.put(Plain, if quiet { "$ErrorActionPreference = 'Continue'\n" } else { "" });
            text.put(Keyword, "$found").put(Plain, " = ");
            call(script, text, look, true);
            text.put(Plain, if quiet { " 2>$null\n$ErrorActionPreference = 'Stop'\n" } else { FAILED });
            text.put(Plain, if quiet { "if (-not $LASTEXITCODE) {\n" } else { "" });
            for (n, (is, then)) in cases.iter().enumerate() {
                text.put(Plain, if n > 0 { "} elseif (" } else { "if (" });
                let is: Vec<String> = is.iter().map(|one| string(one)).collect();
                text.put(Plain, "@(").put(String, is.join(", ")).put(Plain, ") -ccontains \"$found\") {\n");
                actions(script, text, then);
            }
            text.put(Plain, "} else {\n");
            actions(script, text, rest);
            text.put(Plain, "}\n");
            if let Some(absent) = absent {
                text.put(Plain, "} else {\n");
                actions(script, text, absent);
                text.put(Plain, "}\n");
            }
        }
    }
}

/// `$host` is PowerShell's own.
fn variable(name: &str) -> String {
    format!("$the_{name}")
}

/// A text in quotes.
fn string(text: &str) -> String {
    let word = crate::quote::powershell(text).unwrap_or_default();
    if word.starts_with('\'') { word } else { format!("'{word}'") }
}

/// An expression that adds up a line.
fn sum(chunks: &[Chunk]) -> String {
    let one = |chunk: &Chunk| match chunk {
        Chunk::Text(text) => string(text),
        Chunk::Found(name) => variable(name),
    };
    match chunks {
        [Chunk::Text(text)] => string(text),
        chunks => format!("({})", chunks.iter().map(one).collect::<Vec<_>>().join(" + ")),
    }
}

/// An argument of a program, as this PowerShell hands it over. What is found has no quotes in it.
fn argument(own: fn(&str) -> crate::quote::Quoted, chunks: &[Chunk]) -> String {
    // No text of a step has the letter: names of AWS are ASCII.
    const FOUND: char = '\u{e000}';
    let texts = chunks.iter().map(|chunk| match chunk {
        Chunk::Text(text) => text.replace(FOUND, "?"),
        Chunk::Found(_) => FOUND.into(),
    });
    let word = own(&texts.collect::<String>()).unwrap_or_else(|_| "''".to_owned());
    let mut names = chunks.iter().filter_map(|chunk| match chunk {
        Chunk::Found(name) => Some(*name),
        Chunk::Text(_) => None,
    });
    let mut parts = word.split(FOUND);
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut adds = false;
    for part in parts {
        adds = true;
        out.push_str(&format!("' + {} + '{part}", variable(names.next().unwrap_or_default())));
    }
    if adds { format!("({out})") } else { out }
}
