//! The chosen recipe: what it asks, what it grants, and a button that takes it.

use crate::state::{FormStoreFields, dialect, engine_title, use_state};
use access_string::parse;
use elasticache_user::recipes::{Parameter, Recipe, Unfit};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Its fields, the access string that they make, and what it means.
#[component]
pub fn Picked(
    /// The recipe.
    recipe: &'static Recipe,
    /// Where it is chosen: emptied when it is taken.
    picked: RwSignal<Option<&'static Recipe>>,
) -> impl IntoView {
    let state = use_state();
    let values = RwSignal::new(BTreeMap::<&'static str, String>::new());
    let engine = Memo::new(move |_| state.form.with(|form| dialect(form).0.engine));
    let serverless = Memo::new(move |_| state.form.serverless().get() == Some(true));
    let chosen = RwSignal::new(false);
    // A serverless cache is always in cluster mode.
    let cluster = move || recipe.has_cluster_mode() && (chosen.get() || serverless.get());
    let filled = Memo::new(move |_| {
        values.with(|values| {
            recipe.access_string(engine.get(), cluster(), |name| values.get(name).map(String::as_str))
        })
    });
    let take = move |_| {
        if let Ok(access) = filled.get_untracked() {
            picked.set(None);
            state.begin(recipe, &access);
            crate::browser::focus::to("recipe", None);
        }
    };
    let result = move || match filled.get() {
        Err(Unfit { message, .. }) => {
            view! { <p class="message" data-severity="error">{message}</p> }.into_any()
        }
        Ok(access) => {
            let access_read = (!access.is_empty()).then(|| {
                let sentence = parse(&access, engine.get().elasticache()).explain().sentence;
                view! { <p class="mono recipe-string">{access.clone()}</p> <p>{sentence}</p> }
            });
            let restricted: Vec<_> = recipe
                .restricted(&access, serverless.get())
                .map(|(command, instead)| {
                    view! {
                        <li><code>{command.to_owned()}</code>" cannot be run on this cache. "{instead.unwrap_or_default()}</li>
                    }
                })
                .collect();
            view! {
                {access_read}
                <ul class="recipe-notes">{restricted}</ul>
            }
            .into_any()
        }
    };
    let origin = move || {
        let engine_name = engine_title(engine.get().name());
        match (recipe.packages.is_empty(), recipe.was_measured_on(engine.get(), cluster())) {
            (true, _) => String::new(),
            (false, true) => {
                ["Measured on ", recipe.measured, " with ", recipe.packages, " on ", &engine_name, "."]
                    .concat()
            }
            (false, false) => [
                "Measured on ",
                recipe.measured,
                " with ",
                recipe.packages,
                "; for ",
                &engine_name,
                " put together from the versions beside it.",
            ]
            .concat(),
        }
    };
    let notes = recipe.notes.iter().map(|note| view! { <li>{*note}</li> }).collect_view();
    let fields = recipe.parameters.iter().map(|own| view! { <Value own=own values=values /> }).collect_view();
    let mode = recipe.has_cluster_mode().then(|| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=cluster
                    prop:disabled=move || serverless.get()
                    on:change=move |event| chosen.set(event_target_checked(&event))
                />
                <span>"The cache is in cluster mode"</span>
            </label>
        }
    });
    view! {
        <section class="recipe" aria-label=recipe.title>
            <p>{recipe.about}</p>
            <div class="columns">{fields}</div>
            {mode}
            <div aria-live="polite">{result}</div>
            <ul class="recipe-notes">{notes}</ul>
            <p class="why">{origin}</p>
            <button
                type="button"
                class="primary"
                prop:disabled=move || filled.with(Result::is_err)
                on:click=take
            >
                "Use this recipe"
            </button>
        </section>
    }
}

/// Something to fill in.
#[component]
fn Value(own: &'static Parameter, values: RwSignal<BTreeMap<&'static str, String>>) -> impl IntoView {
    view! {
        <label class="recipe-value">
            <span>{own.title}</span>
            <input
                type="text"
                class="mono"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || values.with(|all| all.get(own.name).map_or(own.default, String::as_str).to_owned())
                on:input=move |event| {
                    let value = event_target_value(&event);
                    values.update(|all| drop(all.insert(own.name, value)));
                }
            />
        </label>
    }
}
