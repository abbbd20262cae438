//! Full access is worth a thought.

use super::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-full-access",
    title: "The user may do everything",
    severity: Severity::Security,
    operations: BOTH,
    certainty: Certainty::High,
    what: "All commands on all keys.",
    why: "This is the least restrictive setting. In production give an application its own keys and take away what it does not need: `on ~app:* +@all -@dangerous`.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@all"}"#, "AccessString"),
        Example::bad(CreateUser, r#"{"AccessString": "allkeys on &* allcommands"}"#, "AccessString"),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@all -@dangerous"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~app:* +@all"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_live()) {
        if access.lints().any(|(kind, _)| *kind == LintKind::FullAccess) {
            RULE.finding(findings, access.member, "The user may run every command on every key.");
        }
    }
}
