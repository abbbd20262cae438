//! The registries as JavaScript sees them.

#[cfg(feature = "emit")]
use elasticache_user::emit::TARGETS;
#[cfg(feature = "recipes")]
use elasticache_user::recipes::recipes as all_recipes;
use elasticache_user::rules::RULES;
use elasticache_user::{Certainty, Operation, Severity, Source};
use serde::Serialize;
use serde_json::Value;
use tsify::Tsify;

/// A rule with its documentation.
#[derive(Debug, Serialize, Tsify)]
pub struct Rule {
    #[tsify(type = "RuleId")]
    id: &'static str,
    title: &'static str,
    severity: Severity,
    operations: &'static [Operation],
    certainty: Certainty,
    /// What the rule reports.
    what: &'static str,
    /// Why it matters, and what to do.
    why: &'static str,
    source: Source,
}

/// Every rule.
pub fn rules([]: [Value; 0]) -> Vec<Rule> {
    let rule = |rule: &&elasticache_user::rules::Rule| Rule {
        id: rule.id,
        title: rule.title,
        severity: rule.severity,
        operations: rule.operations,
        certainty: rule.certainty,
        what: rule.what,
        why: rule.why,
        source: rule.source,
    };
    RULES.iter().map(rule).collect()
}

/// An output format.
#[cfg(feature = "emit")]
#[derive(Debug, Serialize, Tsify)]
pub struct Target {
    #[tsify(type = "TargetId")]
    id: &'static str,
    title: &'static str,
    group: &'static str,
    /// What runs or reads the output.
    runs: &'static str,
    /// The options that it honors.
    options: &'static [&'static str],
    /// The operations that it can express.
    operations: &'static [Operation],
}

/// Every target.
#[cfg(feature = "emit")]
pub fn targets([]: [Value; 0]) -> Vec<Target> {
    let target = |target: &&elasticache_user::emit::Target| Target {
        id: target.id,
        title: target.title,
        group: target.group.title(),
        runs: target.runs,
        options: target.honors,
        operations: target.operations,
    };
    TARGETS.iter().map(target).collect()
}

/// A starting point: a user for a popular library, measured by running it, or for a common role.
#[cfg(feature = "recipes")]
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Recipe {
    #[tsify(type = "RecipeId")]
    id: &'static str,
    title: &'static str,
    /// What the user can do; for a library, what was run.
    about: &'static str,
    /// The measured packages: `celery 5.7.0, kombu 5.7.0`. Empty if the recipe is written by hand.
    packages: &'static str,
    /// The date of the measurement: `2026-11-22`. Empty if it's written by hand.
    measured: &'static str,
    operation: Operation,
    /// The parameters to fill in.
    parameters: Vec<RecipeParameter>,
    /// Whether the access string differs in cluster mode.
    cluster_mode: bool,
    /// What to know before using it.
    notes: &'static [&'static str],
}

/// A parameter of a recipe.
#[cfg(feature = "recipes")]
#[derive(Debug, Serialize, Tsify)]
pub struct RecipeParameter {
    name: &'static str,
    title: &'static str,
    default: &'static str,
    optional: bool,
}

/// Every recipe, without its access strings, which depend on the parameters.
#[cfg(feature = "recipes")]
pub fn recipes([]: [Value; 0]) -> Vec<Recipe> {
    let parameter = |parameter: &elasticache_user::recipes::Parameter| RecipeParameter {
        name: parameter.name,
        title: parameter.title,
        default: parameter.default,
        optional: parameter.optional,
    };
    let recipe = |recipe: &elasticache_user::recipes::Recipe| Recipe {
        id: recipe.id,
        title: recipe.title,
        about: recipe.about,
        packages: recipe.packages,
        measured: recipe.measured,
        operation: recipe.operation,
        parameters: recipe.parameters.iter().map(parameter).collect(),
        cluster_mode: recipe.has_cluster_mode(),
        notes: recipe.notes,
    };
    all_recipes().iter().map(recipe).collect()
}
