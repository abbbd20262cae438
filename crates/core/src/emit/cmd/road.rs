//! The next steps in a batch file. cmd reads a block in parentheses at once, so there are labels and no blocks.
//!
//! What a call prints goes through a file: the variable of `for /f` is put in after the line was read, so no reply is
//! ever code. The same holds for `!NAME!`, which is only known where it is needed.

use super::*;
use crate::road::{Action, Call, Chunk, Planned};
use alloc::borrow::ToOwned;

const START: &str = "set \"NEW=\"\nset \"STATE=%TEMP%\\elasticache-%RANDOM%%RANDOM%.txt\"\n";
const END: &str = "del \"%STATE%\" 2>nul\nexit /b 0\n:stop\ndel \"%STATE%\" 2>nul\nif defined NEW del \"%NEW%\" 2>nul\nexit /b 1\n";
const FAILED: &str = "\nif errorlevel 1 goto stop\n";

/// The request and all that follows it.
pub(super) fn road(script: &mut Script<'_, '_>, text: &mut Text, steps: &[Planned]) {
    text.put(Helper, START);
    let mut labels = 0;
    for planned in steps {
        actions(script, text, &planned.actions, &mut labels);
    }
    text.put(Helper, END);
}

fn actions(script: &mut Script<'_, '_>, text: &mut Text, all: &[Action], labels: &mut usize) {
    for action in all {
        one(script, text, action, labels);
    }
}

/// A call whose answer goes into the file.
fn look(script: &mut Script<'_, '_>, text: &mut Text, call: &Call) {
    text.put(Plain, ">\"%STATE%\" ");
    script.put_call(text, call, true, &word);
}

fn one(script: &mut Script<'_, '_>, text: &mut Text, action: &Action, labels: &mut usize) {
    *labels += 1;
    let n = *labels;
    match action {
        Action::Request => {
            passwords(script, text, "goto stop");
            send(script, text);
            text.put(Plain, "if %RESULT% neq 0 goto stop\n");
        }
        Action::Keep => {
            keep(script, text);
            text.put(Plain, "if %RESULT% neq 0 goto stop\n");
        }
        Action::Store => store(script, text),
        Action::Pause(why) => {
            // Enter alone is the same as nobody there.
            let why = why.replacen("Press Enter", "Type y and press Enter", 1);
            text.put(Plain, format!("set \"TYPED=\"\nset /p \"TYPED={why} \"\n"));
            text.put(Plain, "setlocal EnableDelayedExpansion\n");
            text.put(Plain, "if /i not \"!TYPED!\"==\"y\" goto stop\nendlocal\n");
        }
        Action::Run(call) => {
            let finds = call.args.iter().flat_map(|arg| arg.words.iter().flatten());
            let finds = finds.into_iter().any(|chunk| matches!(chunk, Chunk::Found(_)));
            text.put(Plain, if finds { "setlocal EnableDelayedExpansion\n" } else { "" });
            script.put_call(text, call, false, &word);
            text.put(Plain, FAILED).put(Plain, if finds { "endlocal\n" } else { "" });
        }
        Action::Find(name, call) => {
            let name = variable(name);
            look(script, text, call);
            text.put(Plain, FAILED);
            text.put(Plain, format!("set \"{name}=\"\nfor /f \"usebackq delims=\" %%s in (\"%STATE%\") do set \"{name}=%%s\"\n"));
        }
        Action::Until { look: call, is, what, tries } => {
            text.put(Plain, format!("set TRIES={tries}\n:wait{n}\n"));
            look(script, text, call);
            text.put(Plain, FAILED);
            text.put(
                Plain,
                format!(
                    "for /f \"usebackq delims=\" %%s in (\"%STATE%\") do if \"%%s\"==\"{is}\" goto is{n}\n"
                ),
            );
            let why = plain(script, &format!("{what} isn't {is}:"));
            text.put(Plain, format!("set /a TRIES-=1\nif %TRIES% gtr 0 goto again{n}\necho {why} 1>&2\n"));
            text.put(Plain, "type \"%STATE%\" 1>&2\ngoto stop\n");
            text.put(Plain, format!(":again{n}\ntimeout /t 5 /nobreak >nul 2>nul\ngoto wait{n}\n:is{n}\n"));
        }
        Action::Say(line) => say(script, text, line),
        Action::When(name, yes, no) => {
            let name = variable(name);
            text.put(Plain, "setlocal EnableDelayedExpansion\n");
            text.put(Plain, format!("if \"!{name}!\"==\"True\" endlocal & goto yes{n}\nendlocal\n"));
            actions(script, text, no, labels);
            text.put(Plain, format!("goto done{n}\n:yes{n}\n"));
            actions(script, text, yes, labels);
            text.put(Plain, format!(":done{n}\n"));
        }
        Action::Fail(why) => {
            let why = plain(script, why);
            text.put(Plain, format!("echo {why} 1>&2\ntype \"%STATE%\" 1>&2\ngoto stop\n"));
        }
        Action::Match { look: call, cases, rest, absent } => {
            look(script, text, call);
            match absent {
                Some(_) => text.put(Plain, format!(" 2>nul\nif errorlevel 1 goto absent{n}\n")),
                None => text.put(Plain, FAILED),
            };
            // `for /f` skips empty lines.
            text.put(
                Plain,
                "set \"EMPTY=y\"\nfor /f \"usebackq delims=\" %%s in (\"%STATE%\") do set \"EMPTY=\"\n",
            );
            for (at, (is, _)) in cases.iter().enumerate() {
                for is in is {
                    if is.is_empty() {
                        text.put(Plain, format!("if defined EMPTY goto case{n}_{at}\n"));
                        continue;
                    }
                    let is = compared(script, is);
                    text.put(Plain, "for /f \"usebackq delims=\" %%s in (\"%STATE%\") do if \"%%s\"==");
                    text.put(String, format!("\"{is}\"")).put(Plain, format!(" goto case{n}_{at}\n"));
                }
            }
            actions(script, text, rest, labels);
            text.put(Plain, format!("goto done{n}\n"));
            for (at, (_, then)) in cases.iter().enumerate() {
                text.put(Plain, format!(":case{n}_{at}\n"));
                actions(script, text, then, labels);
                text.put(Plain, format!("goto done{n}\n"));
            }
            if let Some(absent) = absent {
                text.put(Plain, format!(":absent{n}\n"));
                actions(script, text, absent, labels);
            }
            text.put(Plain, format!(":done{n}\n"));
        }
    }
}

