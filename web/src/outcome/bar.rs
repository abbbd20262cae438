//! The bar on phones: state, Copy and View, at the bottom while the form is visible.

use super::readiness::state_of;
use crate::browser::focus;
use crate::button::Button;
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
            <Button class="primary" text="Copy" label=Signal::stored(Some("Copy the output".to_owned())) press=|()| focus::press("copy-0") />
            <a class="button" href="#output-title">"View"<span class="visually-hidden">" the output"</span></a>
        </div>
    }
}
