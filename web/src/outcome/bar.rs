//! The bar on phones: state, Copy and View, at the bottom while the form is visible.

use super::readiness::state_of;
use crate::browser::focus;
use crate::state::use_state;
use leptos::prelude::*;

/// The bar. CSS shows it if the output is below the form.
#[component]
pub fn Bar() -> impl IntoView {
    let state = use_state();
    let words = Memo::new(move |_| state_of(state));
    view! {
        <div class="bar">
            <span class="readiness" data-state=move || words.get().0>
                {move || words.get().1}
            </span>
            <button
                type="button"
                class:primary=move || words.with(|(state, _)| matches!(*state, "ready" | "warned"))
                aria-label="Copy the output"
                on:click=|_| focus::press("copy-0")
            >
                "Copy"
            </button>
            <a class="button" href="#output-title">"View"<span class="visually-hidden">" the output"</span></a>
        </div>
    }
}
