//! Notices: short messages that disappear after a few seconds.

use crate::button::Button;
use crate::state::{Notice, use_state};
use gloo_events::EventListener;
use leptos::prelude::*;

/// Offers a new version of the page, once the service worker has it.
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
                "A new version of this page is available. "
                <Button class="small" text="Load it" press=update />
            </p>
        </Show>
    }
}

/// The message, with an Undo button. Screen readers get it from the page's live region.
#[component]
pub fn Toast() -> impl IntoView {
    let state = use_state();
    let undo = move |()| {
        state.notice.set(None);
        state.undo();
    };
    let toast = move || {
        // Its Undo would revert a later change, so it goes with that.
        let is_current = |notice: &Notice| {
            notice.undo.is_none_or(|revision| state.history.with(|history| history.revision() == revision))
        };
        state.notice.get().filter(is_current).map(|notice| {
            let undo = notice.undo.map(|_| {
                view! { <Button class="link" text="Undo" label=Signal::stored(Some("Undo what was just done".to_owned())) press=undo /> }
            });
            view! {
                <div class="toast">
                    <p aria-hidden="true">{notice.text}</p>
                    {undo}
                </div>
            }
        })
    };
    view! { {toast} }
}
