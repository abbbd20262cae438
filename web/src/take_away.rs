//! Copy and download of a text that is made when it is asked for.

use crate::browser::{clipboard, download};
use crate::button::Button;
use crate::state::use_state;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long a button says that it has copied, in milliseconds.
const COPIED_FOR: u32 = 2_000;

/// A file: its name and its text.
pub type File = (String, String);

/// Two buttons, such as `Copy tests` and `Download tests`.
#[component]
pub fn TakeAway(
    /// What it is called on the buttons.
    what: &'static str,
    /// Makes it.
    #[prop(into)]
    make: Callback<(), File>,
    /// Whether there is nothing to take away.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let state = use_state();
    let copied = RwSignal::new(false);
    let copy = move |()| {
        let (name, text) = make.run(());
        spawn_local(async move {
            if clipboard::write(&text).await {
                // A dialog is over what the page shows of it: the button says it.
                copied.set(true);
                state.say(format!("Copied {name}"));
                Timeout::new(COPIED_FOR, move || copied.set(false)).forget();
            } else {
                state.tell("The browser did not allow copying.");
            }
        });
    };
    let save = move |()| {
        let (name, text) = make.run(());
        match download::save(&name, &text) {
            Ok(()) => state.say(format!("Downloaded {name}")),
            Err(_) => state.tell("The browser did not allow the download."),
        }
    };
    let copy_text =
        Signal::derive(move || if copied.get() { "Copied".to_owned() } else { format!("Copy {what}") });
    view! {
        <span class="take-away">
            <Button class="small" disabled=disabled text=copy_text press=copy />
            <Button class="small" disabled=disabled text=format!("Download {what}") press=save />
        </span>
    }
}
