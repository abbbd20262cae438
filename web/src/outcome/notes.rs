//! What a form cannot say, or what to know before running it.

use crate::browser::focus;
use crate::button::Button;
use crate::prose::prose;
use crate::state::{id_of, place_of, use_state};
use crate::when::When;
use leptos::prelude::*;

/// The notes of the emission.
#[component]
pub fn Notes() -> impl IntoView {
    let state = use_state();
    let notes = Memo::new(move |_| state.emission.with(|emission| emission.notes.clone()));
    let items = move || {
        let item = |note: elasticache_user::emit::Note| {
            let go = note.path.map(|path| {
                let name = path.to_string();
                let to =
                    move || focus::to(&id_of(&state.form.with_untracked(|form| place_of(form, &path))), None);
                view! { " " <Button class="link" text=name press=to /> }
            });
            view! { <li data-severity=note.severity.name()>{prose(&note.text)} {go}</li> }
        };
        notes.get().into_iter().map(item).collect_view()
    };
    view! {
        <When so=move || notes.with(|notes| !notes.is_empty())>
            <ul class="notes" aria-label="Notes">{items}</ul>
        </When>
    }
}
