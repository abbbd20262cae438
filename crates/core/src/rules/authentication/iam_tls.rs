//! IAM needs encryption in transit on the cache.

use crate::authentication::{Decision, Mode};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "iam-tls",
    title: "IAM needs TLS on the cache",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "IAM authentication for a cache that isn't known to be serverless.",
    why: "IAM authentication works only where encryption in transit is on. Serverless caches always have it.",
    source: source::IAM,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#,
            "AuthenticationMode.Type",
        ),
        Example::good(ModifyUser, r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#)
            .context(r#"{"serverless": true}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.decision == Decision::Chosen(Mode::Iam) && subject.context.serverless != Some(true) {
        RULE.finding(findings, Path::ModeType, "Encryption in transit (TLS) must be on for the cache.");
    }
}
