//! A draft in the list.

use crate::button::Button;
use crate::form::Input;
use crate::state::{DraftSummary, use_state};
use elasticache_user::Operation;
use leptos::prelude::*;

/// Its name, operation, state and actions.
#[component]
pub fn Row(at: usize, summaries: Memo<Vec<DraftSummary>>) -> impl IntoView {
    let state = use_state();
    let summary = Memo::new(move |_| summaries.with(|summaries| summaries.get(at).cloned()));
    let title = move || {
        summary.with(|summary| summary.as_ref().map(|summary| summary.title.clone()).unwrap_or_default())
    };
    let name = move || {
        summary.with(|summary| summary.as_ref().map(|summary| summary.name.clone()).unwrap_or_default())
    };
    // A draft without a name shows the ID of its user or group.
    let shown = move || Some(name()).filter(|name| !name.is_empty()).unwrap_or_else(title);
    let state_of = move || {
        summary.with(|summary| summary.as_ref().map(|summary| summary.state.clone()).unwrap_or_default())
    };
    let open = move || summary.with(|summary| summary.as_ref().is_some_and(|summary| summary.open));
    let operation = move || match summary.with(|summary| summary.as_ref().map(|summary| summary.operation)) {
        Some(Operation::ModifyUser) => "Modify",
        Some(Operation::CreateUserGroup) => "Create group",
        Some(Operation::ModifyUserGroup) => "Modify group",
        _ => "Create",
    };
    let label = move |verb: &'static str| Some(format!("{verb}{}", title()));
    view! {
        <li class:open=open>
            <Input
                label=format!("Name of draft {}", at + 1)
                value=shown
                typed=move |text| state.name_draft(at, text)
            />
            <span class="runs">{operation} " · " {state_of}</span>
            <Button
                class="small"
                label=move || label("Open ")
                pressed=open
                text=move || if open() { "Open now" } else { "Open" }.to_owned()
                press=move || {
                    state.open_draft(at);
                    state.drafts_open.set(false);
                }
            />
            <Button class="small" label=move || label("Duplicate ") text="Duplicate" press=move || state.duplicate_draft(at) />
            <Button class="small" label=move || label("Delete ") text="Delete" press=move || state.delete_draft(at) />
        </li>
    }
}
