//! The registries as JSON.

use elasticache_user::emit::TARGETS;
use elasticache_user::recipes;
use elasticache_user::rules::RULES;
use elasticache_user::{Certainty, Operation};
use serde_json::Writer;

/// Every rule with its documentation.
#[inline(never)]
pub fn rules() -> String {
    let mut out = Writer::default();
    out.open('[');
    for rule in RULES {
        let operations: Vec<&str> = rule.operations.iter().map(|operation| operation.name()).collect();
        out.open('{').text("id", rule.id).text("title", rule.title).text("severity", rule.severity.name());
        out.texts("operations", &operations);
        out.text(
            "certainty",
            match rule.certainty {
                Certainty::High => "high",
                Certainty::Medium => "medium",
                Certainty::Low => "low",
            },
        );
        out.text("what", rule.what).text("why", rule.why);
        out.name("source").open('{').text("title", rule.source.title).text("url", rule.source.url).close('}');
        out.close('}');
    }
    out.close(']');
    out.text
}

/// Every target.
#[inline(never)]
pub fn targets() -> String {
    let mut out = Writer::default();
    out.open('[');
    for target in TARGETS {
        out.open('{').text("id", target.id).text("title", target.title).text("group", target.group.title());
        out.text("runs", target.runs).texts("options", target.honours);
        out.texts("operations", &Operation::ALL.map(Operation::name)).close('}');
    }
    out.close(']');
    out.text
}

/// Every recipe, without its access strings: those depend on what it is filled with.
#[inline(never)]
pub fn recipes() -> String {
    let mut out = Writer::default();
    out.open('[');
    for recipe in recipes::recipes() {
        out.open('{').text("id", recipe.id).text("title", recipe.title).text("about", recipe.about);
        out.text("packages", recipe.packages).text("measured", recipe.measured);
        out.text("operation", recipe.operation.name()).name("parameters").open('[');
        for own in recipe.parameters {
            out.open('{').text("name", own.name).text("title", own.title).text("default", own.default);
            out.flag("optional", own.optional).close('}');
        }
        out.close(']').flag("clusterMode", recipe.has_cluster_mode()).texts("notes", recipe.notes).close('}');
    }
    out.close(']');
    out.text
}
