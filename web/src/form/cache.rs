//! The cache that the user is for: it decides which commands there are, and sends nothing.

use super::field::Field;
use crate::check::Check;
use crate::select::{Choice, Select};
use crate::state::{FormStoreFields, engine_title, id_of, message_id_of, use_state};
use elasticache_user::{EngineVersion, Path};
use leptos::prelude::*;

/// The engine version of the cache.
#[component]
pub fn Cache() -> impl IntoView {
    let place = Path::Context("engineVersion");
    let chosen = use_state().form.engine_version();
    let choices = move |()| {
        let version = |version: EngineVersion| (version.name().into(), engine_title(version.name()).into());
        let none: Choice = ("".into(), "Not known".into());
        vec![("", [none].into_iter().chain(EngineVersion::ALL.into_iter().rev().map(version)).collect())]
    };
    view! {
        <Field label="Engine version" place=place.clone() hint="Of your cache: decides which commands exist. Not sent.">
            <Select
                id=id_of(&place)
                described=message_id_of(&place)
                groups=choices
                value=move || chosen.get()
                set=move |name| chosen.set(name)
            />
        </Field>
    }
}

/// Whether the cache is serverless: some commands are not there then.
#[component]
pub fn Serverless() -> impl IntoView {
    let serverless = use_state().form.serverless();
    view! {
        <Check
            text="The cache is serverless"
            checked=move || serverless.get() == Some(true)
            set=move |so: bool| serverless.set(so.then_some(true))
        />
    }
}
