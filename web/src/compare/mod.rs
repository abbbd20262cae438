//! The access string beside another one: what is pasted, the current user's, a draft's, a recipe's, or the same string on
//! another version.

mod changes;
mod other;

pub use changes::changes_view;

use crate::form::Input;
use crate::select::Select;
use crate::state::use_state;
use elasticache_user::{Changes, compare};
use leptos::prelude::*;
use other::{About, Other, choices, other};

/// A field for the other string, a choice of those that are known, and what differs. For an existing user that is the
/// current one, unless another is given.
#[component]
pub fn Compare() -> impl IntoView {
    let state = use_state();
    let text = state.compared;
    let chosen = RwSignal::new(String::new());
    let beside = Memo::new(move |_| {
        let pasted = text.with(|text| text.trim().to_owned());
        state.checked.with(|checked| other(state, &checked.form, &checked.access, &pasted, &chosen.get()))
    });
    let changes = Memo::new(move |_| {
        let Other { text, version, .. } = beside.get()?;
        Some(state.access.with(|access| match version {
            Some(version) => compare(&text, version, &access.string.text, access.version),
            None => {
                let changes = compare(&text, access.version, &access.string.text, access.version);
                // Below the string it is said already what is wrong with it.
                let remarks = changes.remarks.into_iter().filter(|own| !own.contains("the second string"));
                Changes { remarks: remarks.collect(), ..changes }
            }
        }))
    });
    let title =
        move || beside.with(|beside| beside.as_ref().map(|other| other.title.clone()).unwrap_or_default());
    // Recipes are filled in to know them: not at each key.
    let about = Memo::new(move |_| state.checked.with(|checked| About::of(&checked.form)));
    let groups = Memo::new(move |_| choices(state, about.get()));
    // A difference is in sight as soon as there is one; whoever folds it away again keeps it so.
    let open = Memo::new(move |_| changes.with(Option::is_some));
    view! {
        <details class="compare" open=move || open.get()>
            <summary>
                <h3>"Compare"</h3>
                <span class="why">"with another string, a draft, a recipe or a version"</span>
            </summary>
            <div class="compare-with">
                <label for="compare">"Compare with"</label>
                <Input
                    id="compare"
                    class="mono"
                    hint="Paste another access string"
                    value=text
                    typed=move |new: String| {
                        if !new.trim().is_empty() {
                            chosen.set(String::new());
                        }
                        text.set(new);
                    }
                />
                <Select
                    label="Compare with a draft, recipe or version"
                    value=chosen
                    groups=groups
                    set=move |value| {
                        text.set(String::new());
                        chosen.set(value);
                    }
                />
            </div>
            <Show when=move || changes.with(Option::is_some)>
                <section class="difference" aria-labelledby="difference-title">
                    <h3 id="difference-title">{title}</h3>
                    {move || changes.get().map(changes_view)}
                </section>
            </Show>
        </details>
    }
}
