//! What to compare an access string with.

use crate::select::{Choice, Group, choice};
use crate::state::{Access, Form, State, engine_title, engine_version};
use elasticache_user::EngineVersion;
use elasticache_user::recipes::{recipe, recipes};

/// The other string.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// The heading of the comparison.
    pub title: String,
    /// The other access string.
    pub text: String,
    /// Its engine version, if it differs.
    pub version: Option<EngineVersion>,
}

/// The pasted or chosen string, or the current user's.
pub fn other(state: State, form: &Form, access: &Access, pasted: &str, chosen: &str) -> Option<Other> {
    let found = |title: String, text: String| Some(Other { title, text, version: None });
    if !pasted.is_empty() {
        return found("Compared with the other string".to_owned(), pasted.to_owned());
    }
    let current = || {
        let text = form.current.as_ref()?.access_string.clone()?;
        found("Compared with the current user".to_owned(), text)
    };
    match chosen.split_once(':') {
        Some(("draft", at)) => {
            let (title, text) = state.other_access_strings().into_iter().nth(at.parse().ok()?)?;
            found(format!("Compared with the draft {title}"), text)
        }
        Some(("recipe", id)) => {
            let recipe = recipe(id)?;
            let text =
                recipe.access_string(engine_version(form).0, form.serverless == Some(true), |_| None).ok()?;
            found(format!("Compared with the recipe {}", recipe.title), text)
        }
        Some(("version", name)) => {
            let version = EngineVersion::from_name(name)?;
            let title = format!("Compared with the same string on {}", engine_title(name));
            Some(Other { title, text: access.string.text.clone(), version: Some(version) })
        }
        _ => current(),
    }
}

/// The inputs of the choices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About {
    version: EngineVersion,
    serverless: bool,
    has_current: bool,
}

impl About {
    /// The inputs from a form.
    pub fn new(form: &Form) -> Self {
        Self {
            version: engine_version(form).0,
            serverless: form.serverless == Some(true),
            has_current: form.current.as_ref().is_some_and(|user| user.access_string.is_some()),
        }
    }
}

/// The choices.
pub fn choices(state: State, about: About) -> Vec<Group> {
    let About { version, serverless, has_current: current } = about;
    let first = if current { "The current user" } else { "Or choose…" };
    let drafts = state.other_access_strings().into_iter().enumerate();
    let drafts = drafts.map(|(at, (title, _))| choice(format!("draft:{at}"), title)).collect();
    let here = recipes().iter().filter(|recipe| {
        recipe.access_string(version, serverless, |_| None).is_ok_and(|text| !text.is_empty())
    });
    let here: Vec<Choice> =
        here.map(|recipe| choice(format!("recipe:{}", recipe.id), recipe.title)).collect();
    let versions = EngineVersion::ALL.into_iter().rev().filter(|other| *other != version);
    let versions =
        versions.map(|other| choice(format!("version:{}", other.name()), engine_title(other.name())));
    let groups = [
        Group { title: "", choices: vec![choice("", first)] },
        Group { title: "Drafts", choices: drafts },
        Group { title: "The same string on", choices: versions.collect() },
        Group { title: "Recipes", choices: here },
    ];
    groups.into_iter().filter(|group| !group.choices.is_empty()).collect()
}
