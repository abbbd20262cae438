//! What this browser keeps. Where it keeps nothing (private windows, a full store), the page works all the same.

use leptos::prelude::window;
use web_sys::Storage;

/// The text kept under a name.
pub fn get(name: &str) -> Option<String> {
    store()?.get_item(name).ok().flatten()
}

/// Keeps a text.
pub fn set(name: &str, text: &str) {
    if let Some(store) = store() {
        drop(store.set_item(name, text));
    }
}

fn store() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
