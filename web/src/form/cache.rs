//! The cache that the user is for: it decides which commands there are, and sends nothing.

use super::field::Field;
use crate::state::{FormStoreFields, engine_title, id_of, message_id_of, use_state};
use elasticache_user::{EngineVersion, Path};
use leptos::prelude::*;

/// The engine version of the cache.
#[component]
pub fn Cache() -> impl IntoView {
    let state = use_state();
    let place = Path::Context("engineVersion");
    let chosen = state.form.engine_version();
    let option = move |value: &'static str, title: String| {
        view! { <option value=value prop:selected=move || chosen.with(|chosen| chosen == value)>{title}</option> }
    };
    view! {
        <Field label="Engine version" place=place.clone() hint="Of the cache. Decides which commands exist; it is not sent.">
            <select
                id=id_of(&place)
                on:change=move |event| chosen.set(event_target_value(&event))
                aria-describedby=message_id_of(&place)
            >
                {option("", "Not known".to_owned())}
                {EngineVersion::ALL
                    .into_iter()
                    .rev()
                    .map(|version| option(version.name(), engine_title(version.name())))
                    .collect_view()}
            </select>
        </Field>
    }
}

/// Whether the cache is serverless: some commands are not there then.
#[component]
pub fn Serverless() -> impl IntoView {
    let serverless = use_state().form.serverless();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || serverless.get() == Some(true)
                on:change=move |event| serverless.set(event_target_checked(&event).then_some(true))
            />
            <span>"The cache is serverless"</span>
        </label>
    }
}
