//! What is still to be filled in: no fault of anybody's, so said in one line.

use crate::browser::focus;
use crate::prose::prose;
use crate::state::{id_of, place_of, use_state};
use crate::when::When;
use elasticache_user::{Draft, Finding, Member, Path, Severity};
use leptos::prelude::*;

/// Whether a finding says no more than that its field is empty.
pub fn is_missing(finding: &Finding, draft: &Draft) -> bool {
    let empty = match &finding.path {
        Path::Member(Member::AuthenticationMode) | Path::ModePasswords | Path::Member(Member::Passwords) => {
            return finding.severity == Severity::Error
                && draft.all_passwords().next().is_none()
                && draft.no_password_required.is_none()
                && draft.misfits.is_empty();
        }
        path @ Path::Member(member) => !draft.is_misfit(*member) && draft.text_at(path).is_none(),
        _ => false,
    };
    empty && finding.severity == Severity::Error && finding.fixes.is_empty()
}

/// The empty fields, each a button that goes there.
#[component]
pub fn Missing() -> impl IntoView {
    let state = use_state();
    let missing = Memo::new(move |_| {
        state.checked.with(|checked| {
            let findings = checked.report.findings.iter();
            findings.filter(|finding| is_missing(finding, &checked.draft)).cloned().collect::<Vec<_>>()
        })
    });
    let item = move |finding: Finding| {
        let Finding { path, message, .. } = finding;
        let api = path.to_string();
        let go = move |_| focus::to(&id_of(&state.form.with_untracked(|form| place_of(form, &path))), None);
        view! {
            <li>
                <button type="button" class="link" on:click=go>{prose(&message)}</button>
                <code class="api">{api}</code>
            </li>
        }
    };
    let items = move || missing.get().into_iter().map(item).collect_view();
    view! {
            <When so=move || missing.with(|missing| !missing.is_empty())>
                <div class="missing">
                    <h3>"Still to fill in"</h3>
                    <ul>
    {items}
                    </ul>
                </div>
            </When>
        }
}
