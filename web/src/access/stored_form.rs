//! The form in which ElastiCache stores the access string.

use crate::button::Button;
use crate::state::{FormStoreFields, use_state};
use elasticache_user::{replacement, stored_form};
use leptos::prelude::*;

/// The stored form, and a button that uses it.
#[component]
pub fn StoredForm() -> impl IntoView {
    let state = use_state();
    let stored = Memo::new(move |_| state.access.with(|access| stored_form(&access.string.text)));
    let typed = state.form.access_string();
    let text =
        move || stored.with(|stored| stored.as_ref().map(|stored| stored.text.clone()).unwrap_or_default());
    let same = Memo::new(move |_| state.checked.with(|checked| checked.form.access_string.trim() == text()));
    // Only if it grants the same permissions.
    let writable = Memo::new(move |_| state.access.with(|access| replacement(&access.string.text).is_some()));
    let words = move || match stored.with(|stored| stored.as_ref().map(|stored| stored.certain)) {
        _ if same.get() => "Stored exactly as written",
        Some(true) => "ElastiCache will store",
        Some(false) => "ElastiCache will probably store",
        None => "",
    };
    view! {
        <Show when=move || stored.with(Option::is_some)>
                <span class="bench-label">{words}</span>
                <Show when=move || !same.get()>
                    <code>{text}</code>
                    <Show when=move || writable.get()>
                        <Button class="small" text="Use this form" press=move || typed.set(text()) />
                    </Show>
                </Show>
        </Show>
    }
}
