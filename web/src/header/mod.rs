//! The header.

use crate::button::Button;
use crate::state::{View, use_state};
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

/// The title, the privacy promise, and actions for the whole draft, most used first.
#[component]
pub fn Header() -> impl IntoView {
    let state = use_state();
    let is_form = move || state.view.get() == View::Form;
    let can_undo = move || state.history.with(|history| history.earlier().is_some());
    let can_redo = move || state.history.with(|history| history.later().is_some());
    let drafts = move || match state.drafts.with(|drafts| drafts.count()) {
        0 | 1 => "Drafts".to_owned(),
        count => format!("Drafts ({count})"),
    };
    let menu = NodeRef::<html::Details>::new();
    // Clicking an action closes the menu.
    let close = move |_: MouseEvent| {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    view! {
        <header class="top">
            <Show when=is_form>
                <a class="to-output" href="#output-title">"Skip to output"</a>
            </Show>
            <h1>"ElastiCache User Builder"</h1>
            <p class="promise">"Runs in your browser. Nothing you type is sent anywhere."</p>
            <div class="top-actions">
                <Show when=is_form fallback=move || view! { <Button text="Open the form" press=move |()| state.show_form() /> }>
                <Button text="Import" press=move |()| state.importing.set(Some(String::new())) />
                <Button text="Share" press=move |()| state.share() />
                <Button class="wide-only" text=Signal::derive(drafts) press=move |()| state.drafts_open.set(true) />
                <Button class="icon" disabled=Signal::derive(move || !can_undo()) text="↶" label=name("Undo") title="Undo (Ctrl+Z)" press=move |()| state.undo() />
                <Button class="icon" disabled=Signal::derive(move || !can_redo()) text="↷" label=name("Redo") title="Redo (Ctrl+Shift+Z)" press=move |()| state.redo() />
                </Show>
                <details class="menu" node_ref=menu>
                    <summary aria-label="More" title="More">"⋯"</summary>
                    <div class="menu-list" on:click=close>
                        <Button class="narrow-only" text=Signal::derive(drafts) press=move |()| state.drafts_open.set(true) />
                        <Button text="Explain this access string" press=move |()| state.explain_form() />
                        <Button text="Gallery of access strings" press=move |()| state.view.set(View::Gallery) />
                        <Button text="Start over" press=move |()| state.start_over() />
                        <Button text="Audit" press=move |()| state.auditing.set(true) />
                        <Button text="Rules" press=move |()| state.show_rules("") />
                        <Button text="Find an action" press=move |()| state.finding.set(true) />
                        <Button text="Help" press=move |()| state.help_open.set(true) />
                    </div>
                </details>
            </div>
        </header>
    }
}

fn name(text: &str) -> Signal<Option<String>> {
    Signal::stored(Some(text.to_owned()))
}
