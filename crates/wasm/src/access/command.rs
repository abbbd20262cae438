//! Which commands a user may run, and why not.

use super::{is_server, read, span};
use crate::view::{Refusal, Span};
use access_string::{Access, AccessString, Reason, Verdict as CoreVerdict};
use elasticache_user::utf16::Units;
use elasticache_user::{channel_remark, module_remark};
use serde::Serialize;
use serde_json::Value;
use tsify::Tsify;

/// Whether a user can run a command.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Verdict {
    allowed: bool,
    outcome: Outcome,
    /// The command or subcommand that the arguments call: `config|get`.
    command: Option<&'static str>,
    /// The selector that allows it, or came furthest; 0 is the root.
    selector: Option<usize>,
    /// The word that allows or denies the command.
    rule: Option<DecidingRule>,
    reason: Option<RefusalReason>,
    /// Why the verdict is uncertain: no word of the string is about channels, so it follows the engine's default, and the
    /// cache's `acl-pubsub-default` may differ; or it isn't certain what a module's command requires.
    remark: Option<&'static str>,
    /// The server's error for a denied command.
    reply: Option<String>,
    /// The words to add to allow the command.
    missing: Vec<String>,
    /// Why there is no result. If set, ignore the other members.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "Refusal")]
    refused: Option<Refusal>,
}

/// The outcome of a command.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum Outcome {
    Allowed,
    Refused,
    UnknownCommand,
    WrongArity,
}

/// The word of the access string that decided.
#[derive(Debug, Serialize, Tsify)]
pub struct DecidingRule {
    text: String,
    span: Span,
}

/// Why a command is denied, and the argument that caused it.
#[derive(Debug, Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[tsify(missing_as_null)]
#[allow(missing_docs)] // the names say it
pub enum RefusalReason {
    /// The command itself isn't allowed.
    Command { argument: Option<String>, position: usize },
    /// A key isn't allowed.
    Key {
        argument: Option<String>,
        position: usize,
        /// The access to the key that the command needs.
        needs: KeyAccess,
    },
    /// A channel isn't allowed.
    Channel { argument: Option<String>, position: usize },
    /// A database isn't allowed.
    Database { argument: Option<String>, position: usize },
}

/// What a command does with a key.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum KeyAccess {
    Read,
    Write,
    ReadWrite,
    Any,
}

/// `(text, command, options)`
pub fn can([text, command, options]: [Value; 3]) -> Verdict {
    let access = read(&text, &options);
    let argv: Vec<&str> = match &command {
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
        Value::String(line) => line.split_ascii_whitespace().collect(),
        _ => Vec::new(),
    };
    let database =
        options.get("database").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let verdict = access.user.can(&argv, database);
    let (outcome, command, selector, rule, reason) = match verdict {
        CoreVerdict::Allowed { command, selector, rule } => {
            (Outcome::Allowed, Some(command), Some(selector), rule, None)
        }
        CoreVerdict::Refused { command, selector, reason, rule } => {
            (Outcome::Refused, Some(command), Some(selector), rule, Some(reason))
        }
        CoreVerdict::UnknownCommand => (Outcome::UnknownCommand, None, None, None, None),
        CoreVerdict::WrongArity { command } => (Outcome::WrongArity, Some(command), None, None, None),
    };
    let channels = access.dialect.touched(&argv).is_some_and(|touched| !touched.channels.is_empty());
    Verdict {
        allowed: verdict.is_allowed(),
        outcome,
        command: command.map(|command| command.name()),
        selector,
        rule: deciding(&access, rule),
        reason: reason.map(|reason| why(reason, &argv)),
        remark: channel_remark(&access)
            .filter(|_| channels && !is_server(&options))
            .or_else(|| module_remark(&access, &argv)),
        reply: verdict.noperm_reply(access.dialect, "user", &argv),
        missing: access.user.missing(&argv, database),
        refused: None,
    }
}

fn deciding(access: &AccessString, rule: Option<access_string::Span>) -> Option<DecidingRule> {
    let rule = rule?;
    let text = rule.slice(&access.text).to_owned();
    Some(DecidingRule { text, span: span(&mut Units::default(), access, rule) })
}

fn why(reason: Reason, argv: &[&str]) -> RefusalReason {
    let argument = |position: usize| argv.get(position).map(|&word| word.to_owned());
    match reason {
        Reason::Command => RefusalReason::Command { argument: argument(0), position: 0 },
        Reason::Database { position } => RefusalReason::Database { argument: argument(position), position },
        Reason::Channel { position } => RefusalReason::Channel { argument: argument(position), position },
        Reason::Key { position, needs } => {
            RefusalReason::Key { argument: argument(position), position, needs: key_access(needs) }
        }
    }
}

fn key_access(needs: Access) -> KeyAccess {
    match (needs.read, needs.write) {
        (true, true) => KeyAccess::ReadWrite,
        (true, false) => KeyAccess::Read,
        (false, true) => KeyAccess::Write,
        (false, false) => KeyAccess::Any,
    }
}

/// A command, and whether the user can run it.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct EffectiveCommand {
    name: &'static str,
    allowed: bool,
    /// Allowed only with some first arguments.
    only_first_arguments: bool,
    selector: usize,
    rule: Option<DecidingRule>,
    categories: Vec<&'static str>,
}

/// `(text, options)`
pub fn commands([text, options]: [Value; 2]) -> Vec<EffectiveCommand> {
    let access = read(&text, &options);
    let commands = access.user.commands().into_iter().map(|entry| EffectiveCommand {
        name: entry.command.name(),
        allowed: entry.allowed,
        only_first_arguments: entry.only_first_args,
        selector: entry.selector,
        rule: deciding(&access, entry.rule),
        categories: access.dialect.categories_of(entry.command).map(|category| category.name()).collect(),
    });
    commands.collect()
}
