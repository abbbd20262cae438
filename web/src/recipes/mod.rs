//! Users to begin with: one for a library, one that many people want, or one from what an application was seen to do.

mod missing;
mod picked;

use crate::state::FormStoreFields;
use elasticache_user::recipes::{Recipe, recipe, recipes};
use leptos::prelude::*;
use missing::Missing;
use picked::Picked;

/// A list of recipes, and what the chosen one asks and gives.
#[component]
pub fn Recipes() -> impl IntoView {
    let picked = RwSignal::new(None::<&'static Recipe>);
    let option = move |own: &'static Recipe| {
        let is_picked = move || picked.get().is_some_and(|picked| picked.id == own.id);
        view! { <option value=own.id prop:selected=is_picked>{own.title}</option> }
    };
    let group = move |measured: bool| {
        recipes().iter().filter(|own| own.measured.is_empty() != measured).map(option).collect_view()
    };
    view! {
        <div class="recipes">
            <label for="recipe">"Start from a recipe"</label>
            <select id="recipe" on:change=move |event| picked.set(recipe(&event_target_value(&event)))>
                <option value="" prop:selected=move || picked.get().is_none()>"None"</option>
                <optgroup label="What many people want">{group(false)}</optgroup>
                <optgroup label="For a library, as measured">{group(true)}</optgroup>
            </select>
            {move || picked.get().map(|recipe| view! { <Picked recipe=recipe picked=picked /> })}
            <Missing />
        </div>
    }
}

impl crate::state::State {
    /// Fills the form with a recipe, as one step that can be undone. Engine, version and typed passwords stay.
    pub fn begin(&self, recipe: &Recipe, access_string: &str) {
        self.attention.pause();
        self.form.update(|form| {
            let engine = form.engine.clone();
            form.operation = recipe.operation;
            form.take(recipe.draft(access_string));
            form.engine = engine;
        });
        self.form.current().set(None);
        self.say([recipe.title, " stands in the form."].concat());
    }
}
