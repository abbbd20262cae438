//! The keys of the page, and what this page does and does not do.

use crate::state::{State, use_state};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

const KEYS: [(&str, &str); 5] = [
    ("?", "This help"),
    ("Ctrl + Enter", "Copy the output, from any field"),
    ("Ctrl + Z", "Undo, outside a text field"),
    ("Ctrl + Shift + Z", "Redo, outside a text field"),
    ("Ctrl + V", "Import what is in the clipboard, outside a field"),
];

/// Listens for as long as the page lives.
pub fn listen(state: State) {
    window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let typing =
            event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|element| {
                element.matches("input:not([type=radio],[type=checkbox]), textarea, select").unwrap_or(true)
            });
        let control = event.ctrl_key() || event.meta_key();
        match (event.key().as_str(), control, typing) {
            ("?", false, false) => state.help_open.set(true),
            ("Enter", true, _) => crate::browser::focus::press("copy-0"),
            ("z", true, false) => state.undo(),
            ("Z", true, false) | ("y", true, false) => state.redo(),
            _ => return,
        }
        event.prevent_default();
    });
}

/// The dialog.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let state = use_state();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let (true, Some(dialog)) = (state.help_open.get(), dialog.get())
            && !dialog.open()
        {
            drop(dialog.show_modal());
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let rows = KEYS.map(|(keys, about)| view! { <div><dt><kbd>{keys}</kbd></dt><dd>{about}</dd></div> });
    view! {
        <dialog node_ref=dialog class="dialog help" aria-labelledby="help-title" on:close=move |_| state.help_open.set(false)>
            <div class="dialog-head">
                <h2 id="help-title">"Help"</h2>
                <button type="button" on:click=close>"Close"</button>
            </div>
            <p>
                "Everything happens in this page: what you type is checked here, and nothing is sent to anybody. The draft is kept in this browser, without passwords."
            </p>
            <p>"On a Mac, use ⌘ in place of Ctrl."</p>
            <dl>{rows.into_iter().collect_view()}</dl>
        </dialog>
    }
}