/// Makes a new password and stores it in its secret. It is letters and digits, so reading it twice changes nothing.
fn store(script: &mut Script<'_, '_>, text: &mut Text) {
    text.put(Plain, "set \"NEW=%TEMP%\\elasticache-%RANDOM%%RANDOM%.json\"\n>\"%NEW%\" ");
    script.put_generate(text);
    text.put(Plain, FAILED).put(Plain, FILE);
    let id = numbered(&crate::quote::json(&script.secret_id(0)));
    let input = format!("{{\"SecretId\":{id},\"VersionStages\":[\"AWSPENDING\"],\"SecretString\":");
    text.put(Plain, format!(">\"%AUTHENTICATION%\" echo {input}\n"));
    text.put(Plain, ">>\"%AUTHENTICATION%\" type \"%NEW%\"\n>>\"%AUTHENTICATION%\" echo }\n");
    script.put_store_json(text);
    text.put(Plain, "\nset \"RESULT=%ERRORLEVEL%\"\ndel \"%AUTHENTICATION%\" \"%NEW%\"\n");
    text.put(Plain, "if %RESULT% neq 0 goto stop\n");
}

/// A line with what was found. Delayed expansion is on for it alone.
fn say(script: &mut Script<'_, '_>, text: &mut Text, line: &[Chunk]) {
    let finds = line.iter().any(|chunk| matches!(chunk, Chunk::Found(_)));
    let mut out = String::new();
    for chunk in line {
        match chunk {
            Chunk::Text(part) => {
                if finds && part.contains(['!', '^']) {
                    refuse(script);
                }
                out.push_str(&plain(script, part));
            }
            Chunk::Found(name) => out.push_str(&format!("!{}!", variable(name))),
        }
    }
    text.put(Plain, if finds { "setlocal EnableDelayedExpansion\n" } else { "" });
    text.put(Plain, format!("echo {out}\n")).put(Plain, if finds { "endlocal\n" } else { "" });
}

/// Text that echo prints as it is: outside of quotes, with each special character escaped.
fn plain(script: &mut Script<'_, '_>, text: &str) -> String {
    if !text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        refuse(script);
        return String::new();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '%' => out.push('%'),
            '&' | '|' | '<' | '>' | '^' | '"' | '(' | ')' => out.push('^'),
            _ => {}
        }
        out.push(letter);
    }
    out
}

/// Text between the quotes of a comparison.
fn compared(script: &mut Script<'_, '_>, text: &str) -> String {
    if text.bytes().any(|byte| byte == b'"' || !(b' '..=b'~').contains(&byte)) {
        refuse(script);
        return String::new();
    }
    let text = text.replace('%', "%%");
    if text.len() + 200 > LONGEST {
        script.notes.push(Note::advice(TOO_LONG).at(Severity::Error, Path::Option("style")));
    }
    text
}

fn refuse(script: &mut Script<'_, '_>) {
    let note = "cmd can't compare or print a quotation mark or a character outside ASCII in the steps after the \
        request. Use PowerShell.";
    if !script.notes.iter().any(|known| known.text == note) {
        script.notes.push(Note::advice(note).at(Severity::Error, Path::Request));
    }
}

fn variable(name: &str) -> String {
    name.to_ascii_uppercase()
}

/// An argument of a program. What is found is put in once the line has been read.
fn word(chunks: &[Chunk]) -> String {
    // No text of a step has these letters in a row.
    let texts = chunks.iter().map(|chunk| match chunk {
        Chunk::Text(text) => text.clone(),
        Chunk::Found(name) => format!("@@{}@@", variable(name)),
    });
    let mut json = texts.collect::<String>();
    let finds = chunks.iter().any(|chunk| matches!(chunk, Chunk::Found(_)));
    if finds {
        json = numbered(&json);
    }
    let mut word = crate::quote::cmd(&json).unwrap_or_default();
    for chunk in chunks {
        if let Chunk::Found(name) = chunk {
            let name = variable(name);
            word = word.replace(&format!("@@{name}@@"), &format!("!{name}!"));
        }
    }
    word.to_owned()
}
