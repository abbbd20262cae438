//! The list of drafts: name, open, copy, delete, and all of them in one file.

mod export;
mod row;

use crate::button::Button;
use crate::dialog::Dialog;
use crate::state::use_state;
use export::Export;
use leptos::prelude::*;
use row::Row;

/// The dialog.
#[component]
pub fn DraftsDialog() -> impl IntoView {
    let state = use_state();
    // Made once for all rows: each draft is checked.
    let lines = Memo::new(move |_| state.draft_lines());
    let deleted = move || {
        let title = state.drafts.with(|drafts| drafts.deleted())?;
        let label = format!("Restore {title}");
        Some(view! { <Button text=label press=move || state.restore_draft() /> })
    };
    let add = move || {
        state.add_draft(state.blank_form());
        state.drafts_open.set(false);
        state.tell("A new draft is open.");
    };
    view! {
        <Dialog name="drafts" title="Drafts" open=state.drafts_open close=move || state.drafts_open.set(false)>
            <p class="why">"Each draft is one user or one user group. They are kept in this browser, without passwords."</p>
            <ul class="draft-list">
                <For each=move || 0..lines.with(Vec::len) key=|at| *at let:at>
                    <Row at=at lines=lines />
                </For>
            </ul>
            <p class="buttons">
                <Button class="primary" text="New draft" press=add />
                {deleted}
            </p>
            <Export />
        </Dialog>
    }
}
