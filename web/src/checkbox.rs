//! A labeled checkbox.

use leptos::prelude::*;

/// A checkbox with a label.
#[component]
pub fn Checkbox(
    /// Its label.
    #[prop(into)]
    text: String,
    /// Whether it is checked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    set: Callback<(bool,)>,
    /// Whether it is disabled.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its id; empty for none.
    #[prop(optional, into)]
    id: String,
    /// Its tooltip.
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
