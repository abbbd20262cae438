//! The access string, and for an existing user what is added to it.

use super::field::Field;
use super::message::{is_invalid, worst_at};
use crate::access::{Mirror, Workbench};
use crate::state::{FormStoreFields, LONGEST, id_of, message_id_of, use_state};
use elasticache_user::{Member, Operation, Path};
use leptos::prelude::*;
use reactive_stores::Field as Value;

/// Both texts, and what their words do.
#[component]
pub fn AccessStrings() -> impl IntoView {
    let state = use_state();
    view! {
        <section class="access card" aria-label="What the user may do">
            <RulesText
                label="Access string"
                member=Member::AccessString
                value=state.form.access_string()
                hint="Example: on ~app:* -@all +@read +@connection -@dangerous. Rules apply left to right."
            />
            <Show when=move || state.operation() == Operation::ModifyUser>
                <RulesText
                    label="Append to access string"
                    member=Member::AppendAccessString
                    value=state.form.append_access_string()
                    hint="Added after the user's current rules."
                />
            </Show>
            <Workbench />
        </section>
    }
}

#[component]
fn RulesText(
    label: &'static str,
    member: Member,
    #[prop(into)] value: Value<String>,
    hint: &'static str,
) -> impl IntoView {
    let state = use_state();
    let attention = state.attention;
    let place = Path::Member(member);
    let worst = worst_at(place.clone());
    let (typed, left, hot) = (place.clone(), place.clone(), place.clone());
    view! {
        <Field label=label place=place.clone() api=member.name() hint=hint>
            <div class="rules-text" class:coloured=move || value.with(|text| text.len() <= LONGEST)>
                <Mirror place=place.clone() value=value />
                <textarea
                    id=id_of(&place)
                    class="mono"
                    rows="2"
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
                    aria-required=move || state.operation().required().contains(&member).then_some("true")
                    aria-describedby=message_id_of(&place)
                    aria-invalid=move || is_invalid(worst)
                ></textarea>
            </div>
        </Field>
    }
}
