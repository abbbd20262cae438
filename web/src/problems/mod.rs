//! The findings, and how to fix them.

mod fix;
pub mod missing;
mod problem;

use crate::prose::prose;
use crate::state::{label_of, use_state};
use elasticache_user::emit::Note;
use elasticache_user::{Finding, Severity};
use leptos::either::Either;
use leptos::prelude::*;
use missing::{Missing, is_missing};
pub use problem::Problem;
use std::sync::Arc;

/// The findings, worst first, with counts by severity in the heading. Empty fields are listed separately, and advice is
/// folded.
#[component]
pub fn Problems() -> impl IntoView {
    let state = use_state();
    let list = move |severities: &'static [Severity]| {
        Memo::new(move |_| {
            state.checked.with(|checked| {
                state.findings.with(|findings| {
                    let of = |severity: &Severity| {
                        let severity = *severity;
                        findings.iter().filter(move |finding| finding.severity == severity)
                    };
                    let all = severities.iter().flat_map(of);
                    all.filter(|finding| !is_missing(finding, &checked.draft)).cloned().collect::<Vec<_>>()
                })
            })
        })
    };
    let problems = list(&[Severity::Error, Severity::Security, Severity::Warning]);
    let advice = list(&[Severity::Advice]);
    let blockers = Memo::new(move |_| state.blockers());
    let blocker_items =
        move || blockers.get().into_iter().map(|note| view! { <Blocker note=note /> }).collect_view();
    let nothing = move || problems.with(Vec::is_empty) && state.emission.with(|emission| emission.ready);
    view! {
        <section class="problems card" aria-labelledby="problems-title">
            <div class="card-head">
                <h2 id="problems-title" tabindex="-1">"Problems"</h2>
                <Counts findings=problems blockers=blockers />
            </div>
            <Missing />
            <Show when=nothing>
                <p class="empty">"None found."</p>
            </Show>
            <Show when=move || blockers.with(|blockers| !blockers.is_empty())>
                <ul class="problem-list" aria-label="Output">{blocker_items}</ul>
            </Show>
            <ProblemList findings=problems />
            <Show when=move || advice.with(|advice| !advice.is_empty())>
                <details class="advice">
                    <summary>{move || advice.with(|advice| format!("Good to know ({})", advice.len()))}</summary>
                    <ProblemList findings=advice />
                </details>
            </Show>
        </section>
    }
}

#[component]
fn ProblemList(findings: Memo<Vec<Finding>>) -> impl IntoView {
    let state = use_state();
    let items = move || {
        let draft = state.checked.with_untracked(|checked| Arc::new(checked.draft.clone()));
        let findings = findings.get();
        let open = findings.len() <= FEW;
        let item = |finding| view! { <Problem finding=finding draft=Arc::clone(&draft) open=open /> };
        findings.into_iter().map(item).collect_view()
    };
    view! { <ul class="problem-list">{items}</ul> }
}

/// A note that keeps the output from being ready.
#[component]
fn Blocker(note: Note) -> impl IntoView {
    let state = use_state();
    let text = prose(&note.text);
    let what = match note.path {
        Some(path) => {
            let label = label_of(&path);
            Either::Left(view! {
                <button type="button" class="link what" on:click=move |_| state.go_to_place(&path)>
                    {text}
                </button>
                <span class="place">{label}</span>
            })
        }
        None => Either::Right(view! { <span class="what">{text}</span> }),
    };
    view! {
        <li class="problem" data-severity="error">
            <div class="problem-head"><span class="severity">"error"</span> {what}</div>
        </li>
    }
}

#[component]
fn Counts(findings: Memo<Vec<Finding>>, blockers: Memo<Vec<Note>>) -> impl IntoView {
    let counts = move || {
        let item = |(severity, one, many): (Severity, &str, &str)| {
            let findings =
                findings.with(|list| list.iter().filter(|finding| finding.severity == severity).count());
            let count = match severity {
                Severity::Error => findings + blockers.with(Vec::len),
                _ => findings,
            };
            let words = format!("{count} {}", if count == 1 { one } else { many });
            (count > 0).then(|| view! { <span class="count" data-severity=severity.name()>{words}</span> })
        };
        SEVERITIES.into_iter().filter_map(item).collect_view()
    };
    view! { <p class="counts">{counts}</p> }
}

/// Longer lists fold the reasons, so that all problems are in sight.
const FEW: usize = 3;

const SEVERITIES: [(Severity, &str, &str); 3] = [
    (Severity::Error, "error", "errors"),
    (Severity::Security, "security risk", "security risks"),
    (Severity::Warning, "warning", "warnings"),
];
