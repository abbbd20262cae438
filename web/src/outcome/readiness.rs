//! The state: ready, ready with warnings, or not ready.

use crate::browser::focus;
use crate::problems::missing::{is_missing, unwritten};
use crate::state::{Authentication, Checked, State, use_state};
use elasticache_user::{Finding, Member, Severity};
use leptos::prelude::*;

/// The state in words and color. It is a link to the problems, if there are any.
#[component]
pub fn Readiness() -> impl IntoView {
    let state = use_state();
    let words = Memo::new(move |_| state_of(state));
    let problems = move || words.with(|(name, _)| *name != "ready");
    let text = move || words.get().1;
    view! {
        <p class="readiness" role="status" data-state=move || words.get().0>
            <Show when=problems fallback=move || text>
                <a
                    class="to-problems"
                    href="#problems-title"
                    title="See why"
                    on:click=|_| focus::to("problems-title", None)
                >
                    {text}
                </a>
            </Show>
        </p>
    }
}

/// The state's name for styles, and its text. The counts match the list of problems.
pub fn state_of(state: State) -> (&'static str, String) {
    let ready = state.emission.with(|emission| emission.ready);
    let (missing, errors, others) = state.checked.with(|checked| {
        state.findings.with(|list| {
            let count = |of: &dyn Fn(&Finding) -> bool| list.iter().filter(|finding| of(finding)).count();
            let missing = |finding: &Finding| is_missing(finding, &checked.draft);
            let error = |finding: &Finding| finding.severity == Severity::Error && !missing(finding);
            let other =
                |finding: &Finding| matches!(finding.severity, Severity::Security | Severity::Warning);
            (count(&missing) + unwritten(checked).len(), count(&error), count(&other))
        })
    });
    let errors = errors + state.blockers().len();
    let needed = state.checked.with(|checked| needed(checked));
    match (ready, missing, errors, others) {
        (true, _, _, 0) => ("ready", "Ready".to_owned()),
        (true, _, _, 1) => ("warned", "Ready, with 1 warning".to_owned()),
        (true, _, _, n) => ("warned", format!("Ready, with {n} warnings")),
        (false, 0, 0, _) => ("not-ready", "Not ready".to_owned()),
        (false, n, 0, _) if n <= needed => {
            ("not-ready", format!("Not ready: {} of {needed} done", needed - n))
        }
        (false, n, 0, _) => ("not-ready", format!("Not ready: {n} to fill in")),
        (false, 0, n, _) => ("wrong", format!("Not ready: {n} to fix")),
        (false, missing, n, _) => ("wrong", format!("Not ready: {n} to fix, {missing} to fill in")),
    }
}

/// How many fields must be filled in: required members except the engine, which has a default, and a password.
fn needed(checked: &Checked) -> usize {
    let members = checked.operation.required().iter().filter(|member| **member != Member::Engine).count();
    let has_login = !checked.operation.is_of_group();
    let asks = has_login && checked.form.authentication() == Authentication::Password && !checked.asks;
    members + usize::from(asks)
}
