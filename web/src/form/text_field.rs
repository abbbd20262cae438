//! A member that is one line of text.

use super::field::Field;
use super::message::{is_invalid, worst_at};
use crate::state::{id_of, message_id_of, use_state};
use elasticache_user::{Member, Path};
use leptos::prelude::*;
use reactive_stores::Field as Value;

/// A one-line text.
#[component]
pub fn TextField(
    /// The accessible name.
    label: &'static str,
    /// Which member.
    member: Member,
    /// Where it is kept.
    #[prop(into)]
    value: Value<String>,
    /// What stands below while nothing is wrong.
    hint: &'static str,
) -> impl IntoView {
    let state = use_state();
    let attention = state.attention;
    let place = Path::Member(member);
    let worst = worst_at(place.clone());
    let (typed, left, hot) = (place.clone(), place.clone(), place.clone());
    let required = move || state.operation().required().contains(&member).then_some("true");
    view! {
        <Field label=label place=place.clone() api=member.name() hint=hint>
            <input
                id=id_of(&place)
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    attention.typed(&typed);
                }
                on:blur=move |_| {
                    attention.left(&left);
                    attention.hot.set(None);
                }
                on:focus=move |_| attention.hot.set(Some(hot.clone()))
                aria-required=required
                aria-describedby=message_id_of(&place)
                aria-invalid=move || is_invalid(worst)
            />
        </Field>
    }
}
