//! The clipboard.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Puts the text there; says whether that was allowed.
pub async fn write(text: &str) -> bool {
    // Where the page is not served securely, there is no clipboard at all.
    if !window().is_secure_context() {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}
