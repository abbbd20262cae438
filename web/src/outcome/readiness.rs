//! One clear state: ready, ready with something to know, or not ready.

use crate::state::use_state;
use elasticache_user::Severity;
use leptos::prelude::*;

/// The state, in words and colour.
#[component]
pub fn Readiness() -> impl IntoView {
    let state = use_state();
    let words = move || {
        let ready = state.emission.with(|emission| emission.ready);
        let (errors, others) = state.findings.with(|list| {
            let errors = list.iter().filter(|finding| finding.severity == Severity::Error).count();
            let surprising =
                |finding: &&_| matches!(severity(finding), Severity::Security | Severity::Warning);
            (errors, list.iter().filter(surprising).count())
        });
        match (ready, errors, others) {
            (true, _, 0) => ("ready", "Ready".to_owned()),
            (true, _, 1) => ("warned", "Ready, with 1 warning".to_owned()),
            (true, _, n) => ("warned", ["Ready, with ", &n.to_string(), " warnings"].concat()),
            (false, 0, _) => ("not-ready", "Not ready".to_owned()),
            (false, n, _) => ("not-ready", ["Not ready: ", &n.to_string(), " to mend"].concat()),
        }
    };
    view! {
        <p class="readiness" role="status" data-state=move || words().0>
            {move || words().1}
        </p>
    }
}

fn severity(finding: &elasticache_user::Finding) -> Severity {
    finding.severity
}
