//! What this browser keeps. Where it keeps nothing (private windows, a full store), the page works all the same.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::window;

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

/// Asked first: gloo throws where the browser has no storage for this site.
fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten().map(|_| LocalStorage::raw())
}
