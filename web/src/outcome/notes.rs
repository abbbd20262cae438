//! What a form cannot say, or what to know before running it.

use crate::browser::nodes::{Node, kept, node, pressed_at};
use crate::hidden;
use crate::memo::Memo;
use crate::prose::prose_nodes;
use crate::state::use_state;
use crate::when::When;
use elasticache_user::emit::Note;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// The notes of the emission.
#[component]
pub fn Notes() -> impl IntoView {
    let state = use_state();
    let notes = Callback::new(move |()| {
        state.emission.with(|emission| emission.notes.iter().map(note).collect::<Vec<_>>())
    });
    let press = move |event: MouseEvent| {
        let at = pressed_at(&event);
        let path = state.emission.with_untracked(|emission| emission.notes.get(at?)?.path.clone());
        path.iter().for_each(|path| state.go_to_place(path));
    };
    let hidden =
        Memo::new(move |_| state.checked.with(|checked| hidden::sentences(&checked.draft, &checked.options)));
    let hidden_notes = Callback::new(move |()| {
        let item = |text: &String| node("li").with("data-severity", "warning").text(text.clone());
        hidden.with(|all| all.iter().map(item).collect::<Vec<_>>())
    });
    view! {
        <When so=move || hidden.with(|all| !all.is_empty())>
            <ul class="notes" aria-label="Hidden characters" use:kept=hidden_notes></ul>
        </When>
        <When so=move || state.emission.with(|emission| !emission.notes.is_empty())>
            <ul class="notes" aria-label="Notes" use:kept=notes on:click=press></ul>
        </When>
    }
}

/// A note, and a button that goes to what it is about.
pub fn note(note: &Note) -> Node {
    let item = node("li").with("data-severity", note.severity.name()).children(prose_nodes(&note.text));
    let Some(path) = &note.path else { return item };
    let button = node("button").with("type", "button").with("class", "link").text(path.to_string());
    item.child(node("span").text(" ")).child(button)
}
