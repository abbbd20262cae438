//! IAM needs Valkey 7.2 or Redis OSS 7.0 on the cache.

use crate::EngineVersion;
use crate::authentication::{Decision, Mode};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "iam-engine",
    title: "Cache may be too old for IAM",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "IAM authentication for a cache of Redis OSS before 7.0, or of an unknown version.",
    why: "IAM authentication works on caches with Valkey 7.2 and later or Redis OSS 7.0 and later. The user can still be created, but nobody can log in as it on an older cache.",
    source: source::IAM,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#,
            "AuthenticationMode.Type",
        )
        .context(r#"{"engineVersion": "redis-6.2"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#)
            .context(r#"{"engineVersion": "redis-7.0"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.decision != Decision::Chosen(Mode::Iam) {
        return;
    }
    let too_old = |version: &EngineVersion| *version < EngineVersion::Redis70;
    match subject.context.engine_version {
        Some(version) if too_old(&version) => {
            let message = format!("With {}, nobody can log in with IAM.", version.name());
            RULE.finding(findings, Path::ModeType, message);
        }
        None => {
            let message = "The cache must run Valkey 7.2 or Redis OSS 7.0, or later.";
            RULE.finding(findings, Path::ModeType, message).severity(Severity::Advice);
        }
        Some(_) => {}
    }
}
