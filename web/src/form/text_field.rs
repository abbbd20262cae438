//! A field for a one-line member.

use super::field::Field;
use super::input::Input;
use crate::state::{message_id_of, use_state};
use elasticache_user::{Member, Path};
use leptos::prelude::*;
use reactive_stores::Field as Value;

/// A labeled one-line input.
#[component]
pub fn TextField(
    /// The accessible name.
    label: &'static str,
    /// Which member.
    member: Member,
    /// Its value in the form.
    #[prop(into)]
    value: Value<String>,
    /// The hint below it.
    hint: &'static str,
) -> impl IntoView {
    let state = use_state();
    let place = Path::Member(member);
    let required = move || state.operation().required().contains(&member);
    view! {
        <Field label=label place=place.clone() api=member.name() hint=hint>
            <Input
                place=Some(place.clone())
                value=move || value.get()
                typed=move |text| value.set(text)
                required=required
                described=message_id_of(&place)
            />
        </Field>
    }
}
