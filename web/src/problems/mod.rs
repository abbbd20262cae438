//! What is wrong, what may surprise, and what to do about it.

mod fix;
mod problem;

use crate::state::use_state;
use elasticache_user::Severity;
use leptos::prelude::*;
use problem::Problem;

/// The list of findings, with their count by severity in its heading.
#[component]
pub fn Problems() -> impl IntoView {
    let findings = use_state().findings;
    let count = move |severity: Severity| {
        findings.with(|list| list.iter().filter(|finding| finding.severity == severity).count())
    };
    let counts = move || {
        SEVERITIES
            .into_iter()
            .map(|(severity, title)| (count(severity), severity, title))
            .filter(|(count, ..)| *count > 0)
            .map(|(count, severity, title)| {
                view! { <span class="count" data-severity=severity.name()>{count} " " {title}</span> }
            })
            .collect_view()
    };
    view! {
        <section class="problems card" aria-labelledby="problems-title">
            <div class="card-head">
                <h2 id="problems-title">"Problems"</h2>
                <p class="counts">{counts}</p>
            </div>
            <Show
                when=move || findings.with(|list| !list.is_empty())
                fallback=|| view! { <p class="empty">"None found."</p> }
            >
                <ul class="problem-list">
                    <For
                        each=move || findings.get()
                        key=|finding| (finding.rule, finding.path.clone(), finding.message.clone(), finding.span.clone())
                        let:finding
                    >
                        <Problem finding=finding />
                    </For>
                </ul>
            </Show>
        </section>
    }
}

const SEVERITIES: [(Severity, &str); 4] = [
    (Severity::Error, "to mend"),
    (Severity::Security, "dangerous"),
    (Severity::Warning, "surprising"),
    (Severity::Advice, "to know"),
];
