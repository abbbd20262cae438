//! A link to all drafts.

use crate::browser::clipboard;
use crate::button::Button;
use crate::state::use_state;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long the button shows "Copied", in milliseconds.
const COPIED_FOR: u32 = 2_000;

/// The button that copies it, if there are several drafts.
#[component]
pub fn LinkToAll() -> impl IntoView {
    let state = use_state();
    let copied = RwSignal::new(false);
    let copy = move || {
        let link = state.link_to_all();
        spawn_local(async move {
            let is_copied = match &link {
                Ok(link) => clipboard::write(link).await,
                Err(_) => false,
            };
            if is_copied {
                // The dialog covers notices, so the button shows it.
                copied.set(true);
                state.announce("Link copied. Passwords are not included.");
                Timeout::new(COPIED_FOR, move || copied.set(false)).forget();
            } else {
                state.drafts_open.set(false);
                state.notify(link.err().unwrap_or_else(|| "The browser did not allow copying.".to_owned()));
            }
        });
    };
    let count = Memo::new(move |_| state.drafts.with(|drafts| drafts.count()));
    let text = Signal::derive(move || match copied.get() {
        true => "Copied".to_owned(),
        false => format!("Copy link to all {} drafts", count.get()),
    });
    view! {
        <Show when=move || { count.get() > 1 }>
            <Button text=text press=copy />
        </Show>
    }
}
