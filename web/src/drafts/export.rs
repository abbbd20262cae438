//! All drafts in one file.

use crate::export_buttons::ExportButtons;
use crate::outcome::NoteItem;
use crate::select::{Group, Select, choice};
use crate::state::use_state;
use elasticache_user::emit::{self, Emission, Note, targets_for_many};
use leptos::prelude::*;

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
    let make = move |()| {
        let file = emission.with_untracked(|emission: &Emission| emission.files.first().cloned());
        file.map(|file| (file.name.clone(), file.text())).unwrap_or_default()
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
                <ExportButtons name="all" make=make disabled=Signal::derive(none) />
            </div>
            <ul class="notes">{notes}</ul>
        </fieldset>
    }
}
