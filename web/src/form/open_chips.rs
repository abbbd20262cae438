//! Chips beside a field's label for values that an imported text doesn't contain.

use crate::browser::focus;
use crate::hidden::visible;
use crate::state::{StillOpen, id_of, place_of, use_state};
use elasticache_user::Path;
use leptos::prelude::*;

/// The most chips that fit beside a label; Problems lists all.
const MOST: usize = 2;

/// A chip for each open place of a field, until something is typed there.
#[component]
pub fn OpenChips(place: Path) -> impl IntoView {
    let state = use_state();
    let here = place.clone();
    let open = Memo::new(move |_| {
        state.checked.with(|checked| {
            let is_here = |one: &&StillOpen| place_of(&checked.form, &one.path) == here;
            checked.open.iter().filter(is_here).take(MOST).map(|one| visible(&one.name)).collect::<Vec<_>>()
        })
    });
    let chips = move || {
        let chip = |name: String| {
            let id = id_of(&place);
            let title = format!("{name} isn't in the imported text. Type its value.");
            view! {
                <button
                    type="button"
                    class="chip"
                    aria-label=format!("Fill {name}")
                    title=title
                    on:click=move |_| focus::to(&id, Some((0, u32::MAX)))
                >
                    {name.clone()}
                </button>
            }
        };
        open.get().into_iter().map(chip).collect_view()
    };
    view! { {chips} }
}
