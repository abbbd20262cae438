//! Rights: what changes from one access string to another, and what a proposal grants beyond the need.

use super::{dialect, engine_of, named, text};
use crate::view::Refusal;
use access_string::{Command, Grouping, Part, Risk, read_needs};
use elasticache_user::{Changes, EngineVersion, compare};
use serde::Serialize;
use serde_json::Value;
use tsify::Tsify;

/// The result of `accessString.diff`.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Difference {
    /// Whether nothing is gained, lost or changed. Patterns are compared literally, so equivalent users can count as different.
    equal: bool,
    /// Whether the user can log in afterwards; `null` if that stays the same.
    enabled: Option<bool>,
    gained: Rights,
    lost: Rights,
    risks: Vec<GainedRisk>,
    /// The same in words, for a reviewer: keys, channels, dangerous commands by name, the others by category.
    changes: Changes,
    /// Why there is no result. If set, ignore the other members.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// What one access string grants and another doesn't.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Rights {
    commands: Vec<&'static str>,
    /// Such as `+select|0`.
    first_arguments: Vec<String>,
    /// Whether commands of future versions are included.
    future_commands: bool,
    /// Key patterns as words: `~app:*`, `%W~b`.
    keys: Vec<String>,
    channels: Vec<String>,
    databases: Vec<String>,
    /// Selectors that no selector of the other string covers; 0 is the root.
    selectors: Vec<usize>,
}

/// A dangerous right that is gained.
#[derive(Debug, Serialize, Tsify)]
pub struct GainedRisk {
    kind: RiskKind,
    commands: Vec<&'static str>,
}

/// The kind of dangerous right.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum RiskKind {
    AnyPassword,
    AllKeys,
    AllChannels,
    FutureCommands,
    Admin,
    Dangerous,
    Scripting,
    Other,
}

/// `(before, after, options)`
pub fn diff([before, after, options]: [Value; 3]) -> Difference {
    let (before, after) = (text(&before), text(&after));
    let first = engine_of(&options).unwrap_or(EngineVersion::Valkey91);
    let second = named(&options, "afterEngine").unwrap_or(first);
    let user = |text: &str, version: EngineVersion| access_string::parse(text, version.dialect()).user;
    let difference = user(before, first).diff(&user(after, second));
    Difference {
        changes: compare(before, first, after, second),
        equal: difference.is_empty(),
        enabled: difference.enabled,
        risks: difference.risks.iter().map(risk).collect(),
        gained: rights(difference.gained),
        lost: rights(difference.lost),
        refused: None,
    }
}

pub(crate) fn rights(part: Part) -> Rights {
    Rights {
        commands: names(&part.commands),
        first_arguments: part.first_args,
        future_commands: part.future_commands,
        keys: part.keys,
        channels: part.channels,
        databases: part.databases,
        selectors: part.selectors,
    }
}

pub(crate) fn names(commands: &[Command]) -> Vec<&'static str> {
    commands.iter().map(|command| command.name()).collect()
}

fn risk(risk: &Risk) -> GainedRisk {
    let (kind, commands): (_, &[Command]) = match risk {
        Risk::AnyPassword => (RiskKind::AnyPassword, &[]),
        Risk::AllKeys => (RiskKind::AllKeys, &[]),
        Risk::AllChannels => (RiskKind::AllChannels, &[]),
        Risk::FutureCommands => (RiskKind::FutureCommands, &[]),
        Risk::Admin(commands) => (RiskKind::Admin, commands),
        Risk::Dangerous(commands) => (RiskKind::Dangerous, commands),
        Risk::Scripting(commands) => (RiskKind::Scripting, commands),
        _ => (RiskKind::Other, &[]),
    };
    GainedRisk { kind, commands: names(commands) }
}

/// The result of `accessString.suggest`.
#[derive(Debug, Serialize, Tsify)]
pub struct Suggestion {
    /// The least permissive access string that allows everything requested.
    text: String,
    /// What it allows beyond that.
    beyond: Rights,
    /// The number of commands that no user of this version can run.
    impossible: usize,
    /// The number of lines that don't name a command, key or channel.
    unclear: usize,
    /// The number of commands that weren't checked against the suggestion: at most 32 of those that need a closer look are.
    unchecked: usize,
    /// Why there is no result. If set, ignore the other members.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// `(needs, options)`
pub fn suggest([needs, options]: [Value; 2]) -> Suggestion {
    let needs = read_needs(text(&needs));
    let categories = options.get("grouping").and_then(Value::as_str) == Some("categories");
    let grouping = if categories { Grouping::Categories } else { Grouping::Exact };
    let suggestion = access_string::suggest(&needs.needs, dialect(&options), grouping);
    Suggestion {
        text: suggestion.text,
        beyond: rights(suggestion.beyond),
        impossible: suggestion.impossible.len(),
        unclear: needs.unclear.len(),
        unchecked: suggestion.unchecked,
        refused: None,
    }
}
