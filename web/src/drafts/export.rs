//! Every draft in one file.

use crate::browser::{clipboard, download};
use crate::button::Button;
use crate::prose::prose;
use crate::state::use_state;
use elasticache_user::emit::{self, Emission, targets_for_many};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A choice of the forms that hold several requests, and copy and download of the file.
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
            state.say(if done {
                ["Copied ", &file.name].concat()
            } else {
                "The browser did not allow copying.".to_owned()
            });
        });
    };
    let save = move || {
        if let Some(file) = file() {
            let done = download::save(&file.name, &file.text()).is_ok();
            state.say(
                [if done { "Downloaded " } else { "The browser did not allow the download of " }, &file.name]
                    .concat(),
            );
        }
    };
    let none = move || emission.with(|emission| emission.files.is_empty());
    let notes = move || {
        let note =
            |note: &emit::Note| view! { <li data-severity=note.severity.name()>{prose(&note.text)}</li> };
        emission.with(|emission| emission.notes.iter().map(note).collect_view())
    };
    let option = move |target: &'static emit::Target| {
        view! { <option value=target.id prop:selected=move || chosen.with(|id| id == target.id)>{target.title}</option> }
    };
    view! {
        <fieldset class="export" aria-labelledby="export-title">
            <h3 id="export-title">"All drafts in one file"</h3>
            <div class="buttons">
                <select aria-label="Format of the file" on:change=move |event| chosen.set(event_target_value(&event))>
                    {targets_for_many().map(option).collect_view()}
                </select>
                <Button disabled=none text="Copy all" press=copy />
                <Button disabled=none text="Download all" press=save />
            </div>
            <ul class="notes">{notes}</ul>
        </fieldset>
    }
}
