//! The chosen recipe: what it asks, what it grants, and a button that takes it.

use crate::check::Check;
use crate::state::{FormStoreFields, dialect, engine_title, use_state};
use access_string::{Engine, parse};
use elasticache_user::recipes::{Parameter, Recipe, Unfit};
use leptos::prelude::*;

/// Its fields, the access string that they make, and what it means.
#[component]
pub fn Picked(
    /// The recipe.
    recipe: &'static Recipe,
    /// Where it is chosen: emptied when it is taken.
    picked: RwSignal<Option<&'static Recipe>>,
) -> impl IntoView {
    let state = use_state();
    let values = RwSignal::new(Values::new());
    let engine = Memo::new(move |_| state.form.with(|form| dialect(form).0.engine));
    let serverless = Memo::new(move |_| state.form.serverless().get() == Some(true));
    let chosen = RwSignal::new(false);
    // A serverless cache is always in cluster mode.
    let cluster = move || recipe.has_cluster_mode() && (chosen.get() || serverless.get());
    let filled = Memo::new(move |_| {
        values.with(|values| recipe.access_string(engine.get(), cluster(), |name| value_of(values, name)))
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
        Ok(access) => result(recipe, access, engine.get(), serverless.get()).into_any(),
    };
    let origin = move || {
        let engine_name = engine_title(engine.get().name());
        match (recipe.packages.is_empty(), recipe.was_measured_on(engine.get(), cluster())) {
            (true, _) => String::new(),
            (false, true) => {
                format!("Measured on {} with {} on {engine_name}.", recipe.measured, recipe.packages)
            }
            (false, false) => format!(
                "Measured on {} with {}; {engine_name} not tested: uses the results of neighbouring versions.",
                recipe.measured, recipe.packages
            ),
        }
    };
    let notes = recipe.notes.iter().map(|note| view! { <li>{*note}</li> }).collect_view();
    let fields = recipe.parameters.iter().map(|own| view! { <Value own=own values=values /> }).collect_view();
    let mode = recipe.has_cluster_mode().then(|| {
        view! {
            <Check
                text="The cache is in cluster mode"
                checked=cluster
                disabled=serverless
                set=move |so| chosen.set(so)
            />
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

/// The access string, what it means, and what of it the cache does not run.
fn result(recipe: &Recipe, access: String, engine: Engine, serverless: bool) -> impl IntoView + use<> {
    let restricted = recipe.restricted(&access, serverless).map(|(command, instead)| {
        let rest = format!(" cannot be run on this cache. {}", instead.unwrap_or_default());
        view! { <li><code>{command.to_owned()}</code>{rest}</li> }
    });
    let restricted = restricted.collect_view();
    let sentence = elasticache_user::explain(&parse(&access, engine.elasticache())).sentence;
    let means = (!access.is_empty()).then(|| {
        view! {
            <p class="mono recipe-string">{access}</p>
            <p>{sentence}</p>
        }
    });
    view! {
        {means}
        <ul class="recipe-notes">{restricted}</ul>
    }
}

/// What was filled in, by the name of the parameter.
type Values = Vec<(&'static str, String)>;

fn value_of<'a>(values: &'a Values, name: &str) -> Option<&'a str> {
    values.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
}

/// Something to fill in.
#[component]
fn Value(own: &'static Parameter, values: RwSignal<Values>) -> impl IntoView {
    view! {
        <label class="recipe-value">
            <span>{own.title}</span>
            <input
                type="text"
                class="mono"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || values.with(|all| value_of(all, own.name).unwrap_or(own.default).to_owned())
                on:input=move |event| {
                    let value = event_target_value(&event);
                    values.update(|all| {
                        all.retain(|(name, _)| *name != own.name);
                        all.push((own.name, value));
                    });
                }
            />
        </label>
    }
}
