//! Import by pasting outside a field, or by dropping a file.

use crate::state::State;
use gloo_file::Blob;
use gloo_file::futures::read_as_text;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::DataTransfer;

/// The longest text that is read, in bytes: longer ones would block the page.
pub const LONGEST: usize = 500_000;
/// The message for longer texts.
pub const TOO_LONG: &str = "This is longer than 500 KB and wasn't read. Paste only the part with the user.";

/// Listens until the page is closed. A text with one user or group fills the form; any other opens the dialog.
pub fn listen(state: State) {
    window_event_listener(ev::paste, move |event| {
        if in_a_field() {
            return;
        }
        if let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()) {
            offer(state, text);
        }
    });
    window_event_listener(ev::dragover, |event| {
        if event.data_transfer().is_some_and(|data| carries_file(&data)) {
            event.prevent_default();
        }
    });
    window_event_listener(ev::drop, move |event| {
        let file = event.data_transfer().and_then(|data| data.files()?.get(0));
        if let Some(file) = file {
            event.prevent_default();
            if file.size() > LONGEST as f64 {
                return state.notify(TOO_LONG);
            }
            spawn_local(async move {
                if let Ok(text) = read_as_text(&Blob::from(file)).await {
                    offer(state, text);
                }
            });
        }
    });
}

fn offer(state: State, text: String) {
    if text.trim().is_empty() {
        return;
    }
    if text.len() > LONGEST {
        return state.notify(TOO_LONG);
    }
    let mut import = elasticache_user::import::import(&text);
    let all = import.users.len() + import.groups.len();
    match import.users.pop().or_else(|| import.groups.pop()) {
        Some(only) if all == 1 && import.errors.is_empty() => state.apply_import(&import, only),
        _ => state.importing.set(Some(text)),
    }
}

/// Checks the focus: the event's target is the last selection, which may be in a field that was left.
fn in_a_field() -> bool {
    document().active_element().is_some_and(|element| {
        element.closest("input, textarea, select, dialog").is_ok_and(|found| found.is_some())
    })
}

fn carries_file(data: &DataTransfer) -> bool {
    data.types().includes(&"Files".into(), 0)
}
