//! Users to begin with: what popular libraries need, measured, and what many people want.
//!
//! The data is made by `cargo xtask gen` from the folders in `crates/lab/recipes/`. How a library was measured, with every
//! command that it sent, is in `docs/recipes/`.

mod data;
mod uses;

use crate::rules::is_restricted;
use crate::{Draft, EngineVersion, Operation};
use access_string::parse;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
pub use uses::{Touches, USES, Use, Used, use_of};

/// A user to begin with.
#[derive(Debug)]
pub struct Recipe {
    /// Its name for programs: `celery`. Never changed or used again.
    pub id: &'static str,
    /// A few words, as a button says them.
    pub title: &'static str,
    /// What its user can do; for a library, what was run.
    pub about: &'static str,
    /// The packages that were measured: `celery 5.7.0, kombu 5.7.0`. Empty where it is written by hand and proven command
    /// by command.
    pub packages: &'static str,
    /// The day it was measured: `2026-11-22`. Empty as before.
    pub measured: &'static str,
    /// What is to be filled in.
    pub parameters: &'static [Parameter],
    /// Create, or modify.
    pub operation: Operation,
    /// The request without the access string, as JSON.
    pub request: &'static str,
    /// What a person should know.
    pub notes: &'static [&'static str],
    /// What to do about a command that ElastiCache restricts: its name, and what to do.
    pub instead: &'static [(&'static str, &'static str)],
    /// The setups that it was measured in, as bits: see [`bit`].
    on: u32,
    /// Words, each with the setups that they are for.
    words: &'static [(u32, &'static str)],
}

/// Something to be filled in.
#[derive(Debug)]
pub struct Parameter {
    /// Its name for programs: `prefix`.
    pub name: &'static str,
    /// As a label says it.
    pub title: &'static str,
    /// What most people have.
    pub default: &'static str,
    /// Whether it may be empty.
    pub optional: bool,
}

/// Why a recipe can't be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidParameter {
    /// The parameter, if it is one.
    pub parameter: Option<&'static str>,
    /// What is wrong, and what to do, in a sentence.
    pub message: String,
}

/// Every recipe: the libraries first.
///
/// ```
/// use elasticache_user::EngineVersion;
/// use elasticache_user::recipes::recipe;
///
/// let queue = recipe("django-cache").unwrap();
/// let access = queue.access_string(EngineVersion::Valkey91, false, |_| Some("shop")).unwrap();
/// assert!(access.starts_with("on ~shop:* -@all +"));
/// ```
#[must_use]
pub fn recipes() -> &'static [Recipe] {
    data::RECIPES
}

/// The recipe of that [id](Recipe::id).
#[must_use]
pub fn recipe(id: &str) -> Option<&'static Recipe> {
    data::RECIPES.iter().find(|recipe| recipe.id == id)
}

/// The bit of a setup: an engine by its place in [`EngineVersion::ALL`], those in cluster mode after all others.
#[must_use]
pub fn bit(engine: EngineVersion, cluster: bool) -> u32 {
    let place = EngineVersion::ALL.iter().position(|version| *version == engine).unwrap_or(0);
    1 << (place + if cluster { EngineVersion::ALL.len() } else { 0 })
}

impl Recipe {
    /// Whether it differs where the cache is in cluster mode, as serverless caches always are.
    #[must_use]
    pub fn has_cluster_mode(&self) -> bool {
        let all: u32 = self
            .words
            .iter()
            .map(|(mask, _)| mask >> EngineVersion::ALL.len())
            .fold(0, |all, mask| all | mask);
        all != 0
    }

    /// Whether it was measured on exactly this engine and mode; otherwise it combines the results of neighboring ones.
    #[must_use]
    pub fn was_measured_on(&self, engine: EngineVersion, cluster: bool) -> bool {
        self.on & bit(engine, cluster) != 0
    }

    /// The access string for an engine. `value` returns a parameter by its name; `None` means the default. In a value, `*`
    /// matches any text, and everything else is literal. Empty if the recipe changes no rights.
    ///
    /// # Errors
    /// A value that can't be part of a pattern, or an engine that the recipe isn't for.
    pub fn access_string<'a>(
        &self,
        engine: EngineVersion,
        cluster: bool,
        value: impl Fn(&str) -> Option<&'a str>,
    ) -> Result<String, InvalidParameter> {
        let setup = bit(engine, cluster && self.has_cluster_mode());
        let here = self.words.iter().filter(|(mask, _)| mask & setup != 0);
        let mut words: Vec<String> =
            here.flat_map(|(_, words)| words.split(' ')).map(str::to_owned).collect();
        if words.is_empty() && !self.words.is_empty() {
            let mode = if cluster { " in cluster mode" } else { "" };
            return Err(InvalidParameter {
                parameter: None,
                message: format!("This recipe doesn't support {engine}{mode}."),
            });
        }
        for parameter in self.parameters {
            let text = parameter.pattern(value(parameter.name).unwrap_or(parameter.default))?;
            let name = ["{", parameter.name, "}"].concat();
            for word in words.iter_mut().filter(|word| word.contains(&name)) {
                *word = word.replace(&name, &text);
                while word.contains("**") {
                    *word = word.replace("**", "*");
                }
            }
        }
        if !self.packages.is_empty()
            && let Some(at) = words.iter().position(|word| word == "-@all")
        {
            words.split_at_mut(at + 1).1.sort();
        }
        let text = words.join(" ");
        if text.is_empty() || parse(&text, engine.dialect()).is_accepted() {
            return Ok(text);
        }
        let message = "These values together make patterns of which one is all the others.".to_owned();
        Err(InvalidParameter { parameter: None, message })
    }

    /// The request with that access string.
    #[must_use]
    pub fn draft(&self, access_string: &str) -> Draft {
        let mut draft = Draft::from_json_text(self.request);
        if !access_string.is_empty() {
            draft.access_string = Some(access_string.to_owned());
        }
        draft
    }

    /// The commands allowed by name in an access string of this recipe that ElastiCache lets no one run, each with what
    /// to do instead, if the recipe knows.
    pub fn restricted<'a>(
        &self,
        access_string: &'a str,
        serverless: bool,
    ) -> impl Iterator<Item = (&'a str, Option<&'static str>)> {
        let names = access_string.split(' ').filter_map(|word| word.strip_prefix('+'));
        names.filter(move |name| is_restricted(name, serverless)).map(|name| {
            (name, self.instead.iter().find(|(command, _)| *command == name).map(|(_, what)| *what))
        })
    }
}

