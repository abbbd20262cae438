//! One finding: what, why, who says so, and how to mend it.

use super::fix::FixButton;
use crate::browser::focus;
use crate::prose::prose;
use crate::state::{id_of, place_of, use_state};
use elasticache_user::{Finding, rules};
use leptos::prelude::*;

/// An item of the list. A click on its message goes to the field, and to the part of the text that is meant.
#[component]
pub fn Problem(finding: Finding) -> impl IntoView {
    let state = use_state();
    let Finding { rule, severity, path, span, message, help, source, fixes, .. } = finding;
    let place = path.to_string();
    let go = move |_| {
        let field = state.form.with_untracked(|form| place_of(form, &path));
        let part = state.checked.with_untracked(|checked| {
            span.as_ref().and_then(|span| focus::units(checked.draft.text_at(&path)?, span))
        });
        focus::to(&id_of(&field), part);
    };
    let about = rules::rule(rule).map(|rule| rule.what);
    let fixes = fixes.into_iter().map(|fix| view! { <FixButton fix=fix /> }).collect_view();
    view! {
        <li class="problem" data-severity=severity.name()>
            <div class="problem-head">
                <span class="severity">{severity.name()}</span>
                <button type="button" class="link what" on:click=go>{prose(&message)}</button>
                <code class="api">{place}</code>
            </div>
            <p class="why">{prose(&help)}</p>
            {fixes}
            <div class="problem-foot">
                <a href=source.url target="_blank" rel="noreferrer noopener">{source.title}</a>
                <span class="rule" title=about>{rule}</span>
            </div>
        </li>
    }
}
