//! Node.js, with the libraries of `crates/lab/recipes/package.json`.
use super::Runner;
use crate::recipes::given::{FOLDER, Library};
use serde_json::Value;
use std::fs;
use tools::{Ctx, node};

/// Installs the libraries.
pub fn ensure(ctx: &Ctx, _: &Library) -> Result<Runner, String> {
    node::packages(ctx, FOLDER)?;
    let lock = fs::read_to_string(ctx.path(FOLDER).join("package-lock.json"));
    let lock: Value = lock.ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let packages = lock["packages"].as_object().into_iter().flatten();
    let version = |(path, package): (&String, &Value)| {
        let name = path.strip_prefix("node_modules/")?;
        Some((name.to_lowercase(), package["version"].as_str()?.to_owned()))
    };
    let versions = packages.filter_map(version).collect();
    Ok(Runner { program: node::ensure(ctx)?, arguments: Vec::new(), versions })
}
