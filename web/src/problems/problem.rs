//! One finding: the problem, the reason, the source, and fixes.

use super::fix::FixButton;
use crate::browser::focus;
use crate::prose::prose;
use crate::state::{State, id_of, label_of, part_of, place_of, use_state};
use elasticache_user::{Draft, Finding, rules};
use leptos::prelude::*;
use std::sync::Arc;

/// An item of the list. Its first button selects the text that the finding is about.
#[component]
pub fn Problem(
    finding: Finding,
    draft: Arc<Draft>,
    /// Whether the reason is unfolded.
    open: bool,
) -> impl IntoView {
    let state = use_state();
    let about = rules::rule(finding.rule).map(|rule| rule.what).unwrap_or_default();
    let fixes =
        finding.fixes.iter().map(|fix| view! { <FixButton fix=fix.clone() draft=Arc::clone(&draft) /> });
    let fixes = fixes.collect_view();
    let Finding { severity, rule, source, .. } = finding;
    let (what, why) = (prose(&finding.message), prose(&finding.help));
    let (place, label) = (finding.path.to_string(), label_of(&finding.path));
    view! {
        <li class="problem" data-severity=severity.name()>
            <div class="problem-head">
                <span class="severity">{severity.name()}</span>
                <button type="button" class="link what" on:click=move |_| go_to_finding(state, &finding)>
                    {what}
                </button>
                <span class="place" title=place>{label}</span>
                <a class="rule" href=format!("#rule/{rule}") title=about>{rule.to_string()}</a>
            </div>
            {fixes}
            <details class="reason" open=open>
                <summary>"Why"</summary>
                <p class="why">{why}</p>
                <p class="problem-foot"><a href=source.url target="_blank" rel="noreferrer noopener">{source.title}</a></p>
            </details>
        </li>
    }
}

/// Focuses the field and selects the text that the finding is about.
fn go_to_finding(state: State, finding: &Finding) {
    let field = state.form.with_untracked(|form| place_of(form, &finding.path));
    let part = state.checked.with_untracked(|checked| {
        let (text, span) = part_of(&checked.form, &checked.draft, finding)?;
        focus::units(&text, &span)
    });
    focus::to(&id_of(&field), part);
}
