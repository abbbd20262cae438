//! Commands on keys need key patterns.

use crate::rules::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-no-key",
    title: "No keys are allowed",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "Key commands without a key pattern.",
    why: "Without a pattern, only commands that use no keys work. Add the user's keys, such as `~app:*`; `~*` allows all keys. A selector needs its own patterns.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on +@read"}"#, "AccessString"),
        Example::bad(
            CreateUser,
            r#"{"Engine": "valkey", "AccessString": "on ~a +get (+set)"}"#,
            "AccessString",
        )
        .span(11, 17),
        Example::good(CreateUser, r#"{"AccessString": "on ~a +@read"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on +ping +info"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_live()) {
        for (_, place) in access.lints().filter(|(kind, _)| **kind == LintKind::NoKey) {
            let message = "The user has key commands but no key pattern.";
            RULE.finding(findings, access.member, message).span(place);
        }
    }
}
