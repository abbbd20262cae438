//! The registries as JSON.

use elasticache_user::emit::TARGETS;
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
