//! What changes for a user that is already there.

use crate::state::{Access, use_state};
use access_string::{Difference, Part, parse};
use leptos::prelude::*;

/// What is gained and lost against the current user; nothing without one.
#[component]
pub fn DifferenceView() -> impl IntoView {
    let state = use_state();
    let difference = Memo::new(move |_| {
        let before = state.form.with(|form| form.current.as_ref()?.access_string.clone())?;
        Some(state.access.with(|access| changes(access, &before)))
    });
    let side = |title: &'static str, kind: &'static str, words: Vec<String>| {
        (!words.is_empty()).then(|| {
            let words = words.into_iter().map(|word| view! { <li><code>{word}</code></li> }).collect_view();
            view! {
                <div data-side=kind>
                    <h4>{title}</h4>
                    <ul class="tokens">{words}</ul>
                </div>
            }
        })
    };
    let shown = move || {
        difference.get().map(|(gained, lost)| {
            let nothing = gained.is_empty() && lost.is_empty();
            view! {
                <section class="difference" aria-labelledby="difference-title">
                    <h3 id="difference-title">"Against the current user"</h3>
                    {nothing.then_some("It means the same.")}
                    {side("Gains", "gained", gained)}
                    {side("Loses", "lost", lost)}
                </section>
            }
        })
    };
    view! { {shown} }
}

fn changes(access: &Access, before: &str) -> (Vec<String>, Vec<String>) {
    let before = parse(before, access.string.dialect).user;
    let Difference { enabled, gained, lost, .. } = before.diff(&access.string.user);
    let login = |wanted: bool| (enabled == Some(wanted)).then(|| "to log in".to_owned());
    let part = |part: Part, first: Option<String>| {
        let commands = part.commands.iter().map(|command| command.name().replace('|', " "));
        let rest = [part.keys, part.channels, part.databases, part.first_args].concat();
        first.into_iter().chain(rest).chain(commands).collect()
    };
    (part(gained, login(true)), part(lost, login(false)))
}
