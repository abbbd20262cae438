//! Without `&` a parameter of the cache decides about channels.

use super::*;
use access_string::{LintKind, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-no-channel",
    title: "Whether channels can be used depends on the cache",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "Commands of Pub/Sub without a channel pattern.",
    why: "Then the cache parameter `acl-pubsub-default` decides. Engines deny all channels from Redis OSS 7.0 on and in every Valkey, while 6.2 allows them. If the user publishes or subscribes, name its channels, such as `&app:*`; if not, write `resetchannels`.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -@all +@pubsub"}"#, "AccessString").span(12, 20),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +publish"}"#, "AccessString").span(6, 14),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@all"}"#, "AccessString"),
        Example::good(CreateUser, r#"{"AccessString": "on ~* &* +@all"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* resetchannels +@all"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* -@all +@read"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_live()) {
        let mut lints = access.lints().filter(|(kind, _)| **kind == LintKind::NoChannel);
        let Some((_, place)) = lints.next() else { continue };
        if access.tokens().any(|(token, _)| token.kind == TokenKind::ResetChannels) {
            continue;
        }
        let named = access.tokens().find(|(token, _)| match token.kind {
            TokenKind::Category { allow: true, category } => category.name() == "pubsub",
            TokenKind::Command { allow: true, command } => is_pubsub(command.name()),
            _ => false,
        });
        let message = "Publishing and subscribing are allowed, and no channel is named.";
        let finding = RULE.finding(findings, access.member, message);
        match named {
            Some((_, place)) => finding.span(place),
            // Not asked for: with all commands came those of Pub/Sub.
            None => finding.severity(Severity::Advice).span(place),
        };
    }
}

fn is_pubsub(command: &str) -> bool {
    matches!(command, "publish" | "spublish" | "subscribe" | "ssubscribe" | "psubscribe")
}
