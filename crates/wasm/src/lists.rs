//! The registries as JSON.

use elasticache_user::emit::TARGETS;
use elasticache_user::recipes;
use elasticache_user::rules::RULES;
use elasticache_user::{Certainty, Operation};
use serde_json::{Value, json};

/// Every rule with its documentation.
pub fn rules() -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "title": rule.title,
                "severity": rule.severity.name(),
                "operations": rule.operations.iter().map(|operation| operation.name()).collect::<Vec<&str>>(),
                "certainty": match rule.certainty {
                    Certainty::High => "high",
                    Certainty::Medium => "medium",
                    Certainty::Low => "low",
                },
                "what": rule.what,
                "why": rule.why,
                "source": { "title": rule.source.title, "url": rule.source.url },
            })
        })
        .collect();
    Value::Array(rules).to_string()
}

/// Every target.
pub fn targets() -> String {
    let targets: Vec<Value> = TARGETS
        .iter()
        .map(|target| {
            json!({
                "id": target.id,
                "title": target.title,
                "group": target.group.title(),
                "runs": target.runs,
                "options": target.honours,
                "operations": Operation::ALL.map(Operation::name),
            })
        })
        .collect();
    Value::Array(targets).to_string()
}

/// Every recipe, without its access strings: those depend on what it is filled with.
pub fn recipes() -> String {
    let recipes: Vec<Value> = recipes::recipes()
        .iter()
        .map(|recipe| {
            let parameter = |own: &recipes::Parameter| json!({ "name": own.name, "title": own.title, "default": own.default, "optional": own.optional });
            json!({
                "id": recipe.id,
                "title": recipe.title,
                "about": recipe.about,
                "packages": recipe.packages,
                "measured": recipe.measured,
                "operation": recipe.operation.name(),
                "parameters": recipe.parameters.iter().map(parameter).collect::<Vec<Value>>(),
                "clusterMode": recipe.has_cluster_mode(),
                "notes": recipe.notes,
            })
        })
        .collect();
    Value::Array(recipes).to_string()
}
