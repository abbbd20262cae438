//! Without `&`, a cache parameter decides about channels.

use crate::rules::*;
use access_string::{LintKind, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-no-channel",
    title: "Channel access depends on the cache",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "Pub/Sub commands without a channel pattern.",
    why: "Without one, the cache parameter `acl-pubsub-default` decides. ElastiCache documents `allchannels` as the default, while the engines themselves deny all channels in Redis OSS 7.0 and later and in Valkey. If the user publishes or subscribes, name its channels, such as `&app:*`. If not, write `resetchannels`.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -@all +@pubsub"}"#, "AccessString")
            .span(12, 20)
            .fixed(r#"{"AccessString": "on ~* -@all +@pubsub &*"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +publish"}"#, "AccessString")
            .span(6, 14)
            .fixed(r#"{"AccessString": "on ~* +publish &*"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~app:* +publish"}"#, "AccessString")
            .span(10, 18)
            .fixed(r#"{"AccessString": "on ~app:* +publish &app:*"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@all"}"#, "AccessString")
            .fixed(r#"{"AccessString": "on ~* +@all &*"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* &* +@all"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* resetchannels +@all"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* -@all +@read"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_live()) {
        let mut lints = access.lints().filter(|(kind, _)| **kind == LintKind::NoChannel);
        let Some((_, place)) = lints.next() else { continue };
        // Appended words affect only the rules outside selectors.
        let of_root = place.is_none() && lints.next().is_none();
        if access.tokens().any(|(token, _)| token.kind == TokenKind::ResetChannels) {
            continue;
        }
        let named = access.tokens().find(|(token, _)| match token.kind {
            TokenKind::Category { allow: true, category } => category.name() == "pubsub",
            TokenKind::Command { allow: true, command } => is_pubsub(command.name()),
            _ => false,
        });
        let message = "Pub/Sub commands are allowed, but there's no channel pattern.";
        let finding = RULE.finding(findings, access.member, message);
        match named {
            Some((_, place)) => finding.span(place),
            // Nobody asked for Pub/Sub: its commands came with all others.
            None => finding.severity(Severity::Advice).span(place),
        };
        if !of_root {
            continue;
        }
        let mut patterns = access
            .string
            .tokens
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Keys(_)) && !token.in_selector);
        let key = patterns.next().and_then(|token| access.word(token.span).split_once('~'));
        if let Some((_, pattern)) = key.filter(|(_, pattern)| !pattern.is_empty() && *pattern != "*") {
            let word = format!("&{pattern}");
            let title = format!("Add `{word}`, which allows channels named like its keys");
            finding.fix(Choice, title, access.append(&word));
        }
        finding.fix(Choice, "Add `&*`, which allows every channel", access.append("&*"));
        finding.fix(
            Choice,
            "Add `resetchannels`, which denies every channel",
            access.append("resetchannels"),
        );
    }
}

fn is_pubsub(command: &str) -> bool {
    matches!(command, "publish" | "spublish" | "subscribe" | "ssubscribe" | "psubscribe")
}
