//! Keyboard shortcuts, and what the page does with input.

use crate::browser::focus;
use crate::dialog::Dialog;
use crate::state::{State, View, about_id_of, use_state};
use leptos::ev;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

const KEYS: &[(&str, &str)] = &[
    ("?", "This help"),
    ("F1", "Rules for the field you're in"),
    ("/", "Choose a recipe"),
    ("Ctrl + K", "Find any action, recipe, format or field"),
    ("g o", "Go to the output; g p: problems, g a: access string"),
    ("Ctrl + Enter", "Copy the output, from any field"),
    ("Ctrl + Z", "Undo, outside a text field"),
    ("Ctrl + Shift + Z", "Redo, outside a text field"),
    ("Ctrl + V", "Import the clipboard, outside a field"),
    ("← →", "Output: move between parts; Enter jumps to the field"),
    ("← → Home End", "Rules in order: move between rules"),
    ("Alt + ← →", "Rules in order: move the rule"),
    ("Delete", "Rules in order: remove the rule"),
    ("← → ↑ ↓", "Effective permissions: move between categories; Enter opens one"),
    ("← → ↑ ↓ Enter", "Permissions by subject: move between cells; Enter allows or denies one"),
];

/// Where `g` and a second key go.
const PLACES: [(&str, &str); 3] =
    [("o", "output-title"), ("p", "problems-title"), ("a", "field-AccessString")];

/// Listens until the page is closed.
pub fn listen(state: State) {
    // Whether the last key was `g`.
    let g_pressed = Cell::new(false);
    window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let control = event.ctrl_key() || event.meta_key();
        let key = event.key();
        let place = PLACES.iter().find(|(letter, _)| *letter == key);
        if g_pressed.replace(false)
            && let (Some((_, id)), false, false) = (place, control, is_text_input(&event))
        {
            event.prevent_default();
            return focus::to(id, None);
        }
        match (key.as_str(), control) {
            ("?", false) if !is_text_input(&event) => state.help_open.set(true),
            ("F1", _) => focus::press(&about_id_of(&target_id(&event))),
            ("/", false) if !is_text_input(&event) => focus::to("recipe", None),
            ("g", false) if !is_text_input(&event) => g_pressed.set(true),
            ("k", true) => state.finding.set(true),
            ("Enter", true) => focus::press("copy-0"),
            // Other views leave undo to the browser.
            ("z" | "Z" | "y", true) if state.view.get_untracked() != View::Form => return,
            ("z", true) if !is_text_input(&event) => state.undo(),
            ("Z" | "y", true) if !is_text_input(&event) => state.redo(),
            _ => return,
        }
        event.prevent_default();
    });
}

fn target_id(event: &KeyboardEvent) -> String {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.map(|element| element.id()).unwrap_or_default()
}

/// Whether the key was pressed in a field.
fn is_text_input(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        element.matches("input:not([type=radio],[type=checkbox]), textarea, select").unwrap_or(true)
    })
}

/// The dialog.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let state = use_state();
    let row = |(keys, about): &(&'static str, &'static str)| {
        let (keys, about) = (*keys, *about);
        view! { <div><dt><kbd>{keys}</kbd></dt><dd>{about}</dd></div> }
    };
    let rows = move || KEYS.iter().map(row).collect_view();
    view! {
        <Dialog name="help" title="Help" open=state.help_open close=move || state.help_open.set(false)>
            <p>
                "What you type is checked in this page and isn't sent anywhere. Drafts are saved in this browser, without passwords."
            </p>
            <p>"On a Mac, use ⌘ in place of Ctrl."</p>
            <dl>{rows}</dl>
        </Dialog>
    }
}
