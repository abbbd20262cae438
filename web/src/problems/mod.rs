//! What is wrong, what may surprise, and what to do about it.

mod fix;
pub mod missing;
mod problem;

use crate::browser::nodes::{kept, node, position, pressed};
use crate::memo::Memo;
use crate::state::use_state;
use crate::when::When;
use elasticache_user::{Finding, Severity};
use leptos::prelude::*;
use missing::{Missing, is_missing};
use problem::{go, problem};

/// The list of findings, worst first, with their count by severity in its heading. What is only still to be filled in
/// is a line of its own, and what is merely good to know is folded away.
#[component]
pub fn Problems() -> impl IntoView {
    let state = use_state();
    let sorted = Memo::new(move |_| {
        let mut all = state.checked.with(|checked| {
            state.findings.with(|findings| {
                findings
                    .iter()
                    .filter(|finding| !is_missing(finding, &checked.draft))
                    .cloned()
                    .collect::<Vec<_>>()
            })
        });
        all.sort_by_key(|finding| finding.severity);
        all
    });
    let list = move |advice: bool| {
        Memo::new(move |_| {
            sorted.with(|all| {
                let of = |finding: &&Finding| (finding.severity == Severity::Advice) == advice;
                all.iter().filter(of).cloned().collect::<Vec<_>>()
            })
        })
    };
    let (problems, advice) = (list(false), list(true));
    let nothing = move || problems.with(Vec::is_empty) && state.checked.with(|checked| checked.report.ready);
    view! {
        <section class="problems card" aria-labelledby="problems-title">
            <div class="card-head">
                <h2 id="problems-title">"Problems"</h2>
                <Counts findings=sorted />
            </div>
            <Missing />
            <When so=nothing>
                <p class="empty">"None found."</p>
            </When>
            <ProblemList findings=problems />
            <When so=move || advice.with(|advice| !advice.is_empty())>
                <details class="advice">
                    <summary>{move || advice.with(|advice| ["Good to know (", &advice.len().to_string(), ")"].concat())}</summary>
                    <ProblemList findings=advice />
                </details>
            </When>
        </section>
    }
}

#[component]
fn ProblemList(findings: Memo<Vec<Finding>>) -> impl IntoView {
    let state = use_state();
    let items = Callback::new(move |()| {
        findings.with(|list| {
            state.checked.with(|checked| list.iter().map(|one| problem(one, &checked.draft)).collect())
        })
    });
    let press = move |event: web_sys::MouseEvent| {
        let Some(button) = pressed(&event) else { return };
        let finding = position(&event).and_then(|at| findings.with_untracked(|list| list.get(at).cloned()));
        let Some(finding) = finding else { return };
        match button.get_attribute("data-fix").and_then(|nth| nth.parse::<usize>().ok()) {
            Some(nth) => {
                if let Some(fix) = finding.fixes.get(nth) {
                    state.mend(&fix.edits);
                    state.say(["Done: ", &fix.title].concat());
                }
            }
            None => go(state, &finding),
        }
    };
    view! { <ul class="problem-list" use:kept=items on:click=press></ul> }
}

#[component]
fn Counts(findings: Memo<Vec<Finding>>) -> impl IntoView {
    let count = move |severity: Severity| {
        findings.with(|list| list.iter().filter(|finding| finding.severity == severity).count())
    };
    let counts = Callback::new(move |()| {
        let counted =
            SEVERITIES.into_iter().map(|(severity, one, many)| (count(severity), severity, one, many));
        let item = |(count, severity, one, many): (usize, Severity, &str, &str)| {
            let words = [count.to_string().as_str(), " ", if count == 1 { one } else { many }].concat();
            node("span").with("class", "count").with("data-severity", severity.name()).text(words)
        };
        counted.filter(|(count, ..)| *count > 0).map(item).collect::<Vec<_>>()
    });
    view! { <p class="counts" use:kept=counts></p> }
}

const SEVERITIES: [(Severity, &str, &str); 3] = [
    (Severity::Error, "error", "errors"),
    (Severity::Security, "security risk", "security risks"),
    (Severity::Warning, "warning", "warnings"),
];
