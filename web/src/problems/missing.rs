//! Fields that are still empty, listed apart from real problems.

use crate::hidden::visible;
use crate::prose::prose;
use crate::state::{Checked, StillOpen, label_of, use_state};
use elasticache_user::{Draft, Finding, Member, Path, Severity};
use leptos::prelude::*;

/// Whether a finding only says that its field is empty.
pub fn is_missing(finding: &Finding, draft: &Draft) -> bool {
    let empty = match &finding.path {
        Path::Member(Member::AuthenticationMode) | Path::ModePasswords | Path::Member(Member::Passwords) => {
            return finding.severity == Severity::Error
                && draft.all_passwords().next().is_none()
                && draft.no_password_required.is_none()
                && draft.mismatches.is_empty();
        }
        // These are optional: a rule about one of them means more than an empty field.
        Path::Member(Member::UserIds | Member::UserIdsToAdd | Member::UserIdsToRemove) => false,
        path @ Path::Member(member) => !draft.is_mismatch(*member) && draft.text_at(path).is_none(),
        _ => false,
    };
    empty && finding.severity == Severity::Error && finding.fixes.is_empty()
}

/// The empty fields, each with a link.
#[component]
pub fn Missing() -> impl IntoView {
    let state = use_state();
    let missing = Memo::new(move |_| {
        state.checked.with(|checked| {
            let findings = checked.report.findings.iter();
            findings.filter(|finding| is_missing(finding, &checked.draft)).cloned().collect::<Vec<_>>()
        })
    });
    let open = Memo::new(move |_| state.checked.with(|checked| unwritten(checked)));
    let open_items = move || open.get().into_iter().map(|one| view! { <OpenField one=one /> }).collect_view();
    let items = move || {
        missing.get().into_iter().map(|finding| view! { <MissingField finding=finding /> }).collect_view()
    };
    view! {
        <Show when=move || missing.with(|missing| !missing.is_empty()) || open.with(|open| !open.is_empty())>
            <div class="missing">
                <h3>"Still to fill in"</h3>
                <ul>{open_items} {items}</ul>
            </div>
        </Show>
    }
}

/// The open places without a value in the request.
pub fn unwritten(checked: &Checked) -> Vec<StillOpen> {
    checked.open.iter().filter(|one| !one.written).cloned().collect()
}

#[component]
fn OpenField(one: StillOpen) -> impl IntoView {
    let state = use_state();
    let StillOpen { path, name, .. } = one;
    let label = label_of(&path);
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| state.go_to_place(&path)>
                <code>{visible(&name)}</code>
                " isn't in the imported text: type its value."
            </button>
            <span class="place">{label}</span>
        </li>
    }
}

#[component]
fn MissingField(finding: Finding) -> impl IntoView {
    let state = use_state();
    let Finding { message, path, .. } = finding;
    let place = path.to_string();
    let label = label_of(&path);
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| state.go_to_place(&path)>
                {prose(&message)}
            </button>
            <span class="place" title=place>{label}</span>
        </li>
    }
}
