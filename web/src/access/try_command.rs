//! Would this command run?

use super::brings::brings;
use crate::button::Button;
use crate::form::Input;
use crate::memo::Memo;
use crate::state::{Access, use_state};
use access_string::{AccessString, Reason, Verdict, parse};
use leptos::prelude::*;

/// A command line, the verdict, and a button for each way to allow it.
#[component]
pub fn TryCommand() -> impl IntoView {
    let state = use_state();
    let typed = RwSignal::new(String::new());
    let answer = Memo::new(move |_| typed.with(|line| state.access.with(|access| answer(access, line))));
    let result = move || {
        answer.get().map(|Answer { allowed, words, missing, brings }| {
            let button = (!missing.is_empty()).then(|| {
                let label = ["Add ", &missing].concat();
                view! { <Button class="small" text=label press=move || state.add_rules(&missing) /> }
            });
            let brings = (!brings.is_empty()).then(|| view! { <span class="brings">{brings}</span> });
            view! {
                <span data-verdict=if allowed { "allowed" } else { "refused" }>{words}</span>
                {button}
                {brings}
            }
        })
    };
    view! {
        <div class="try">
            <label for="try-command">"Try a command"</label>
            <Input
                id="try-command"
                class="mono"
                hint="GET app::1"
                described="try-answer"
                value=typed
                typed=move |text| typed.set(text)
            />
            <p id="try-answer" class="verdict" aria-live="polite">{result}</p>
        </div>
    }
}

#[derive(Clone, PartialEq)]
struct Answer {
    allowed: bool,
    words: String,
    missing: String,
    /// What the missing words bring besides.
    brings: String,
}

fn answer(access: &Access, line: &str) -> Option<Answer> {
    let argv: Vec<&str> = line.split_whitespace().collect();
    let name = *argv.first()?;
    let user = &access.string.user;
    let by = |rule: Option<access_string::Span>| rule.map(|span| span.of(&access.string.text));
    let argument = |position: usize| argv.get(position).copied().unwrap_or(name);
    let (allowed, words) = match user.can(&argv, 0) {
        Verdict::Allowed { rule, .. } => {
            let off = if user.enabled { "" } else { ", once the user is on" };
            match by(rule) {
                Some(rule) => (true, ["Allowed by ", rule, off, "."].concat()),
                None => (true, ["Allowed", off, "."].concat()),
            }
        }
        Verdict::UnknownCommand => (false, [name, " is no command of this version."].concat()),
        Verdict::WrongArity { .. } => (false, [name, " takes another number of arguments."].concat()),
        Verdict::Refused { reason, rule, command, .. } => {
            let why = match reason {
                Reason::Command => match by(rule) {
                    Some(rule) => [command.name(), " is taken away by ", rule].concat(),
                    None => ["nothing allows ", command.name()].concat(),
                },
                Reason::Key { position, needs } => {
                    let what = match (needs.read, needs.write) {
                        (true, true) => "reading and writing",
                        (_, true) => "writing",
                        _ => "reading",
                    };
                    ["no key pattern allows ", what, " ", argument(position)].concat()
                }
                Reason::Channel { position } => ["no channel pattern allows ", argument(position)].concat(),
                Reason::Database { .. } => "the database is not allowed".to_owned(),
            };
            (false, ["Refused: ", &why, "."].concat())
        }
    };
    let words = match elasticache_user::module_remark(&access.string, &argv) {
        Some(remark) => [&words, " ", remark].concat(),
        None => words,
    };
    let missing = user.missing(&argv, 0).join(" ");
    let brings = if missing.is_empty() { String::new() } else { brought(&access.string, &argv, &missing) };
    Some(Answer { allowed, words, missing, brings })
}

fn brought(string: &AccessString, argv: &[&str], missing: &str) -> String {
    let after = parse(&[&string.text, " ", missing].concat(), string.dialect).user;
    let asked: Vec<_> = string.dialect.command_of(argv).into_iter().collect();
    brings(&string.user, &after, &asked).join(" ")
}
