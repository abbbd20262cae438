//! The line above the two panes.

use crate::state::use_state;
use leptos::prelude::*;

/// The name of the page, its promise, and what can be done with the whole draft.
#[component]
pub fn Header() -> impl IntoView {
    let state = use_state();
    let can_undo = move || state.history.with(|history| history.earlier().is_some());
    let can_redo = move || state.history.with(|history| history.later().is_some());
    let how_many = move || {
        let count = state.drafts.with(|drafts| drafts.count());
        (count > 1).then(|| [" ", &count.to_string()].concat())
    };
    view! {
        <header class="top">
            <a class="to-output" href="#output-title">"Go to the output"</a>
            <h1>"ElastiCache User Builder"</h1>
            <p class="promise">"Nothing you type leaves this page."</p>
            <div class="top-actions">
                <button type="button" on:click=move |_| state.drafts_open.set(true)>"Drafts" <span class="how-many">{how_many}</span></button>
                <button type="button" on:click=move |_| state.importing.set(Some(String::new()))>"Import"</button>
                <button type="button" on:click=move |_| state.share()>"Share"</button>
                <button type="button" disabled=move || !can_undo() on:click=move |_| state.undo()>"Undo"</button>
                <button type="button" disabled=move || !can_redo() on:click=move |_| state.redo()>"Redo"</button>
                <button type="button" on:click=move |_| state.start_over()>"Start over"</button>
                <button type="button" on:click=move |_| state.rules_open.set(true)>"Rules"</button>
                <button type="button" aria-keyshortcuts="?" on:click=move |_| state.help_open.set(true)>"Help"</button>
            </div>
        </header>
    }
}
