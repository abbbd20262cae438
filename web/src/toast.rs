//! A sentence about what was just done, for a few seconds.

use crate::state::use_state;
use leptos::prelude::*;

/// The sentence. A screen reader hears it from the page's own live region.
#[component]
pub fn Toast() -> impl IntoView {
    let told = use_state().told;
    view! {
        <p class="toast" aria-hidden="true" class:shown=move || told.with(|text| !text.is_empty())>
            {move || told.get()}
        </p>
    }
}
