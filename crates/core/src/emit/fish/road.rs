//! The road in fish: every step runs only if the one before it succeeded, as nothing else ends a block.

use super::*;
use crate::road::{Action, Chunk, Planned};
use alloc::borrow::ToOwned;

/// What a script finds, in variables of its own block.
const FOUND: &str =
    "set -l found\nset -l host\nset -l port\nset -l cluster\nset -l user_arn\nset -l cache_arn\n";
/// The same where a password is changed.
const FOUND_TO_ROTATE: &str =
    "set -l found\nset -l pending\nset -l current\nset -l password_1\nset -l password_2\n";

/// The request and all that follows it.
pub(super) fn road(script: &mut Script<'_, '_>, text: &mut Text, steps: &[Planned]) {
    text.put(Helper, if script.job.rotates { FOUND_TO_ROTATE } else { FOUND });
    text.put(Plain, "true\n");
    for planned in steps {
        for action in &planned.actions {
            text.put(Plain, "and ");
            one(script, text, action);
        }
    }
}

/// Actions one after the other, in a branch.
fn branch(script: &mut Script<'_, '_>, text: &mut Text, all: &[Action]) {
    // After an empty one, the status would be that of the condition.
    text.put(Plain, if all.is_empty() { "true\n" } else { "" });
    for (n, action) in all.iter().enumerate() {
        text.put(Plain, if n > 0 { "and " } else { "" });
        one(script, text, action);
    }
}

/// One statement, which fails where the action does.
fn one(script: &mut Script<'_, '_>, text: &mut Text, action: &Action) {
    match action {
        Action::Request => {
            text.put(Plain, "begin\n");
            request(script, text);
            text.put(Plain, "end\n");
        }
        Action::Keep => {
            text.put(Plain, "begin\n");
            keep(script, text);
            text.put(Plain, "end\n");
        }
        Action::Store => {
            text.put(Plain, "begin\nset ").put(Keyword, "password_2").put(Plain, " (");
            script.put_generate(text);
            text.put(Plain, ")\nand printf %s $password_2 | tr -d '\"' | ");
            script.put_store(text, 0);
            text.put(Plain, "\nend\n");
        }
        Action::Pause(why) => {
            text.put(Plain, format!("read --local --prompt-str {} typed\n", plain(&format!("{why} "))));
        }
        Action::Run(call) => {
            script.put_call(text, call, false, &word);
            text.put(Plain, "\n");
        }
        Action::Find(name, call) => {
            text.put(Plain, format!("set {name} ("));
            script.put_call(text, call, true, &word);
            text.put(Plain, ")\n");
        }
        Action::Until { look, is, what, tries } => {
            text.put(Plain, "begin\nset -l state\n")
                .put(Plain, format!("for try in (seq {tries})\n    set state ("));
            script.put_call(text, look, true, &word);
            text.put(Plain, ")\n    or break\n")
                .put(Plain, format!("    test \"$state\" = {is}\n    and break\n"));
            text.put(Plain, format!("    sleep 5\nend\nif test \"$state\" != {is}\n"));
            let why = plain(&format!("{what} isn't {is}:"));
            text.put(Plain, format!("printf '%s %s\\n' {why} \"$state\" >&2\nfalse\nend\nend\n"));
        }
        Action::Say(line) => {
            text.put(Plain, format!("printf '%s\\n' {}\n", word(line)));
        }
        Action::When(name, yes, no) => {
            text.put(Plain, format!("if test \"${name}\" = True\n"));
            branch(script, text, yes);
            text.put(Plain, "else\n");
            branch(script, text, no);
            text.put(Plain, "end\n");
        }
        Action::Fail(why) => {
            text.put(Plain, format!("begin\nprintf '%s %s\\n' {} \"$found\" >&2\nfalse\nend\n", plain(why)));
        }
        Action::Match { look, cases, rest, absent } => {
            text.put(Plain, if absent.is_some() { "if set found (" } else { "begin\nset found (" });
            script.put_call(text, look, true, &word);
            text.put(Plain, if absent.is_some() { " 2>/dev/null)\n" } else { ")\nand " });
            for (n, (is, then)) in cases.iter().enumerate() {
                // A case of a switch would be a pattern.
                text.put(Plain, if n > 0 { "else if contains -- " } else { "if contains -- " });
                text.put(Keyword, "\"$found\"");
                for one in is {
                    text.put(Plain, " ").put(String, plain(one));
                }
                text.put(Plain, "\n");
                branch(script, text, then);
            }
            text.put(Plain, "else\n");
            branch(script, text, rest);
            text.put(Plain, "end\n");
            if let Some(absent) = absent {
                text.put(Plain, "else\n");
                branch(script, text, absent);
            }
            text.put(Plain, "end\n");
        }
    }
}

/// A text as one word; a request with one that no shell can hold isn't ready.
fn plain(text: &str) -> String {
    crate::quote::fish(text).unwrap_or_else(|_| "''".to_owned())
}

fn word(chunks: &[Chunk]) -> String {
    let one = |chunk: &Chunk| match chunk {
        Chunk::Text(text) => plain(text),
        Chunk::Found(name) => format!("\"${name}\""),
    };
    chunks.iter().map(one).collect()
}
