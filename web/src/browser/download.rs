//! Saving a file.

use gloo_file::{Blob, ObjectUrl};
use gloo_timers::callback::Timeout;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlAnchorElement;

/// Firefox reads the file only after the click.
const READ_BY: u32 = 30_000;

/// Downloads the text as a file.
pub fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let address = ObjectUrl::from(Blob::new_with_options(text, Some("text/plain;charset=utf-8")));
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Timeout::new(READ_BY, move || drop(address)).forget();
    Ok(())
}
