//! What the last import did to the form, and the way back.

use crate::browser::nodes::{Node, kept, node};
use crate::button::Button;
use crate::hidden::visible;
use crate::memo::Memo;
use crate::prose::prose_nodes;
use crate::state::{Form, use_state};
use crate::when::When;
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
            let undo = last.undo.map(|undo| {
                view! { <Button class="small" text=undo.label press=move || state.undo_import() /> }
            });
            let open = last.open.map(|path| {
                view! { <Button class="small" text="Go to what is left open" press=move || state.go_to_place(&path) /> }
            });
            view! {
                <aside class="last-import" aria-label="Last import">
                    <p><b>{last.from}</b> {last.title}</p>
                    <ul use:kept=notes></ul>
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
fn note(note: &ImportNote) -> Node {
    node("li").with("data-note", note.kind.name()).children(prose_nodes(&note.message))
}

/// The options that a link or a saved draft wanted to set, and didn't: they decide where the request goes or as whom.
#[component]
pub fn HeldOptions() -> impl IntoView {
    let state = use_state();
    let held = Memo::new(move |_| state.form.with(Form::held_options));
    let items = Callback::new(move |()| {
        let item = |(name, value): &(&'static str, String)| {
            node("li").child(node("code").text([*name, " ", &visible(value)].concat()))
        };
        held.with(|held| held.iter().map(item).collect::<Vec<_>>())
    });
    view! {
        <When so=move || held.with(|held| !held.is_empty())>
            <aside class="last-import" aria-label="Options that are not set">
                <p>
                    <b>"Not set. "</b>
                    "A link or a saved draft came with these options. They decide where the request goes, as whom, or what is printed."
                </p>
                <ul use:kept=items></ul>
                <p class="buttons">
                    <Button class="small" text="Keep these options" press=move || state.keep_held_options() />
                    <Button class="small" text="Leave them out" press=move || state.drop_held_options() />
                </p>
            </aside>
        </When>
    }
}
