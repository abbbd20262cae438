//! A valkey user is the better choice for a Valkey cache.

use crate::EngineVersion;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-old-advice",
    title: "Redis user on a Valkey cache",
    severity: Severity::Advice,
    operations: CREATE,
    certainty: Certainty::High,
    what: "The engine `redis` for a cache that runs Valkey.",
    why: "This works in a user group with the engine redis, and older pages recommend it. Valkey users are now the better choice for Valkey caches: their groups don't need a user named `default`.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Engine": "redis"}"#, "Engine")
            .context(r#"{"engineVersion": "valkey-8.0"}"#)
            .fixed(r#"{"Engine": "valkey"}"#),
        Example::good(CreateUser, r#"{"Engine": "redis"}"#).context(r#"{"engineVersion": "redis-7.1"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(version) = subject.context.engine_version else { return };
    if subject.engine() == Some("redis") && version >= EngineVersion::Valkey72 {
        let message = format!("For {}, a valkey user is the better choice.", version.name());
        let fix = subject.allows_valkey().then(|| vec![Edit::text(Member::Engine, "valkey")]);
        RULE.finding(findings, Member::Engine, message).edit(Choice, "Use `valkey`", fix);
    }
}
