//! The access string for what an application uses, and the list of what there is.

use crate::recipe::RecipeError;
use access_string::parse;
use elasticache_user::EngineVersion;
use elasticache_user::recipes::{Touches, USES, Used};
use serde::Serialize;
use serde_json::Value;
use tsify::Tsify;

/// A feature that an application can use.
#[derive(Debug, Serialize, Tsify)]
pub struct Use {
    #[tsify(type = "UseId")]
    id: &'static str,
    title: &'static str,
    /// Its best-known commands, and what to know about it.
    about: &'static str,
    /// The kind of patterns that its commands need.
    #[tsify(type = "\"keys\" | \"channels\" | \"nothing\"")]
    touches: &'static str,
}

/// The access string for the features that an application uses.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct FilledUses {
    /// `null` if there is an `error`.
    access_string: Option<String>,
    /// What the access string grants, in plain English.
    sentence: Option<String>,
    /// The problem with the input.
    error: Option<RecipeError>,
}

/// Every feature.
pub fn list([]: [Value; 0]) -> Vec<Use> {
    let touches = |subject| match subject {
        Touches::Keys => "keys",
        Touches::Channels => "channels",
        Touches::Nothing => "nothing",
    };
    USES.iter()
        .map(|feature| Use {
            id: feature.id,
            title: feature.title,
            about: feature.about,
            touches: touches(feature.touches),
        })
        .collect()
}

/// `({ uses, keys, channels, engine, cluster, serverless })`; defaults: the newest engine, everything else empty.
pub fn fill([options]: [Value; 1]) -> FilledUses {
    let text = |name: &str| options.get(name).and_then(Value::as_str).unwrap_or_default();
    let flag = |name: &str| options.get(name).and_then(Value::as_bool).unwrap_or(false);
    let ids = options.get("uses").and_then(Value::as_array).into_iter().flatten();
    // Only strings can be ids.
    let ids: Vec<&str> = ids.map(|id| id.as_str().unwrap_or_default()).collect();
    let engine = EngineVersion::from_name(text("engine")).unwrap_or(EngineVersion::Valkey91);
    let used = Used {
        ids: &ids,
        keys: text("keys"),
        channels: text("channels"),
        engine,
        cluster: flag("cluster"),
        serverless: flag("serverless"),
    };
    match used.access_string() {
        Ok(access) => {
            let sentence = elasticache_user::explain(&parse(&access, engine.dialect())).sentence;
            FilledUses { access_string: Some(access), sentence: Some(sentence), error: None }
        }
        Err(why) => {
            let error = RecipeError { parameter: why.parameter, message: why.message };
            FilledUses { access_string: None, sentence: None, error: Some(error) }
        }
    }
}
