//! Copy and Download buttons.

use crate::browser::{clipboard, download};
use crate::button::Button;
use crate::state::use_state;
use elasticache_user::emit::{Emission, PieceKind};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How long the button shows "Copied", in milliseconds.
const COPIED_FOR: u32 = 2_000;

/// The buttons of a file. Those of the first file have no file name.
#[component]
pub fn Actions(
    emission: Memo<Arc<Emission>>,
    index: usize,
    step: &'static str,
    name: Memo<String>,
) -> impl IntoView {
    let state = use_state();
    let text = move || {
        emission
            .with_untracked(|emission| emission.files.get(index).map(|file| file.text()).unwrap_or_default())
    };
    let has_secret = Memo::new(move |_| {
        emission.with(|emission| {
            let pieces = emission.files.get(index).map(|file| file.pieces.as_slice()).unwrap_or_default();
            pieces.iter().any(|piece| piece.kind == PieceKind::Secret)
        })
    });
    let ready = Memo::new(move |_| emission.with(|emission| emission.ready));
    let reveal = Memo::new(move |_| state.delivery.with(|delivery| delivery.reveal));
    // The copied output: the button changes back when the output changes.
    let copied = RwSignal::new(None::<Arc<Emission>>);
    let is_copied = Memo::new(move |_| {
        copied.with(|copied| {
            copied.as_ref().is_some_and(|copied| emission.with(|shown| Arc::ptr_eq(copied, shown)))
        })
    });
    let copy = move |_| {
        state.attention.settle();
        let shown = emission.get_untracked();
        spawn_local(async move {
            if clipboard::write(&text()).await {
                copied.set(Some(shown));
                state.announce(format!("Copied {}", name.get_untracked()));
                Timeout::new(COPIED_FOR, move || copied.set(None)).forget();
            } else {
                state.notify("The browser did not allow copying. Select the text and copy it.");
            }
        });
    };
    let save = move || {
        state.attention.settle();
        let name = name.get_untracked();
        match download::save(&name, &text()) {
            Ok(()) => state.announce(format!("Downloaded {name}")),
            Err(_) => state.notify("The browser did not allow the download."),
        }
    };
    let label =
        move |verb: &'static str| (index > 0 || !step.is_empty()).then(|| format!("{verb} {}", name.get()));
    view! {
        <div class="actions">
            <Show when=move || has_secret.get()>
                <Button
                    pressed=reveal
                    text=move || if reveal.get() { "Hide secrets" } else { "Show secrets" }.to_owned()
                    press=move || state.delivery.update(|delivery| delivery.reveal = !delivery.reveal)
                />
            </Show>
            <button
                type="button"
                id=format!("copy-{step}{index}")
                class:primary=move || ready.get()
                class:done=move || is_copied.get()
                aria-label=move || label("Copy")
                on:click=copy
            >
                {move || if is_copied.get() { "Copied" } else { "Copy" }}
            </button>
            <Button label=move || label("Download") text="Download" press=save />
        </div>
    }
}
