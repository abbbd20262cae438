//! Commands, a line each, and what came of each.

use crate::hidden::visible;
use crate::state::Access;
use elasticache_user::expect::{Judgement, Test, judge, shown};
use leptos::prelude::*;

/// At most this many lines are judged while you type.
const MOST: usize = 200;

/// What came of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The command, without a password.
    command: String,
    /// What came of it.
    pub judgement: Judgement,
}

/// What comes of each line of a text.
pub fn outcomes(access: &Access, must: bool, text: &str) -> Vec<Outcome> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let outcome = |line: &str| {
        let judgement = judge(&access.string, access.version, &Test::new(0, must, line));
        Outcome { command: shown(line), judgement }
    };
    lines.take(MOST).map(outcome).collect()
}

/// A field of lines, and below it what came of them.
#[component]
pub fn Lines(
    /// Its id.
    id: &'static str,
    /// What it is called.
    label: &'static str,
    /// An example.
    hint: &'static str,
    /// What is typed.
    #[prop(into)]
    value: Signal<String>,
    /// What is done with what is typed.
    #[prop(into)]
    typed: Callback<(String,)>,
    /// What came of it.
    lines: Memo<Vec<Outcome>>,
) -> impl IntoView {
    let described = format!("{id}-outcome");
    let item = |Outcome { command, judgement }: Outcome| {
        let Judgement { passed, why, remark } = judgement;
        let remark = remark.map(|text| view! { <span class="why">{text}</span> });
        view! {
            <li data-test=if passed { "passed" } else { "failed" }>
                <span class="visually-hidden">{if passed { "Passes: " } else { "Fails: " }}</span>
                <code>{visible(&command)}</code>
                <span class="why">{visible(&why)}</span>
                {remark}
            </li>
        }
    };
    view! {
        <div class="lines">
            <label for=id>{label}</label>
            <textarea
                id=id
                class="mono"
                rows="2"
                placeholder=hint
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                aria-describedby=described.clone()
                prop:value=move || value.get()
                on:input=move |event| typed.run((event_target_value(&event),))
            ></textarea>
            <ul class="outcomes" id=described>
                {move || lines.get().into_iter().map(item).collect_view()}
            </ul>
        </div>
    }
}
