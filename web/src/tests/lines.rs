//! Commands, one per line, and their results.

use crate::hidden::visible;
use crate::state::Access;
use elasticache_user::expect::{Judgment, Test, judge, shown};
use leptos::prelude::*;

/// The most lines that are tested.
const MOST: usize = 200;

/// The result of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineOutcome {
    /// The command, without a password.
    command: String,
    /// Its result.
    pub judgment: Judgment,
}

/// The results of the lines of a text.
pub fn outcomes(access: &Access, must: bool, text: &str) -> Vec<LineOutcome> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let outcome = |line: &str| {
        let judgment = judge(&access.string, access.version, &Test::new(0, must, line));
        LineOutcome { command: shown(line), judgment }
    };
    lines.take(MOST).map(outcome).collect()
}

/// A text area, with the results below it.
#[component]
pub fn Lines(
    /// Its id.
    id: &'static str,
    /// Its label.
    label: &'static str,
    /// Its placeholder.
    hint: &'static str,
    /// Its text.
    #[prop(into)]
    value: Signal<String>,
    /// Called on input.
    #[prop(into)]
    typed: Callback<(String,)>,
    /// The results.
    lines: Memo<Vec<LineOutcome>>,
) -> impl IntoView {
    let described = format!("{id}-outcome");
    let item = |LineOutcome { command, judgment }: LineOutcome| {
        let Judgment { passed, why, remark } = judgment;
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
