//! The line above the two panes.

use leptos::prelude::*;

/// The name of the page, its promise, and what can be done with the whole draft.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <header class="top">
            <h1>"ElastiCache User Builder"</h1>
            <p class="promise">"Nothing you type leaves this page."</p>
        </header>
    }
}
