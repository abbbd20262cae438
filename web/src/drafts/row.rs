//! A draft in the list.

use crate::state::use_state;
use elasticache_user::Operation;
use leptos::prelude::*;

/// Its name, what it would do, and what can be done with it.
#[component]
pub fn Row(at: usize) -> impl IntoView {
    let state = use_state();
    let line = Memo::new(move |_| state.draft_lines().into_iter().nth(at));
    let title = move || line.with(|line| line.as_ref().map(|line| line.title.clone()).unwrap_or_default());
    let name = move || line.with(|line| line.as_ref().map(|line| line.name.clone()).unwrap_or_default());
    let open = move || line.with(|line| line.as_ref().is_some_and(|line| line.open));
    let operation = move || match line.with(|line| line.as_ref().map(|line| line.operation)) {
        Some(Operation::ModifyUser) => "Modify",
        _ => "Create",
    };
    let label = move |verb: &'static str| [verb, &title()].concat();
    view! {
        <li class:open=open>
            <input
                type="text"
                aria-label=["Name of draft ", &(at + 1).to_string()].concat()
                placeholder=title
                autocomplete="off"
                prop:value=name
                on:input=move |event| state.name_draft(at, event_target_value(&event))
            />
            <span class="runs">{operation}</span>
            <button
                type="button"
                class="small"
                aria-label=move || label("Open ")
                aria-current=move || open().then_some("true")
                on:click=move |_| {
                    state.open_draft(at);
                    state.drafts_open.set(false);
                }
            >
                {move || if open() { "In the form" } else { "Open" }}
            </button>
            <button type="button" class="small" aria-label=move || label("Duplicate ") on:click=move |_| state.duplicate_draft(at)>"Duplicate"</button>
            <button type="button" class="small" aria-label=move || label("Delete ") on:click=move |_| state.delete_draft(at)>"Delete"</button>
        </li>
    }
}
