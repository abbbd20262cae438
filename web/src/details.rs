//! Collapsed content.

use leptos::prelude::*;

/// A `<details>` that builds its content when it's first opened: a quarter of the page's elements would be in closed ones, and
/// each is compiled, built and laid out before the first key press.
#[component]
pub fn Details(
    #[prop(optional)] class: &'static str,
    /// The ids of fields within, which [`focus::to`](crate::browser::focus::to) can then open.
    #[prop(optional)]
    holds: Option<&'static str>,
    /// Opens or closes it from code.
    #[prop(optional, into)]
    open: Signal<bool>,
    #[prop(into)] summary: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let was_opened = RwSignal::new(open.get_untracked());
    view! {
        <details
            class=class
            data-holds=holds
            open=move || open.get()
            on:toggle=move |_| was_opened.set(true)
        >
            <summary>{summary.run()}</summary>
            <Show when=move || was_opened.get()>{children()}</Show>
        </details>
    }
}
