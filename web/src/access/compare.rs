//! The access string beside another one: the current user's, another draft's, or one that is pasted.

use super::difference::{Changes, changes_view};
use crate::form::Input;
use crate::state::use_state;
use access_string::parse;
use leptos::prelude::*;

/// A field for the other string, and what differs. For an existing user that is the current one, unless another is given.
#[component]
pub fn Compare() -> impl IntoView {
    let state = use_state();
    let text = state.compared;
    let current = Memo::new(move |_| {
        state
            .checked
            .with(|checked| checked.form.current.as_ref().and_then(|user| user.access_string.clone()))
    });
    let other = Memo::new(move |_| {
        let given = text.with(|text| Some(text.trim().to_owned()).filter(|text| !text.is_empty()));
        given.or_else(|| current.get())
    });
    let changes = Memo::new(move |_| {
        let before = other.get()?;
        state.access.with(|access| {
            let after = &access.string;
            Some(Changes::between(&parse(&before, after.dialect).user, &after.user))
        })
    });
    let title = move || match text.with(|text| text.trim().is_empty()) {
        true => "Compared with the current user",
        false => "Compared with the other string",
    };
    let drafts = Memo::new(move |_| state.other_access_strings());
    let options = move || {
        let option = |(title, text): (String, String)| view! { <option value=text>{title}</option> };
        drafts.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="compare">
            <label for="compare">"Compare with"</label>
            <Input id="compare" class="mono" list="compare-drafts" hint="Paste another access string" value=text typed=move |new| text.set(new) />
            <datalist id="compare-drafts">{options}</datalist>
        </div>
        <Show when=move || changes.with(Option::is_some)>
            <section class="difference" aria-labelledby="difference-title">
                <h3 id="difference-title">{title}</h3>
                {move || changes.get().map(changes_view)}
            </section>
        </Show>
    }
}
