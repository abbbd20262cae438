//! What the last import did to the form, and the way back.

use crate::browser::nodes::{Node, kept, node};
use crate::button::Button;
use crate::prose::prose_nodes;
use crate::state::use_state;
use elasticache_user::import::ImportNote;
use leptos::prelude::*;

/// A line above the form with the notes of the import.
#[component]
pub fn LastImportNotes() -> impl IntoView {
    let state = use_state();
    let shown = move || {
        state.imported.get().map(|last| {
            let nodes: Vec<Node> = last.notes.iter().take(50).map(note).collect();
            let notes = Callback::new(move |()| nodes.clone());
            let open = last.open.map(|path| {
                view! { <Button class="small" text="Go to what is left open" press=move || state.go_to_place(&path) /> }
            });
            view! {
                <aside class="last-import" aria-label="Last import">
                    <p><b>"Imported. "</b> {last.title}</p>
                    <ul use:kept=notes></ul>
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

/// A note of an import.
fn note(note: &ImportNote) -> Node {
    node("li").with("data-note", note.kind.name()).children(prose_nodes(&note.message))
}
