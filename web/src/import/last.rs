//! The result of the last import, with undo.

use crate::button::Button;
use crate::hidden::visible;
use crate::prose::prose;
use crate::state::{Form, label_of, use_state};
use elasticache_user::import::ImportNote;
use leptos::prelude::*;

/// The most missing values with a button; the notes name all.
const MOST_OPEN: usize = 8;

/// The notes of the import, above the form.
#[component]
pub fn LastImportNotes() -> impl IntoView {
    let state = use_state();
    let shown = move || {
        state.imported.get().map(|last| {
            let notes = last.notes.iter().take(50).map(note).collect_view();
            let undo = last.undo.map(|undo| {
                view! { <Button class="small" text=undo.label press=move || state.undo_import() /> }
            });
            let open = last.open.into_iter().take(MOST_OPEN).map(|path| {
                let text = format!("Fill {}", label_of(&path));
                view! { <Button class="small" text=text press=move || state.go_to_place(&path) /> }
            });
            let open = open.collect_view();
            view! {
                <aside class="last-import" aria-label="Last import">
                    <p><b>{last.from}</b> {last.title}</p>
                    <ul>{notes}</ul>
                    <p class="buttons">
                        {open}
                        {undo}
                        <Button class="small" text="Close" press=move || state.imported.set(None) />
                    </p>
                </aside>
            }
        })
    };
    view! { {shown} }
}

/// A note of an import.
fn note(note: &ImportNote) -> impl IntoView + use<> {
    view! { <li data-note=note.kind.name()>{prose(&note.message)}</li> }
}

/// Options of a link or a saved draft that wait for approval, because they decide where the request goes or as whom.
#[component]
pub fn HeldOptions() -> impl IntoView {
    let state = use_state();
    let held = Memo::new(move |_| state.form.with(Form::held_options));
    let items = move || {
        let item = |(name, value): &(&'static str, String)| {
            let option = format!("{name} {}", visible(value));
            view! { <li><code>{option}</code></li> }
        };
        held.with(|held| held.iter().map(item).collect_view())
    };
    view! {
        <Show when=move || held.with(|held| !held.is_empty())>
            <aside class="last-import" aria-label="Options that are not set">
                <p>
                    <b>"Options not set. "</b>
                    "A link or a saved draft has these options. They decide where the request goes, as whom, or what is printed."
                </p>
                <ul>{items}</ul>
                <p class="buttons">
                    <Button class="small" text="Keep these options" press=move || state.keep_held_options() />
                    <Button class="small" text="Discard them" press=move || state.drop_held_options() />
                </p>
            </aside>
        </Show>
    }
}
