//! What is still to be filled in: no fault of anybody's, so said in one line.

use crate::browser::nodes::{kept, node, pressed_at};
use crate::memo::Memo;
use crate::prose::prose_nodes;
use crate::state::use_state;
use crate::when::When;
use elasticache_user::{Draft, Finding, Member, Path, Severity};
use leptos::ev::MouseEvent;
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
    let item = |finding: &Finding| {
        let button = node("button").with("type", "button").with("class", "link");
        node("li")
            .child(button.children(prose_nodes(&finding.message)))
            .child(node("code").with("class", "api").text(finding.path.to_string()))
    };
    let items = Callback::new(move |()| missing.with(|missing| missing.iter().map(item).collect::<Vec<_>>()));
    let press = move |event: MouseEvent| {
        let at = pressed_at(&event);
        let path = missing.with_untracked(|missing| Some(missing.get(at?)?.path.clone()));
        path.iter().for_each(|path| state.go_to_place(path));
    };
    view! {
        <When so=move || missing.with(|missing| !missing.is_empty())>
            <div class="missing">
                <h3>"Still to fill in"</h3>
                <ul use:kept=items on:click=press></ul>
            </div>
        </When>
    }
}
