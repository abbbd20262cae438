//! A sentence about what was just done, for a few seconds.

use crate::button::Button;
use crate::state::use_state;
use gloo_events::EventListener;
use leptos::prelude::*;

/// Offers a new version of the page, once it is kept beside this one.
#[component]
pub fn UpdateNotice() -> impl IntoView {
    let ready = RwSignal::new(false);
    EventListener::new(&window(), "update-ready", move |_| ready.set(true)).forget();
    let update = |_| {
        if let Ok(event) = web_sys::Event::new("update-wanted") {
            drop(window().dispatch_event(&event));
        }
    };
    view! {
        <Show when=move || ready.get()>
            <p class="update" role="status">
                "A new version of this page is here. "
                <Button class="small" text="Load it" press=update />
            </p>
        </Show>
    }
}

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
