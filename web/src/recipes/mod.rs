//! Users to begin with: one for a library, one that many people want, or one from what an application was seen to do.

mod missing;
mod picked;

use crate::select::{Group, Select, choice};
use crate::state::FormStoreFields;
use elasticache_user::recipes::{Recipe, recipe, recipes};
use leptos::prelude::*;
use missing::Missing;
use picked::Picked;

/// A list of recipes, and what the chosen one asks and gives.
#[component]
pub fn Recipes() -> impl IntoView {
    let picked = RwSignal::new(None::<&'static Recipe>);
    let group = |title: &'static str, measured: bool| {
        let own = recipes().iter().filter(move |own| own.measured.is_empty() != measured);
        Group { title, choices: own.map(|own| choice(own.id, own.title)).collect() }
    };
    let none = Group { title: "", choices: vec![choice("", "Choose a recipe…")] };
    let groups = vec![none, group("Common roles", false), group("Client libraries (tested)", true)];
    let chosen = move || picked.get().map(|recipe| recipe.id.to_owned()).unwrap_or_default();
    view! {
        <div class="recipes">
            <label for="recipe">"Start from a recipe"</label>
            <Select id="recipe" groups=groups value=Signal::derive(chosen) set=move |id: String| picked.set(recipe(&id)) />
            // By its id, so that nothing of one recipe is used for the next.
            <For each=move || picked.get() key=|recipe| recipe.id let:recipe>
                <Picked recipe=recipe picked=picked />
            </For>
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
        self.say(format!("Filled in from {}.", recipe.title));
    }
}
