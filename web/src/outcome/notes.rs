//! Notes on the output: what the format can't express, and what to know before running it.

use crate::hidden;
use crate::prose::prose;
use crate::state::{label_of, use_state};
use elasticache_user::emit::Note;
use leptos::prelude::*;

/// The notes of the emission, except those that Problems lists.
#[component]
pub fn Notes() -> impl IntoView {
    let state = use_state();
    let notes = Memo::new(move |_| {
        state.checked.with(|checked| {
            let blockers: Vec<&Note> = checked.blockers().collect();
            let notes = checked.emission.notes.iter();
            notes.filter(|note| !blockers.contains(note)).cloned().collect::<Vec<_>>()
        })
    });
    let hidden = Memo::new(move |_| {
        state.checked.with(|checked| hidden::sentences(&checked.draft, &checked.form.options))
    });
    let hidden_notes = move || {
        let item = |text: String| view! { <li data-severity="warning">{text}</li> };
        hidden.get().into_iter().map(item).collect_view()
    };
    view! {
        <Show when=move || hidden.with(|all| !all.is_empty())>
            <ul class="notes" aria-label="Hidden characters">{hidden_notes}</ul>
        </Show>
        <Show when=move || notes.with(|notes| !notes.is_empty())>
            <ul class="notes" aria-label="Notes">
                {move || notes.get().into_iter().map(|note| view! { <NoteItem note=note /> }).collect_view()}
            </ul>
        </Show>
    }
}

/// A note, and a link to its field.
#[component]
pub fn NoteItem(note: Note) -> impl IntoView {
    let state = use_state();
    let link = note.path.map(|path| {
        let title = label_of(&path);
        view! {
            " "
            <button type="button" class="link" on:click=move |_| state.go_to_place(&path)>
                {title}
            </button>
        }
    });
    view! { <li data-severity=note.severity.name()>{prose(&note.text)} {link}</li> }
}
