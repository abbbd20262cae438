//! The ticked features of an application, and the resulting access string.

use super::{Form, State, access::engine_version};
use elasticache_user::EngineVersion;
use elasticache_user::recipes::{InvalidParameter, Used};
use leptos::prelude::Update;

/// The ticked features, and their patterns.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The ids of the ticked features.
    pub ids: Vec<&'static str>,
    /// Key patterns.
    pub keys: String,
    /// Channel patterns.
    pub channels: String,
    /// Whether the cache is in cluster mode.
    pub cluster: bool,
    /// The access string that they generated last.
    made: String,
}

impl Default for Ticks {
    fn default() -> Self {
        let app = || "app:*".to_owned();
        Self { ids: Vec::new(), keys: app(), channels: app(), cluster: false, made: String::new() }
    }
}

impl Ticks {
    /// The access string for a form's engine, or the error.
    pub fn access_string(&self, form: &Form) -> Result<String, InvalidParameter> {
        let serverless = form.serverless == Some(true);
        Used {
            ids: &self.ids,
            keys: &self.keys,
            channels: &self.channels,
            engine: version(form),
            cluster: self.cluster,
            serverless,
        }
        .access_string()
    }

    /// Whether the form's access string isn't the generated one: edited, or for another version.
    pub fn is_other(&self, form: &Form) -> bool {
        let made = self.access_string(form);
        !self.ids.is_empty() && made.is_ok_and(|made| made != form.access_string)
    }
}

/// The version whose commands are allowed. If it isn't known, the oldest that ElastiCache still offers, so that the cache has all of them.
fn version(form: &Form) -> EngineVersion {
    match engine_version(form) {
        (known, false) => known,
        (newest, true) if newest.name().starts_with("redis") => EngineVersion::Redis62,
        (_, true) => EngineVersion::Valkey72,
    }
}

impl State {
    /// Changes the ticks. The access string follows, unless it has been edited.
    pub fn tick(&self, change: impl FnOnce(&mut Ticks)) {
        self.form.update(|form| changed(form, change));
    }

    /// Writes the features' access string again, replacing edits or a string for another version.
    pub fn apply_ticks(&self) {
        self.attention.pause();
        self.form.update(write_rules);
        self.notify_undoable("Access string updated.");
    }
}

fn changed(form: &mut Form, change: impl FnOnce(&mut Ticks)) {
    let was_ticked = !form.uses.ids.is_empty();
    let is_edited = was_ticked && form.access_string != form.uses.made;
    let mut uses = form.uses.clone();
    change(&mut uses);
    let is_ticked = was_ticked || !uses.ids.is_empty();
    if is_ticked && form.is_example() {
        *form = form.emptied();
    }
    form.uses = uses;
    if is_ticked && !is_edited {
        write_rules(form);
    }
}

fn write_rules(form: &mut Form) {
    if let Ok(made) = form.uses.access_string(form) {
        form.access_string.clone_from(&made);
        form.uses.made = made;
        form.recipe = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tick(id: &'static str) -> impl FnOnce(&mut Ticks) {
        move |ticks| ticks.ids.push(id)
    }

    #[test]
    fn the_first_tick_takes_the_place_of_the_example() {
        let mut form = Form::example();
        changed(&mut form, |ticks| ticks.keys = "shop:*".to_owned());
        assert!(form.is_example(), "a pattern alone applies to nothing");
        changed(&mut form, tick("hashes"));
        assert!(form.access_string.starts_with("on ~shop:* resetchannels -@all "), "{}", form.access_string);
        assert_eq!(form.user_id, "");
    }

    #[test]
    fn an_unknown_version_gets_no_command_of_a_newer_one() {
        let mut form = Form { engine: "valkey".into(), ..Form::default() };
        changed(&mut form, tick("hashes"));
        assert!(!form.access_string.contains("+hexpire"), "{}", form.access_string);
        form.engine_version = "valkey-9.1".into();
        write_rules(&mut form);
        assert!(form.access_string.contains("+hexpire"), "{}", form.access_string);
    }

    #[test]
    fn what_was_changed_by_hand_stays_until_asked() {
        let mut form = Form { user_id: "my-api".into(), ..Form::default() };
        changed(&mut form, tick("strings"));
        form.access_string.push_str(" +ping");
        let by_hand = form.access_string.clone();
        changed(&mut form, tick("lists"));
        assert_eq!((&form.access_string, form.user_id.as_str()), (&by_hand, "my-api"));
        assert!(form.uses.is_other(&form));
        write_rules(&mut form);
        assert!(form.access_string.contains(" +lpush ") && !form.uses.is_other(&form));
    }

    #[test]
    fn a_pattern_that_does_not_fit_changes_nothing() {
        let mut form = Form::default();
        changed(&mut form, tick("strings"));
        let before = form.access_string.clone();
        changed(&mut form, |ticks| ticks.keys = String::new());
        assert_eq!(form.access_string, before);
        assert_eq!(form.uses.access_string(&form).map_err(|feature| feature.parameter), Err(Some("keys")));
    }
}
