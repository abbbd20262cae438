//! A button. Its props are [`Callback`] and [`Signal`], not generic, so it is compiled once.

use leptos::prelude::*;

/// A button with a text.
#[component]
pub fn Button(
    /// Its text.
    #[prop(into)]
    text: Signal<String>,
    /// Called on a click.
    #[prop(into)]
    press: Callback<()>,
    /// Its class.
    #[prop(optional)]
    class: &'static str,
    /// Its accessible name, if the text isn't enough.
    #[prop(optional, into)]
    label: Option<Signal<Option<String>>>,
    /// Whether it is disabled.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The state of a toggle button.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Its tooltip.
    #[prop(optional)]
    title: &'static str,
    /// Whether it is for pointers only and skipped by Tab, because a key does the same.
    #[prop(optional)]
    pointer: bool,
) -> impl IntoView {
    let pressed = move || pressed.map(|pressed| if pressed.get() { "true" } else { "false" });
    view! {
        <button
            type="button"
            class=class
            title=(!title.is_empty()).then_some(title)
            tabindex=pointer.then_some("-1")
            disabled=move || disabled.get()
            aria-label=move || label.and_then(|label| label.get())
            aria-pressed=pressed
            on:click=move |_| press.run(())
        >
            {move || text.get()}
        </button>
    }
}
