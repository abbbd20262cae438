//! Copy and download of a text that is made when it is asked for.

use crate::browser::{clipboard, download};
use crate::button::Button;
use crate::state::use_state;
use leptos::prelude::*;
use leptos::task::spawn_local;

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
    let copy = move |()| {
        let (name, text) = make.run(());
        spawn_local(async move {
            if clipboard::write(&text).await {
                state.tell(format!("Copied {name}"));
            } else {
                state.tell("The browser did not allow copying.");
            }
        });
    };
    let save = move |()| {
        let (name, text) = make.run(());
        match download::save(&name, &text) {
            Ok(()) => state.tell(format!("Downloaded {name}")),
            Err(_) => state.tell("The browser did not allow the download."),
        }
    };
    view! {
        <span class="take-away">
            <Button class="small" disabled=disabled text=format!("Copy {what}") press=copy />
            <Button class="small" disabled=disabled text=format!("Download {what}") press=save />
        </span>
    }
}
