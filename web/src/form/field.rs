//! A field: a label with the API's name, a control, and a message.

use super::current_value::CurrentValue;
use super::message::Message;
use super::open_chips::OpenChips;
use crate::state::{about_id_of, id_of, rules_of, use_state};
use elasticache_user::Path;
use leptos::prelude::*;

/// A label, a control and a message. The control must have the id of the place.
#[component]
pub fn Field(
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// The path in the request.
    place: Path,
    /// The API's name; empty if it has none.
    #[prop(optional)]
    api: &'static str,
    /// The text below the control while there is no finding.
    #[prop(into)]
    hint: Signal<&'static str>,
    /// The text for valid input.
    #[prop(optional, into)]
    good: Option<Signal<Option<String>>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let state = use_state();
    let hot = state.attention.highlighted;
    let id = id_of(&place);
    let rules = rules_of(&place);
    let about = (!rules.is_empty()).then(|| {
        // Skipped by Tab: F1 in the field does the same.
        view! {
            <button
                type="button"
                class="about"
                id=about_id_of(&id)
                tabindex="-1"
                aria-label=format!("About {label}")
                title="Its rules and their sources (F1)"
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
                <OpenChips place=place.clone() />
                {(!api.is_empty()).then(|| view! { <code class="api">{api}</code> })}
            </div>
            <CurrentValue place=place.clone() />
            {children()}
            <Message place=place hint=hint good=good />
        </div>
    }
}
