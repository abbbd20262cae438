//! The audit: a reply of describe-users in, a table of what each user may do out.

mod columns;
mod filter;
mod judging;
mod open;
mod table;

use crate::dialog::Dialog;
use crate::state::use_state;
use crate::take_away::TakeAway;
use elasticache_user::audit::{csv, markdown};
use judging::Judging;
use leptos::prelude::*;
use table::Table;

/// A modal dialog. What was pasted stays while the page lives, and is never kept.
#[component]
pub fn AuditDialog() -> impl IntoView {
    let state = use_state();
    let judging = Judging::new();
    view! {
        <Dialog name="audit" title="Audit" open=state.auditing close=move |()| state.auditing.set(false)>
            <AuditContent judging=judging />
        </Dialog>
    }
}

#[component]
fn AuditContent(judging: Judging) -> impl IntoView {
    let file = move |name: &'static str, write: fn(&elasticache_user::audit::Audit) -> String| {
        move |()| (name.to_owned(), judging.audit.with_untracked(write))
    };
    let none = Signal::derive(move || !judging.is_done());
    view! {
        <div class="audit-text">
            <label for="audit-text">"Users to audit"</label>
            <p class="why" id="audit-what">
                "Paste the whole reply of " <code>"aws elasticache describe-users"</code>
                ", and that of " <code>"describe-user-groups"</code> " after it if you like. It stays in this page."
            </p>
            <textarea
                id="audit-text"
                class="mono"
                rows="4"
                aria-describedby="audit-what"
                spellcheck="false"
                autocomplete="off"
                prop:value=move || judging.text.get()
                on:input=move |event| judging.judge(event_target_value(&event))
            ></textarea>
        </div>
        <div aria-live="polite">
            <Show when=move || judging.is_running()>
                <p class="audit-progress">
                    <progress aria-label="Users judged" max=move || judging.total.get().to_string() value=move || judging.done.get().to_string()></progress>
                    {move || format!("{} of {} users", judging.done.get(), judging.total.get())}
                </p>
            </Show>
            <ul class="found-notes">
                {move || judging.audit.with(|audit| audit.notes.iter().take(20).map(|note| view! { <li data-note="dropped">{note.clone()}</li> }).collect_view())}
            </ul>
        </div>
        <Show when=move || judging.is_done()>
            <Table judging=judging />
            <p class="buttons">
                <TakeAway what="CSV" make=file("audit.csv", csv) disabled=none />
                <TakeAway what="Markdown" make=file("audit.md", markdown) disabled=none />
                <TakeAway what="JSON" make=file("audit.json", json) disabled=none />
            </p>
        </Show>
    }
}

fn json(audit: &elasticache_user::audit::Audit) -> String {
    serde_json::to_string(audit).unwrap_or_default()
}
