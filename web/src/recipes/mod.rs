//! Recipes: requests that many people need, to begin with. One file each, registered once in [`RECIPES`].

use crate::state::{FormStoreFields, use_state};
use elasticache_user::{Draft, Operation};
use leptos::prelude::*;

/// Declares the modules and the list in one place, so that a recipe is one file and one word.
macro_rules! recipes {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Every recipe, in the order in which they are shown.
        pub static RECIPES: &[&Recipe] = &[$(&$name::RECIPE),*];
    };
}

recipes! {
    read_only,
    one_namespace,
    pub_sub,
    cluster_client,
    iam_user,
    default_user,
    rotate_password,
}

/// A request to begin with.
pub struct Recipe {
    /// A few words, as a button says them.
    pub title: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Create or modify.
    pub operation: Operation,
    /// The request as JSON.
    pub request: &'static str,
}

/// A button for each recipe. They are in sight while the form is empty, and folded away later.
#[component]
pub fn Recipes() -> impl IntoView {
    let state = use_state();
    let empty = state.form.with_untracked(|form| form.user_id.is_empty() && form.access_string.is_empty());
    let button = move |recipe: &'static Recipe| {
        view! {
            <li>
                <button type="button" class="small" title=recipe.about on:click=move |_| state.begin(recipe)>
                    {recipe.title}
                </button>
            </li>
        }
    };
    view! {
        <details class="recipes" open=empty>
            <summary>"Start from a recipe"</summary>
            <ul>{RECIPES.iter().copied().map(button).collect_view()}</ul>
        </details>
    }
}

impl crate::state::State {
    /// Fills the form with a recipe, as one step that can be undone. Engine, version and typed passwords stay.
    pub fn begin(&self, recipe: &Recipe) {
        self.attention.pause();
        self.form.update(|form| {
            let engine = form.engine.clone();
            form.operation = recipe.operation;
            form.take(Draft::from_json_text(recipe.request));
            form.engine = engine;
        });
        self.form.current().set(None);
        self.say([recipe.title, ". ", recipe.about].concat());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use elasticache_user::{Context, Secret, Severity, check};

    #[test]
    fn every_recipe_is_ready_but_for_its_passwords() {
        for recipe in RECIPES {
            let mut draft = Draft::from_json_text(recipe.request);
            let mode = draft.authentication_mode.get_or_insert_default();
            if mode.kind.as_deref() != Some("iam") {
                mode.kind = Some("password".into());
                mode.passwords = Some(vec![Secret::from("0123456789abcdefghij")]);
            }
            draft.engine.get_or_insert_with(|| "valkey".into());
            let report = check(recipe.operation, &draft, &Context::default());
            let bad = report.findings.iter().filter(|finding| finding.severity <= Severity::Security);
            assert_eq!(bad.map(|finding| finding.rule).collect::<Vec<_>>(), [""; 0], "{}", recipe.title);
        }
    }
}
