//! Something that is so or not. Compiled once.

use leptos::prelude::*;

/// A box to check, and what it says.
#[component]
pub fn Check(
    /// What it says.
    #[prop(into)]
    text: String,
    /// Whether it is so.
    #[prop(into)]
    checked: Signal<bool>,
    /// What is done when that changes.
    #[prop(into)]
    set: Callback<(bool,)>,
    /// Whether it cannot be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its id; empty for none.
    #[prop(optional, into)]
    id: String,
    /// More about it.
    #[prop(optional)]
    title: &'static str,
) -> impl IntoView {
    view! {
        <label class="check" title=(!title.is_empty()).then_some(title)>
            <input
                type="checkbox"
                id=(!id.is_empty()).then_some(id)
                prop:checked=move || checked.get()
                prop:disabled=move || disabled.get()
                on:change=move |event| set.run((event_target_checked(&event),))
            />
            <span>{text}</span>
        </label>
    }
}
