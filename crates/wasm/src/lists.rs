//! The registries as JSON.

use elasticache_user::emit::TARGETS;
use elasticache_user::rules::RULES;
use elasticache_user::{Operation, recipes};
use serde_json::{Value, json};

/// Every rule with its documentation.
pub fn rules() -> Value {
    let rule = |rule: &&elasticache_user::rules::Rule| {
        json!({
            "id": rule.id, "title": rule.title, "severity": rule.severity, "operations": rule.operations,
            "certainty": rule.certainty, "what": rule.what, "why": rule.why, "source": rule.source,
        })
    };
    RULES.iter().map(rule).collect()
}

/// Every target.
pub fn targets() -> Value {
    let target = |target: &&elasticache_user::emit::Target| {
        json!({
            "id": target.id, "title": target.title, "group": target.group.title(), "runs": target.runs,
            "options": target.honours, "operations": Operation::ALL,
        })
    };
    TARGETS.iter().map(target).collect()
}

/// Every recipe, without its access strings: those depend on what it is filled with.
pub fn recipes() -> Value {
    let parameter = |own: &recipes::Parameter| json!({ "name": own.name, "title": own.title, "default": own.default, "optional": own.optional });
    let recipe = |recipe: &recipes::Recipe| {
        json!({
            "id": recipe.id, "title": recipe.title, "about": recipe.about, "packages": recipe.packages,
            "measured": recipe.measured, "operation": recipe.operation,
            "parameters": recipe.parameters.iter().map(parameter).collect::<Vec<_>>(),
            "clusterMode": recipe.has_cluster_mode(), "notes": recipe.notes,
        })
    };
    recipes::recipes().iter().map(recipe).collect()
}
