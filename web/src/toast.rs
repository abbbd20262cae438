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
    let update = |()| {
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

/// The sentence, and a button that takes back what it says. A screen reader hears it from the page's own live region.
#[component]
pub fn Toast() -> impl IntoView {
    let state = use_state();
    let undo = move |()| {
        state.told.set(None);
        state.undo();
    };
    let toast = move || {
        state.told.get().map(|told| {
            let undo = told.undo.then(|| {
                view! { <Button class="link" text="Undo" label=Signal::stored(Some("Undo what was just done".to_owned())) press=undo /> }
            });
            view! {
                <div class="toast">
                    <p aria-hidden="true">{told.text}</p>
                    {undo}
                </div>
            }
        })
    };
    view! { {toast} }
}
