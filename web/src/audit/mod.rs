//! The audit: from a describe-users reply to a table of what each user may do.

mod columns;
mod filter;
mod open;
mod run;
mod table;

use crate::dialog::Dialog;
use crate::export_buttons::ExportButtons;
use crate::state::use_state;
use elasticache_user::audit::{csv, markdown};
use leptos::prelude::*;
use run::AuditRun;
use table::Table;

/// A modal dialog. The pasted text stays until the page is closed, and is never saved.
#[component]
pub fn AuditDialog() -> impl IntoView {
    let state = use_state();
    let run = AuditRun::new();
    view! {
        <Dialog name="audit" title="Audit" open=state.auditing close=move |()| state.auditing.set(false)>
            <AuditContent run=run />
        </Dialog>
    }
}

#[component]
fn AuditContent(run: AuditRun) -> impl IntoView {
    let file = move |name: &'static str, write: fn(&elasticache_user::audit::Audit) -> String| {
        move |()| (name.to_owned(), run.audit.with_untracked(write))
    };
    let none = Signal::derive(move || !run.is_done());
    view! {
        <div class="audit-text">
            <label for="audit-text">"Users to audit"</label>
            <p class="why" id="audit-what">
                "Paste the full reply of " <code>"aws elasticache describe-users"</code>
                ", and of " <code>"describe-user-groups"</code> " after it, if you like. It stays in this page."
            </p>
            <textarea
                id="audit-text"
                class="mono"
                rows="4"
                aria-describedby="audit-what"
                spellcheck="false"
                autocomplete="off"
                prop:value=move || run.text.get()
                on:input=move |event| run.start(event_target_value(&event))
            ></textarea>
        </div>
        <div aria-live="polite">
            <Show when=move || run.is_running()>
                <p class="audit-progress">
                    <progress aria-label="Users audited" max=move || run.total.get().to_string() value=move || run.done.get().to_string()></progress>
                    {move || format!("{} of {} users", run.done.get(), run.total.get())}
                </p>
            </Show>
            <ul class="found-notes">
                {move || run.audit.with(|audit| audit.notes.iter().take(20).map(|note| view! { <li data-note="dropped">{note.clone()}</li> }).collect_view())}
            </ul>
        </div>
        <Show when=move || run.is_done()>
            <Table run=run />
            <p class="buttons">
                <ExportButtons name="CSV" make=file("audit.csv", csv) disabled=none />
                <ExportButtons name="Markdown" make=file("audit.md", markdown) disabled=none />
                <ExportButtons name="JSON" make=file("audit.json", json) disabled=none />
            </p>
        </Show>
    }
}

fn json(audit: &elasticache_user::audit::Audit) -> String {
    serde_json::to_string(audit).unwrap_or_default()
}
