//! The line above the two panes.

use crate::button::Button;
use crate::state::use_state;
use leptos::prelude::*;

/// The way past the form. It stands twice: first of all on a wide page, for the keyboard; on a narrow one at the window's lower
/// edge for as long as the form reaches below that, since the output is far below. The style shows one of them.
#[component]
pub fn ToOutput() -> impl IntoView {
    view! { <a class="to-output" href="#output-title">"Go to the output"</a> }
}

/// The name of the page, its promise, and what can be done with the whole draft.
#[component]
pub fn Header() -> impl IntoView {
    let state = use_state();
    let can_undo = move || state.history.with(|history| history.earlier().is_some());
    let can_redo = move || state.history.with(|history| history.later().is_some());
    let drafts = move || match state.drafts.with(|drafts| drafts.count()) {
        0 | 1 => "Drafts".to_owned(),
        count => format!("Drafts ({count})"),
    };
    view! {
        <header class="top">
            <ToOutput />
            <h1>"ElastiCache User Builder"</h1>
            <p class="promise">"Runs in your browser. Nothing you type is sent anywhere."</p>
            <div class="top-actions">
                <Button text=drafts press=move || state.drafts_open.set(true) />
                <Button text="Import" press=move || state.importing.set(Some(String::new())) />
                <Button text="Share" press=move || state.share() />
                <Button disabled=move || !can_undo() text="Undo" press=move || state.undo() />
                <Button disabled=move || !can_redo() text="Redo" press=move || state.redo() />
                <Button text="Start over" press=move || state.start_over() />
                <Button text="Rules" press=move || state.rules_open.set(true) />
                <Button text="Help" press=move || state.help_open.set(true) />
            </div>
        </header>
    }
}
