//! Copy and Download buttons for a generated text.

use crate::browser::{clipboard, download};
use crate::button::Button;
use crate::state::use_state;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long a button shows "Copied", in milliseconds.
const COPIED_FOR: u32 = 2_000;

/// A file name and its text.
pub type File = (String, String);

/// Two buttons, such as `Copy tests` and `Download tests`.
#[component]
pub fn ExportButtons(
    /// The name on the buttons.
    name: &'static str,
    /// Generates the file.
    #[prop(into)]
    make: Callback<(), File>,
    /// Whether there is nothing to export.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let state = use_state();
    let copied = RwSignal::new(false);
    let copy = move |()| {
        let (file, text) = make.run(());
        spawn_local(async move {
            if clipboard::write(&text).await {
                // A dialog covers notices, so the button shows it.
                copied.set(true);
                state.announce(format!("Copied {file}"));
                Timeout::new(COPIED_FOR, move || copied.set(false)).forget();
            } else {
                state.notify("The browser did not allow copying.");
            }
        });
    };
    let save = move |()| {
        let (file, text) = make.run(());
        match download::save(&file, &text) {
            Ok(()) => state.announce(format!("Downloaded {file}")),
            Err(_) => state.notify("The browser did not allow the download."),
        }
    };
    let copy_text =
        Signal::derive(move || if copied.get() { "Copied".to_owned() } else { format!("Copy {name}") });
    view! {
        <span class="take-away">
            <Button class="small" disabled=disabled text=copy_text press=copy />
            <Button class="small" disabled=disabled text=format!("Download {name}") press=save />
        </span>
    }
}
