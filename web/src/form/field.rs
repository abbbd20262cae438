//! What every field shares: its label with the API's own name beside it, its control, its message.

use super::message::Message;
use super::now::Now;
use super::open::Open;
use crate::state::{about_id_of, id_of, rules_of, use_state};
use elasticache_user::Path;
use leptos::prelude::*;

/// A label, a control and a message. The control's id is that of the place.
#[component]
pub fn Field(
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// Where in the request.
    place: Path,
    /// What the API calls it; empty when it has no such name.
    #[prop(optional)]
    api: &'static str,
    /// What stands below while nothing is wrong.
    #[prop(into)]
    hint: Signal<&'static str>,
    /// What stands there when something is typed and nothing is wrong with it.
    #[prop(optional, into)]
    good: Option<Signal<Option<String>>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let state = use_state();
    let hot = state.attention.hot;
    let id = id_of(&place);
    let rules = rules_of(&place);
    let about = (!rules.is_empty()).then(|| {
        // No stop of the Tab key: F1 in the field does the same.
        view! {
            <button
                type="button"
                class="about"
                id=about_id_of(&id)
                tabindex="-1"
                aria-label=format!("About {label}")
                title="What it may hold, and who says so (F1)"
                on:click=move |_| state.show_rules(rules)
            >
                "?"
            </button>
        }
    });
    let here = place.clone();
    view! {
        <div class="field" class:hot=move || hot.with(|hot| hot.as_ref() == Some(&here))>
            <div class="field-head">
                <label for=id>{label}</label>
                {about}
                <Open place=place.clone() />
                {(!api.is_empty()).then(|| view! { <code class="api">{api}</code> })}
            </div>
            <Now place=place.clone() />
            {children()}
            <Message place=place hint=hint good=good />
        </div>
    }
}