impl Parameter {
    /// A value as part of a pattern.
    fn pattern(&self, value: &str) -> Result<String, InvalidParameter> {
        let unfit = |message: String| Err(InvalidParameter { parameter: Some(self.name), message });
        if value.is_empty() && !self.optional {
            return unfit([self.title, " can't be empty here."].concat());
        }
        if value.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return unfit([self.title, " can't contain whitespace: a pattern ends there."].concat());
        }
        let mut text = String::new();
        for c in value.chars() {
            if matches!(c, '?' | '[' | '\\') {
                text.push('\\');
            }
            text.push(c);
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Password, Severity, check};

    fn default(recipe: &Recipe, engine: EngineVersion, cluster: bool) -> Result<String, InvalidParameter> {
        recipe.access_string(engine, cluster, |_| None)
    }

    /// Recipes for what came with a version.
    const LATER: [(&str, EngineVersion); 4] = [
        ("iam-application", EngineVersion::Redis70),
        ("json-documents", EngineVersion::Redis62),
        ("search-client", EngineVersion::Valkey82),
        ("search-index-owner", EngineVersion::Valkey82),
    ];

    #[test]
    fn every_recipe_is_accepted_wherever_it_is_for() {
        for recipe in recipes() {
            for engine in EngineVersion::ALL {
                for cluster in [false, true] {
                    match default(recipe, engine, cluster) {
                        Ok(text) => assert!(!text.contains(['{', '}']) || cluster, "{}: {text}", recipe.id),
                        // Not every library speaks cluster on every engine.
                        Err(_) if cluster => {}
                        Err(unfit) => {
                            let later = LATER.iter().any(|(id, first)| *id == recipe.id && engine < *first);
                            assert!(later, "{}: {} {engine}", recipe.id, unfit.message);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn every_recipe_is_ready_but_for_its_passwords() {
        for recipe in recipes() {
            let mut draft =
                recipe.draft(&default(recipe, EngineVersion::Valkey91, false).expect("an access string"));
            let mode = draft.authentication_mode.get_or_insert_default();
            if mode.kind.as_deref() != Some("iam") {
                mode.kind = Some("password".into());
                mode.passwords = Some(vec![Password::from("0123456789abcdefghij")]);
            }
            draft.engine.get_or_insert_with(|| "valkey".into());
            if recipe.operation == Operation::ModifyUser {
                draft.user_id.get_or_insert_with(|| "app".into());
            }
            let report = check(recipe.operation, &draft, &Context::default());
            let bad = report.findings.iter().filter(|finding| finding.severity <= Severity::Security);
            assert_eq!(bad.map(|finding| finding.rule).collect::<Vec<_>>(), [""; 0], "{}", recipe.id);
        }
    }

    // One press of Copy would change a real user of that name.
    #[test]
    fn a_recipe_that_modifies_names_no_user() {
        let modifies = |recipe: &&Recipe| recipe.operation == Operation::ModifyUser;
        for recipe in recipes().iter().filter(modifies) {
            let draft = recipe.draft("");
            assert_eq!((draft.user_id, draft.user_name), (None, None), "{}", recipe.id);
        }
    }

    #[test]
    fn a_value_is_text_but_for_its_stars() {
        let recipe = recipe("django-cache").expect("there is one");
        let with = |value| recipe.access_string(EngineVersion::Valkey91, false, |_| Some(value));
        assert!(with("a?[b]").is_ok_and(|text| text.starts_with(r"on ~a\?\[b]:* ")));
        assert!(with("a*").is_ok_and(|text| text.starts_with("on ~a*:* ")));
        assert_eq!(with("").map_err(|error| error.parameter), Err(Some("prefix")));
        assert_eq!(with("a b").map_err(|error| error.parameter), Err(Some("prefix")));
    }

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<&str> = recipes().iter().map(|recipe| recipe.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), recipes().len());
    }
}
