//! Commands that ElastiCache reserves for itself.

use crate::rules::*;
use access_string::{AccessString, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-forbidden-command",
    title: "Command is restricted on ElastiCache",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "A rule that allows a restricted command by name.",
    why: "Nobody can run it on an ElastiCache cache, so allowing it has no use, and AWS says that naming such a command makes the call fail. Denying it (`-config`) is fine.",
    source: source::RESTRICTED,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -@all +config|get"}"#, "AccessString")
            .span(12, 23)
            .fixed(r#"{"AccessString": "on ~* -@all"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +slowlog"}"#, "AccessString")
            .context(r#"{"serverless": true}"#)
            .span(6, 14)
            .fixed(r#"{"AccessString": "on ~*"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@all -config|set -shutdown"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +slowlog"}"#),
    ]),
};

/// Rejected on all caches. A container command covers all its subcommands.
const ALWAYS: &[&str] = &[
    "acl|deluser",
    "acl|load",
    "acl|save",
    "acl|setuser",
    "bgrewriteaof",
    "bgsave",
    "cluster|addslots",
    "cluster|addslotsrange",
    "cluster|bumpepoch",
    "cluster|delslots",
    "cluster|delslotsrange",
    "cluster|failover",
    "cluster|flushslots",
    "cluster|forget",
    "cluster|links",
    "cluster|meet",
    "cluster|setslot",
    "config",
    "debug",
    "migrate",
    "psync",
    "replicaof",
    "save",
    "shutdown",
    "slaveof",
    "sync",
];

/// Also rejected on serverless caches.
const SERVERLESS: &[&str] = &[
    "acl|log",
    "client|caching",
    "client|getredir",
    "client|id",
    "client|info",
    "client|kill",
    "client|list",
    "client|no-evict",
    "client|pause",
    "client|tracking",
    "client|trackinginfo",
    "client|unblock",
    "client|unpause",
    "cluster|count-failure-reports",
    "commandlog",
    "fcall",
    "fcall_ro",
    "function",
    "keys",
    "lastsave",
    "latency",
    "memory",
    "monitor",
    "move",
    "object",
    "pfdebug",
    "pfselftest",
    "psubscribe",
    "pubsub|numpat",
    "punsubscribe",
    "script|kill",
    "slowlog",
    "swapdb",
    "wait",
];

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let serverless = subject.context.serverless == Some(true);
    for access in subject.access() {
        for (token, place) in access.tokens() {
            let command = match token.kind {
                TokenKind::Command { allow: true, command } | TokenKind::FirstArg { command } => command,
                _ => continue,
            };
            // On Redis OSS 6 a subcommand is written as a first argument.
            let word = access.word(token.span).get(1..).unwrap_or_default();
            if !is_restricted(word, serverless) {
                continue;
            }
            let always = is_restricted(word, false);
            let caches = if always { "caches" } else { "serverless caches" };
            let message =
                format!("`{command}` can't be run on ElastiCache {caches}, whatever the user's rights.");
            let finding = RULE.finding(findings, access.member, message).span(place.clone());
            finding.edit(Choice, "Remove it", access.without(&place));
        }
    }
}

/// Whether a string allows, by name, a command that no one may run on ElastiCache; such a string may be rejected.
pub fn names_forbidden_command(access: &AccessString) -> bool {
    access.tokens.iter().any(|token| {
        let allows =
            matches!(token.kind, TokenKind::Command { allow: true, .. } | TokenKind::FirstArg { .. });
        let word = token.span.slice(&access.text).get(1..).unwrap_or_default();
        allows && is_restricted(word, false)
    })
}

/// Whether no one may run this command, in any case, on ElastiCache, or on its serverless caches: `config|get`.
#[must_use]
pub fn is_restricted(command: &str, serverless: bool) -> bool {
    let container = command.split('|').next().unwrap_or_default();
    let listed = |list: &[&str]| {
        list.iter().any(|name| name.eq_ignore_ascii_case(command) || name.eq_ignore_ascii_case(container))
    };
    listed(ALWAYS) || serverless && listed(SERVERLESS)
}
