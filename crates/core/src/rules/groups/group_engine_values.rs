//! A group's engine is Redis OSS or Valkey.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-engine-values",
    title: "Unknown engine",
    severity: Severity::Error,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "An `Engine` other than `redis` or `valkey`.",
    why: "User groups are for Redis OSS and Valkey caches; Memcached has none.",
    source: source::CREATE_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"Engine": "memcached"}"#, "Engine"),
        Example::good(CreateUserGroup, r#"{"Engine": "valkey"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.text(Member::Engine).is_some() && subject.engine().is_none() {
        RULE.finding(findings, Member::Engine, "Use `valkey` or `redis`.").invalid();
    }
}
