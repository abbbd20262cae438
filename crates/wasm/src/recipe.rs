//! A recipe filled in: the request, what it grants, and what ElastiCache restricts of it.

use access_string::parse;
use elasticache_user::EngineVersion;
use elasticache_user::recipes;
use serde_json::{Value, json};

/// `(id, { engine, cluster, serverless, parameters })`; what is missing is the newest engine, and the defaults.
pub fn fill(id: &Value, options: &Value) -> Value {
    let Some(recipe) = id.as_str().and_then(recipes::recipe) else {
        return refused(None, "There is no such recipe.");
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
        Err(unfit) => return refused(unfit.parameter, &unfit.message),
    };
    let sentence =
        (!access.is_empty()).then(|| elasticache_user::explain(&parse(&access, engine.dialect())).sentence);
    let restricted = recipe.restricted(&access, serverless);
    let restricted: Vec<_> =
        restricted.map(|(command, instead)| json!({ "command": command, "instead": instead })).collect();
    json!({
        "input": recipe.draft(&access).to_json(), "sentence": sentence,
        "measured": recipe.was_measured_on(engine, cluster), "restricted": restricted, "error": null,
    })
}

fn refused(parameter: Option<&str>, message: &str) -> Value {
    json!({
        "input": null, "sentence": null, "measured": false, "restricted": [],
        "error": { "parameter": parameter, "message": message },
    })
}
