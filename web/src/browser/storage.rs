//! The browser's storage. Without it (a private window, a full disk), the page still works.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::window;

/// Reads a text.
pub fn get(name: &str) -> Option<String> {
    store()?.get_item(name).ok().flatten()
}

/// Saves a text.
pub fn set(name: &str, text: &str) {
    if let Some(store) = store() {
        drop(store.set_item(name, text));
    }
}

/// Checked first: gloo throws if the browser has no storage for this site.
fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten().map(|_| LocalStorage::raw())
}
