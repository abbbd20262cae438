//! What the last import did to the form, and the way back.

use crate::browser::focus;
use crate::button::Button;
use crate::prose::prose;
use crate::state::{id_of, place_of, use_state};
use elasticache_user::import::ImportNote;
use leptos::prelude::*;

/// A line above the form with the notes of the import.
#[component]
pub fn LastImportNotes() -> impl IntoView {
    let state = use_state();
    let shown = move || {
        state.imported.get().map(|last| {
            let note = |note: ImportNote| {
                view! { <li data-note=note.kind.name()>{prose(&note.message)}</li> }
            };
            let open = last.open.map(|path| {
                let go = move || {
                    focus::to(&id_of(&state.form.with_untracked(|form| place_of(form, &path))), None);
                };
                view! { <Button class="small" text="Go to what is left open" press=go /> }
            });
            view! {
                <aside class="last-import" aria-label="Last import">
                    <p><b>"Imported. "</b> {last.title}</p>
                    <ul>{last.notes.into_iter().take(50).map(note).collect_view()}</ul>
                    <p class="buttons">
                        {open}
                        <Button
                            class="small"
                            text="Undo the import"
                            press=move || {
                                state.undo();
                                state.imported.set(None);
                            }
                        />
                        <Button class="small" text="Close" press=move || state.imported.set(None) />
                    </p>
                </aside>
            }
        })
    };
    view! { {shown} }
}
