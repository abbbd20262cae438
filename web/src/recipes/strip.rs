//! The recipe in the form: its parameters, and notes on it.

use crate::button::Button;
use crate::checkbox::Checkbox;
use crate::state::{Form, FormStoreFields, UsedRecipe, engine_title, engine_version, use_state};
use elasticache_user::recipes::{Parameter, Recipe};
use leptos::prelude::*;

/// Its fields; the access string follows them.
#[component]
pub fn Strip(recipe: &'static Recipe) -> impl IntoView {
    let state = use_state();
    let used = move |look: &dyn Fn(&UsedRecipe, &Form) -> Option<String>| {
        state.form.with(|form| form.recipe.as_ref().and_then(|used| look(used, form)))
    };
    let is = move |look: fn(&UsedRecipe, &Form) -> bool| {
        state.form.with(|form| form.recipe.as_ref().is_some_and(|used| look(used, form)))
    };
    let serverless = Memo::new(move |_| state.form.serverless().get() == Some(true));
    let engine = Memo::new(move |_| state.form.with(|form| engine_version(form).0));
    let unfit = Memo::new(move |_| used(&|used, form| Some(used.access_string(form).err()?.message)));
    let is_edited = Memo::new(move |_| is(UsedRecipe::is_edited));
    // The string is for another version, or was edited.
    let is_other = Memo::new(move |_| {
        is(|used, form| used.access_string(form).is_ok_and(|made| made != form.access_string))
    });
    let fields =
        recipe.parameters.iter().map(|parameter| view! { <Value parameter=parameter /> }).collect_view();
    let mode = recipe.has_cluster_mode().then(|| {
        view! {
            <Checkbox
                text="The cache is in cluster mode"
                checked=Signal::derive(move || is(UsedRecipe::is_cluster))
                disabled=serverless
                set=move |so| {
                    state.attention.pause();
                    state.fill_recipe(move |used| used.cluster = so);
                }
            />
        }
    });
    let origin = move || {
        let engine_name = engine_title(engine.get().name());
        let is_measured = is(|used, form| {
            let (Some(recipe), engine) = (used.recipe(), engine_version(form).0) else { return false };
            recipe.was_measured_on(engine, used.is_cluster(form))
        });
        match (recipe.packages.is_empty(), is_measured) {
            (true, _) => String::new(),
            (false, true) => {
                format!("Measured on {} with {} on {engine_name}.", recipe.measured, recipe.packages)
            }
            (false, false) => format!(
                "Measured on {} with {}; {engine_name} not tested: uses the results of neighboring versions.",
                recipe.measured, recipe.packages
            ),
        }
    };
    let restricted = move || {
        let access = state.form.access_string().get();
        let item = |(command, instead): (&str, Option<&str>)| {
            let command = command.to_owned();
            let rest = format!(" can't run on this cache. {}", instead.unwrap_or_default());
            view! { <li><code>{command}</code>{rest}</li> }
        };
        recipe.restricted(&access, serverless.get()).map(item).collect_view()
    };
    let notes = recipe.notes.iter().map(|note| view! { <li>{*note}</li> }).collect_view();
    view! {
        <section class="recipe" aria-label=recipe.title>
            <div class="recipe-head">
                <b>{recipe.title}</b>
                <Show when=move || is_edited.get()>
                    <span class="why">"edited"</span>
                </Show>
                <Show when=move || is_other.get()>
                    <Button class="small" text="Use the recipe's string" press=move |()| state.apply_recipe() />
                </Show>
                <Button
                    class="link"
                    text="Detach"
                    label=Signal::stored(Some("Detach the recipe".to_owned()))
                    press=move |()| {
                        state.attention.pause();
                        state.form.recipe().set(None);
                    }
                />
            </div>
            <div class="columns">{fields}</div>
            {mode}
            <p class="message" data-severity="error" aria-live="polite">{move || unfit.get()}</p>
            <ul class="recipe-notes">{restricted}</ul>
            <details>
                <summary>"About this recipe"</summary>
                <p>{recipe.about}</p>
                <ul class="recipe-notes">{notes}</ul>
                <p class="why">{origin}</p>
            </details>
        </section>
    }
}

/// A parameter to fill in.
#[component]
fn Value(parameter: &'static Parameter) -> impl IntoView {
    let state = use_state();
    let value = Memo::new(move |_| {
        state.form.with(|form| {
            let value = form.recipe.as_ref().and_then(|used| used.value(parameter.name));
            value.unwrap_or(parameter.default).to_owned()
        })
    });
    view! {
        <label class="recipe-value">
            <span>{parameter.title}</span>
            <input
                type="text"
                class="mono"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| {
                    let value = event_target_value(&event);
                    state.fill_recipe(|used| {
                        used.values.retain(|(name, _)| *name != parameter.name);
                        used.values.push((parameter.name, value));
                    });
                }
                on:blur=move |_| state.attention.pause()
            />
        </label>
    }
}
