//! A valkey user works with Valkey caches only.

use crate::EngineVersion;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-availability",
    title: "Valkey user doesn't work with a Redis OSS cache",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "The engine `valkey` for a cache that runs Redis OSS.",
    why: "A valkey user can only be in valkey user groups, and those work only with Valkey caches. For a Redis OSS cache, create a redis user. (Users exist for Redis OSS 6.0 to 7.1 and for Valkey 7.2 and later.)",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Engine": "valkey"}"#, "Engine")
            .context(r#"{"engineVersion": "redis-7.1"}"#)
            .fixed(r#"{"Engine": "redis"}"#),
        Example::good(CreateUser, r#"{"Engine": "redis"}"#).context(r#"{"engineVersion": "valkey-8.0"}"#),
        Example::good(CreateUser, r#"{"Engine": "valkey"}"#).context(r#"{"engineVersion": "valkey-7.2"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(version) = subject.context.engine_version else { return };
    if subject.engine() == Some("valkey") && !is_valkey(version) {
        let message = format!("A valkey user doesn't work with {}.", version.name());
        let fix = vec![Edit::text(Member::Engine, "redis")];
        RULE.finding(findings, Member::Engine, message).fix(Choice, "Use `redis`", fix);
    }
}

fn is_valkey(version: EngineVersion) -> bool {
    version >= EngineVersion::Valkey72
}
