//! All drafts in one file.

use crate::browser::{clipboard, download};
use crate::button::Button;
use crate::outcome::NoteItem;
use crate::select::{Group, Select, choice};
use crate::state::use_state;
use elasticache_user::emit::{self, Emission, Note, targets_for_many};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A choice of the formats that can contain several requests, with Copy and Download.
#[component]
pub fn Export() -> impl IntoView {
    let state = use_state();
    let first =
        state.delivery.with_untracked(|delivery| delivery.target().filter(|target| emit::holds_many(target)));
    let first = first.or_else(|| targets_for_many().next()).map(|target| target.id).unwrap_or_default();
    let chosen = RwSignal::new(first.to_owned());
    let emission = Memo::new(move |_| {
        chosen.with(|id| emit::target(id)).map(|target| state.all_drafts(target)).unwrap_or_default()
    });
    let file = move || emission.with_untracked(|emission: &Emission| emission.files.first().cloned());
    let copy = move || {
        let Some(file) = file() else { return };
        spawn_local(async move {
            let done = clipboard::write(&file.text()).await;
            if done {
                state.announce(format!("Copied {}", file.name));
            } else {
                state.notify("The browser did not allow copying.");
            }
        });
    };
    let save = move || {
        if let Some(file) = file() {
            match download::save(&file.name, &file.text()) {
                Ok(()) => state.announce(format!("Downloaded {}", file.name)),
                Err(_) => state.notify("The browser did not allow the download."),
            }
        }
    };
    let none = move || emission.with(|emission| emission.files.is_empty());
    let notes = move || {
        let item = |note: &Note| view! { <NoteItem note=Note { path: None, ..note.clone() } /> };
        emission.with(|emission| emission.notes.iter().map(item).collect_view())
    };
    let choices = targets_for_many().map(|target| choice(target.id, target.title)).collect();
    view! {
        <fieldset class="export" aria-labelledby="export-title">
            <h3 id="export-title">"All drafts in one file"</h3>
            <div class="buttons">
                <Select label="Format of the file" groups=vec![Group { title: "", choices }] value=chosen set=move |id| chosen.set(id) />
                <Button disabled=none text="Copy all" press=copy />
                <Button disabled=none text="Download all" press=save />
            </div>
            <ul class="notes">{notes}</ul>
        </fieldset>
    }
}
