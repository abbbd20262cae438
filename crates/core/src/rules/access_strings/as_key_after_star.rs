//! A pattern can't follow the word for all.

use crate::rules::*;
use access_string::{ErrorKind, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-key-after-star",
    title: "Pattern after `~*` or `&*` is rejected",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "A key pattern after `~*` or `allkeys`, or a channel pattern after `&*` or `allchannels`.",
    why: "Everything is already allowed, and engines reject a pattern that could only mislead. Keep either the pattern or the word for all. On Redis OSS 6.2 a user starts with all channels, so `resetchannels` must come before the first `&` pattern.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* ~app:* +get"}"#, "AccessString")
            .span(6, 12)
            .fixed(r#"{"AccessString": "on ~* +get"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "AppendAccessString": "~b"}"#, "AppendAccessString")
            .context(r#"{"current": {"AccessString": "on ~* +@all"}}"#)
            .span(0, 2),
        Example::bad(CreateUser, r#"{"AccessString": "on ~a &* &b +publish"}"#, "AccessString")
            .span(9, 11)
            .fixed(r#"{"AccessString": "on ~a &* +publish"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~a &b +publish"}"#, "AccessString")
            .context(r#"{"engineVersion": "redis-6.2"}"#)
            .span(6, 8)
            .fixed(r#"{"AccessString": "on ~a resetchannels &b +publish"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on %RW~* ~a resetchannels &b +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        // Whether a word allowed all channels; on 6.2 a user also starts with them.
        let first = access.string.tokens.iter().find(|token| token.kind == TokenKind::AllChannels);
        let all_channels = |before: usize| first.is_some_and(|token| token.span.end <= before);
        for (error, place, word) in access.errors() {
            let (what, all) = match error.kind {
                ErrorKind::KeysAfterAll => ("keys", "`~*`"),
                ErrorKind::ChannelsAfterAll => ("channels", "`&*`"),
                _ => continue,
            };
            if error.kind == ErrorKind::ChannelsAfterAll && !all_channels(error.span.start) {
                let finding = RULE
                    .finding(
                        findings,
                        access.member,
                        format!("On Redis OSS 6.2 a user starts with all channels, so `{word}` is rejected."),
                    )
                    .severity(Severity::Warning)
                    .span(place.clone());
                let edit = access.replace(&(place.start..place.start), "resetchannels ");
                finding.fix(Choice, "Add `resetchannels` before it", edit);
                continue;
            }
            let message = format!("`{word}` comes after {all}, which already allows all {what}.");
            let finding = RULE.finding(findings, access.member, message).span(place.clone()).invalid();
            finding.edit(Choice, "Remove the pattern", access.without(&place));
        }
    }
}
