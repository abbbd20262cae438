//! Copy and download.

use crate::browser::{clipboard, download};
use crate::button::Button;
use crate::memo::Memo;
use crate::state::use_state;
use crate::when::When;
use elasticache_user::emit::{Emission, PieceKind};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The buttons of a file. The first file's are simply `Copy` and `Download`.
#[component]
pub fn Actions(
    emission: Memo<Emission>,
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
    let copied = RwSignal::new(false);
    let copy = move |_| {
        state.attention.settle();
        spawn_local(async move {
            if clipboard::write(&text()).await {
                copied.set(true);
                state.say(["Copied ", &name.get_untracked()].concat());
                set_timeout(move || copied.set(false), std::time::Duration::from_secs(2));
            } else {
                state.tell("The browser did not allow copying. Select the text and copy it.");
            }
        });
    };
    let save = move || {
        state.attention.settle();
        let name = name.get_untracked();
        match download::save(&name, &text()) {
            Ok(()) => state.say(["Downloaded ", &name].concat()),
            Err(_) => state.tell("The browser did not allow the download."),
        }
    };
    let label =
        move |verb: &'static str| (index > 0 || !step.is_empty()).then(|| [verb, " ", &name.get()].concat());
    view! {
        <div class="actions">
            <When so=move || has_secret.get()>
                <Button
                    pressed=reveal
                    text=move || if reveal.get() { "Hide secrets" } else { "Show secrets" }.to_owned()
                    press=move || state.delivery.update(|delivery| delivery.reveal = !delivery.reveal)
                />
            </When>
            <button type="button" class:primary=move || ready.get() id=["copy-", step, &index.to_string()].concat() class:done=move || copied.get() aria-label=move || label("Copy") on:click=copy>
                "Copy"
            </button>
            <Button label=move || label("Download") text="Download" press=save />
        </div>
    }
}
