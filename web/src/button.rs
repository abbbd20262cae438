//! A button. Compiled once: what it does is a [`Callback`], what it says a [`Signal`].

use leptos::prelude::*;

/// A button with a text.
#[component]
pub fn Button(
    /// What stands on it.
    #[prop(into)]
    text: Signal<String>,
    /// What it does.
    #[prop(into)]
    press: Callback<()>,
    /// How it looks.
    #[prop(optional)]
    class: &'static str,
    /// What it is called, where its text alone does not say.
    #[prop(optional, into)]
    label: Option<Signal<Option<String>>>,
    /// Whether it can be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it is pressed, where it stays so.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// More about it.
    #[prop(optional)]
    title: &'static str,
    /// Whether it is for pointers only, as a key beside it does the same: then it is no stop of the Tab key.
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
