//! A recipe filled in: the request, what it grants, and what ElastiCache restricts of it.

use crate::document::Document;
use access_string::parse;
use elasticache_user::{Draft, EngineVersion, recipes};
use serde::Serialize;
use serde_json::Value;
use tsify::Tsify;

/// A filled-in recipe.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct FilledRecipe {
    /// The request, except for its engine and passwords; `null` if there is an `error`.
    #[tsify(type = "AnyInput | null")]
    input: Option<Document<Draft>>,
    /// What the access string grants, in plain English; `null` if the recipe changes no rights.
    sentence: Option<String>,
    /// Whether it was measured on this engine; otherwise it's combined from neighboring engines.
    measured: bool,
    /// Its commands that ElastiCache restricts for everyone, and what to do instead.
    restricted: Vec<RestrictedCommand>,
    /// The problem with its input.
    error: Option<RecipeError>,
}

/// A command that ElastiCache restricts for everyone.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct RestrictedCommand {
    command: String,
    instead: Option<&'static str>,
}

/// Why a recipe can't be filled in.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct RecipeError {
    pub(crate) parameter: Option<&'static str>,
    pub(crate) message: String,
}

/// `(id, { engine, cluster, serverless, parameters })`; defaults: the newest engine, and those of the parameters.
pub fn fill([id, options]: [Value; 2]) -> FilledRecipe {
    let Some(recipe) = id.as_str().and_then(recipes::recipe) else {
        return refused(None, "Unknown recipe.".to_owned());
    };
    let named = options.get("engine").and_then(Value::as_str).unwrap_or_default();
    let engine = EngineVersion::from_name(named).unwrap_or(EngineVersion::Valkey91);
    let flag = |name: &str| options.get(name).and_then(Value::as_bool).unwrap_or(false);
    let serverless = flag("serverless");
    // A serverless cache is always in cluster mode.
    let cluster = (serverless || flag("cluster")) && recipe.has_cluster_mode();
    let value = |name: &str| options.get("parameters")?.get(name)?.as_str();
    let access = match recipe.access_string(engine, cluster, value) {
        Ok(access) => access,
        Err(unfit) => return refused(unfit.parameter, unfit.message),
    };
    let sentence =
        (!access.is_empty()).then(|| elasticache_user::explain(&parse(&access, engine.dialect())).sentence);
    let restricted = recipe.restricted(&access, serverless);
    let restricted =
        restricted.map(|(command, instead)| RestrictedCommand { command: command.to_string(), instead });
    FilledRecipe {
        input: Some(Document(recipe.draft(&access))),
        sentence,
        measured: recipe.was_measured_on(engine, cluster),
        restricted: restricted.collect(),
        error: None,
    }
}

fn refused(parameter: Option<&'static str>, message: String) -> FilledRecipe {
    let error = Some(RecipeError { parameter, message });
    FilledRecipe { input: None, sentence: None, measured: false, restricted: Vec::new(), error }
}
