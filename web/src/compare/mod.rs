//! Compares the access string with another one (pasted, the current user's, a draft's, a recipe's) or with itself on another
//! version.

mod changes;
mod other;

pub use changes::changes_view;

use crate::details::Details;
use crate::form::Input;
use crate::select::Select;
use crate::state::use_state;
use elasticache_user::{Changes, compare};
use leptos::prelude::*;
use other::{About, Other, choices, other};

/// A field for the other string, a choice of known ones, and the differences. An existing user is compared with its current
/// access string by default.
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
                // Remarks about the form's string are shown below its field.
                let remarks =
                    changes.remarks.into_iter().filter(|remark| !remark.contains("the second string"));
                Changes { remarks: remarks.collect(), ..changes }
            }
        }))
    });
    let title =
        move || beside.with(|beside| beside.as_ref().map(|other| other.title.clone()).unwrap_or_default());
    // Listing recipes generates their access strings: not on each key press.
    let about = Memo::new(move |_| state.checked.with(|checked| About::new(&checked.form)));
    let groups = Memo::new(move |_| choices(state, about.get()));
    // Opens when there is a difference; closing it again is remembered.
    let open = Memo::new(move |_| changes.with(Option::is_some));
    let summary = || {
        view! {
            <h3>"Compare"</h3>
            <span class="why">"with another string, a draft, a recipe or a version"</span>
        }
    };
    view! {
        <Details class="compare" holds="compare" open=open summary=summary>
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
        </Details>
    }
}
