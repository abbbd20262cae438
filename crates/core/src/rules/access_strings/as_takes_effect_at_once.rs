//! New rights apply to open connections too.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-takes-effect-at-once",
    title: "Rights change for open connections too",
    severity: Severity::Advice,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser with an access string.",
    why: "Open connections get the new rights as soon as the user and its groups have finished `modifying` and are active again. Add rights before the application needs them, and remove them after it stops using them.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "on ~* +@read"}"#, "AccessString"),
        Example::good(ModifyUser, r#"{"UserId": "a", "Engine": "valkey"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if let Some(access) = subject.access().first().filter(|access| access.is_accepted()) {
        RULE.finding(findings, access.member, "Connected clients get the new rights too.");
    }
}
