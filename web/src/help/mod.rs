//! The keys of the page, and what this page does and does not do.

use crate::dialog::Dialog;
use crate::state::{State, use_state};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

const KEYS: [(&str, &str); 8] = [
    ("?", "This help"),
    ("Ctrl + Enter", "Copy the output, from any field"),
    ("Ctrl + Z", "Undo, outside a text field"),
    ("Ctrl + Shift + Z", "Redo, outside a text field"),
    ("← →", "In the output: from piece to piece; Enter goes to its field"),
    ("Alt + ← →", "In the list of rules: move the rule"),
    ("Delete", "In the list of rules: take it out"),
    ("Ctrl + V", "Import what is in the clipboard, outside a field"),
];

/// Listens for as long as the page lives.
pub fn listen(state: State) {
    window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let control = event.ctrl_key() || event.meta_key();
        match (event.key().as_str(), control) {
            ("?", false) if !is_typed(&event) => state.help_open.set(true),
            ("Enter", true) => crate::browser::focus::press("copy-0"),
            ("z", true) if !is_typed(&event) => state.undo(),
            ("Z" | "y", true) if !is_typed(&event) => state.redo(),
            _ => return,
        }
        event.prevent_default();
    });
}

/// Whether the key goes into a field.
fn is_typed(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        element.matches("input:not([type=radio],[type=checkbox]), textarea, select").unwrap_or(true)
    })
}

/// The dialog.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let state = use_state();
    let rows = || KEYS.map(|(keys, about)| view! { <div><dt><kbd>{keys}</kbd></dt><dd>{about}</dd></div> });
    view! {
        <Dialog name="help" title="Help" open=state.help_open close=move || state.help_open.set(false)>
            <p>
                "Everything happens in this page: what you type is checked here, and nothing is sent to anybody. The draft is kept in this browser, without passwords."
            </p>
            <p>"On a Mac, use ⌘ in place of Ctrl."</p>
            <dl>{rows}</dl>
        </Dialog>
    }
}
