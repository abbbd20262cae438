//! The recipe that a draft is based on, and its parameters.

use super::{Form, State, access::engine_version};
use elasticache_user::Operation;
use elasticache_user::recipes::{InvalidParameter, Recipe, recipe};
use leptos::prelude::*;

/// A recipe in use.
#[derive(Clone, Debug, PartialEq)]
pub struct UsedRecipe {
    /// Which one.
    pub id: &'static str,
    /// The parameters' values by name.
    pub values: Vec<(&'static str, String)>,
    /// Whether the cache is in cluster mode.
    pub cluster: bool,
    /// The access string that it generated last.
    made: String,
    /// The user ID and user name that it suggested.
    proposed: (String, String),
}

impl UsedRecipe {
    /// The recipe itself.
    pub fn recipe(&self) -> Option<&'static Recipe> {
        recipe(self.id)
    }

    /// The value of a parameter.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// Whether it is for cluster mode. A serverless cache always is.
    pub fn is_cluster(&self, form: &Form) -> bool {
        self.recipe().is_some_and(Recipe::has_cluster_mode) && (self.cluster || form.serverless == Some(true))
    }

    /// Its access string for the engine of a form, or why it doesn't fit.
    pub fn access_string(&self, form: &Form) -> Result<String, InvalidParameter> {
        let Some(recipe) = self.recipe() else { return Ok(String::new()) };
        recipe.access_string(engine_version(form).0, self.is_cluster(form), |name| self.value(name))
    }

    /// Whether the access string was edited since.
    pub fn is_edited(&self, form: &Form) -> bool {
        form.access_string != self.made
    }

    /// Whether the access string is what its library was seen to need.
    pub fn is_measured(&self, form: &Form) -> bool {
        self.recipe().is_some_and(|recipe| !recipe.packages.is_empty()) && !self.is_edited(form)
    }
}

impl State {
    /// Applies a recipe to the form, as one undoable step. A typed ID, name, tags and passwords stay, and a request that
    /// modifies a user still does.
    pub fn start_recipe(&self, recipe: &'static Recipe) {
        self.attention.pause();
        self.form.update(|form| {
            let before = match form.is_example() {
                true => form.emptied(),
                false => form.clone(),
            };
            *form = started(before, recipe);
        });
        self.notify_undoable(format!("{} applied.", recipe.title));
    }

    /// Changes the recipe's parameters. The access string follows, unless it was edited.
    pub fn fill_recipe(&self, change: impl FnOnce(&mut UsedRecipe)) {
        self.form.update(|form| {
            let Some(mut used) = form.recipe.clone() else { return };
            let is_edited = used.is_edited(form);
            change(&mut used);
            if let (Ok(made), false) = (used.access_string(form), is_edited) {
                form.access_string.clone_from(&made);
                used.made = made;
            }
            form.recipe = Some(used);
        });
    }

    /// Writes the recipe's access string again, replacing edits.
    pub fn apply_recipe(&self) {
        self.attention.pause();
        self.form.update(|form| {
            let Some(mut used) = form.recipe.clone() else { return };
            if let Ok(made) = used.access_string(form) {
                form.access_string.clone_from(&made);
                used.made = made;
                form.recipe = Some(used);
            }
        });
        self.notify_undoable("Access string updated.");
    }
}

/// Whether the request modifies a user, and not only because the last recipe does.
fn modifies_user(form: &Form) -> bool {
    let from_recipe =
        form.recipe.as_ref().and_then(UsedRecipe::recipe).is_some_and(|recipe| !recipe.operation.creates());
    form.operation == Operation::ModifyUser && (form.current.is_some() || !from_recipe)
}

fn started(before: Form, recipe: &'static Recipe) -> Form {
    let mut used = UsedRecipe {
        id: recipe.id,
        values: Vec::new(),
        cluster: false,
        made: before.access_string.clone(),
        proposed: (String::new(), String::new()),
    };
    let mut form = before.clone();
    let modifies = modifies_user(&before);
    if modifies && recipe.operation.creates() {
        // The request still modifies the same user.
        form.access_string = used.access_string(&form).unwrap_or(before.access_string);
        used.made.clone_from(&form.access_string);
        form.recipe = Some(used);
        return form;
    }
    form.operation = recipe.operation;
    let made = used.access_string(&form);
    form.load(recipe.draft(made.as_deref().unwrap_or(&before.access_string)));
    form.engine.clone_from(&before.engine);
    form.current = before.current.filter(|_| modifies);
    if form.authentication.is_none() {
        (form.authentication, form.older_members) = (before.authentication, before.older_members);
    }
    if form.tags.is_empty() {
        form.tags.clone_from(&before.tags);
    }
    used.proposed = (form.user_id.clone(), form.user_name.clone());
    let old = before.recipe.map(|used| used.proposed).unwrap_or_default();
    if !before.user_id.is_empty() && before.user_id != old.0 {
        form.user_id = before.user_id;
    }
    if !before.user_name.is_empty() && before.user_name != old.1 {
        form.user_name = before.user_name;
    }
    used.made.clone_from(&form.access_string);
    form.recipe = Some(used);
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use elasticache_user::User;

    #[test]
    fn what_was_typed_stays() {
        let typed = Form { user_id: "my-api".into(), passwords: vec!["secret".into()], ..Form::default() };
        let celery = started(typed, recipe("celery").unwrap());
        assert_eq!(celery.user_id, "my-api");
        assert_eq!(celery.passwords, ["secret".into()]);
        assert!(!celery.access_string.is_empty());
        let bullmq = started(celery.clone(), recipe("bullmq").unwrap());
        assert_eq!(bullmq.user_id, "my-api");
        assert_ne!(bullmq.user_name, celery.user_name, "what a recipe proposed follows the next one");
    }

    #[test]
    fn a_recipe_that_modifies_names_no_user() {
        let form = started(Form::default(), recipe("rotate-password").unwrap());
        assert_eq!((form.operation, form.user_id.as_str()), (Operation::ModifyUser, ""));
    }

    #[test]
    fn a_request_that_modifies_a_user_gets_the_access_string_only() {
        let current = Some(User { user_name: Some("orders".to_owned()), ..User::default() });
        let modify = Form {
            operation: Operation::ModifyUser,
            user_id: "orders-api".into(),
            current,
            ..Form::default()
        };
        let celery = started(modify.clone(), recipe("celery").unwrap());
        let access_string = celery.access_string.clone();
        assert!(!access_string.is_empty());
        assert_eq!(Form { access_string, recipe: celery.recipe.clone(), ..modify.clone() }, celery);
        let rotated = started(modify.clone(), recipe("rotate-password").unwrap());
        assert_eq!((&rotated.user_id, &rotated.current), (&modify.user_id, &modify.current));
        let alone = started(Form::default(), recipe("rotate-password").unwrap());
        assert_eq!(started(alone, recipe("celery").unwrap()).operation, Operation::CreateUser);
    }
}
