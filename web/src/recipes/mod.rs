//! Users to start from: for a library, for a common task, for the features that an application uses, or from its recorded
//! commands.

mod missing;
mod strip;
mod uses;

use crate::select::{Group, Select, choice};
use crate::state::{FormStoreFields, use_state};
use elasticache_user::recipes::{recipe, recipes};
use leptos::prelude::*;
pub use missing::Missing;
use strip::Strip;
use uses::Uses;

/// A list of recipes, and the fields of the chosen one. A choice fills the form immediately, and can be undone.
#[component]
pub fn Recipes() -> impl IntoView {
    let state = use_state();
    let group = |title: &'static str, measured: bool| {
        let group = recipes().iter().filter(move |recipe| recipe.measured.is_empty() != measured);
        Group { title, choices: group.map(|recipe| choice(recipe.id, recipe.title)).collect() }
    };
    let none = Group { title: "", choices: vec![choice("", "Choose a recipe…")] };
    let groups = vec![none, group("Common roles", false), group("Client libraries (tested)", true)];
    let chosen = Memo::new(move |_| state.form.with(|form| form.recipe.as_ref().map(|used| used.id)));
    let set = move |id: String| match recipe(&id) {
        Some(recipe) => state.start_recipe(recipe),
        None => state.form.recipe().set(None),
    };
    view! {
        <div class="recipes">
            <label for="recipe">"Start from a recipe"</label>
            <Select id="recipe" groups=groups value=Signal::derive(move || chosen.get().unwrap_or_default().to_owned()) set=set />
            // Keyed by its id, so that no state carries over to the next recipe.
            <For each=move || chosen.get() key=|id| *id let:id>
                {recipe(id).map(|recipe| view! { <Strip recipe=recipe /> })}
            </For>
            <Uses />
            <Missing />
        </div>
    }
}
