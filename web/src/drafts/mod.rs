//! The list of drafts: name, open, duplicate, delete, and export as one file.

mod export;
mod link;
mod row;

use crate::button::Button;
use crate::dialog::Dialog;
use crate::state::use_state;
use export::Export;
use leptos::prelude::*;
use link::LinkToAll;
use row::Row;

/// The dialog.
#[component]
pub fn DraftsDialog() -> impl IntoView {
    let state = use_state();
    // One memo for all rows, as it checks every draft.
    let summaries = Memo::new(move |_| state.draft_summaries());
    let deleted = move || {
        let title = state.drafts.with(|drafts| drafts.deleted())?;
        let label = format!("Restore {title}");
        Some(view! { <Button text=label press=move || state.restore_draft() /> })
    };
    let add = move || {
        state.add_draft(state.blank_form());
        state.drafts_open.set(false);
        state.notify("A new draft is open.");
    };
    view! {
        <Dialog name="drafts" title="Drafts" open=state.drafts_open close=move || state.drafts_open.set(false)>
            <p class="why">"Each draft is one user or one user group. Drafts are saved in this browser, without passwords."</p>
            <ul class="draft-list">
                <For each=move || 0..summaries.with(Vec::len) key=|at| *at let:at>
                    <Row at=at summaries=summaries />
                </For>
            </ul>
            <p class="buttons">
                <Button class="primary" text="New draft" press=add />
                <LinkToAll />
                {deleted}
            </p>
            <Export />
        </Dialog>
    }
}
