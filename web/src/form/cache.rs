//! The cache that the user is for: it decides which commands exist. Not part of the request.

use super::field::Field;
use crate::checkbox::Checkbox;
use crate::select::{Group, Select, choice};
use crate::state::{FormStoreFields, engine_title, id_of, message_id_of, use_state};
use elasticache_user::{EngineVersion, Path};
use leptos::prelude::*;

/// The engine version of the cache.
#[component]
pub fn Cache() -> impl IntoView {
    let place = Path::Context("engineVersion");
    let chosen = use_state().form.engine_version();
    let version = |version: EngineVersion| choice(version.name(), engine_title(version.name()));
    let none = choice("", "Not known");
    let choices = std::iter::once(none).chain(EngineVersion::ALL.into_iter().rev().map(version)).collect();
    view! {
        <Field label="Engine version" place=place.clone() hint="Your cache's version. Used for checks; not sent.">
            <Select
                id=id_of(&place)
                described=message_id_of(&place)
                groups=vec![Group { title: "", choices }]
                value=chosen
                set=move |name| chosen.set(name)
            />
        </Field>
    }
}

/// Whether the cache is serverless, which lacks some commands.
#[component]
pub fn Serverless() -> impl IntoView {
    let serverless = use_state().form.serverless();
    view! {
        <Checkbox
            text="The cache is serverless"
            checked=move || serverless.get() == Some(true)
            set=move |checked: bool| serverless.set(checked.then_some(true))
        />
    }
}
