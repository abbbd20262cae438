//! The engine is `redis` or `valkey`.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-values",
    title: "Unknown engine",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "An `Engine` other than `redis` or `valkey`, in any case.",
    why: "Users exist for the engines valkey and redis. Memcached has none, and versions or words like `OSS` aren't part of the name.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "app", "Engine": "Redis OSS"}"#, "Engine")
            .fixed(r#"{"UserId": "app", "Engine": "redis"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "app", "Engine": "memcached"}"#, "Engine")
            .fixed(r#"{"UserId": "app", "Engine": "valkey"}"#),
        Example::good(ModifyUser, r#"{"UserId": "app", "Engine": "redis"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(text) = subject.text(Member::Engine) else { return };
    if subject.engine().is_some() {
        return;
    }
    let message = match text {
        "" => "Choose an engine: valkey or redis.".to_owned(),
        _ => format!("`{text}` isn't an engine that has users. Use valkey or redis."),
    };
    let finding = RULE.finding(findings, Member::Engine, message).invalid();
    let meant = text.trim().to_ascii_lowercase();
    let choices: &[&str] = match meant {
        _ if meant.starts_with("redis") => &["redis"],
        _ if meant.starts_with("valkey") => &["valkey"],
        _ => &["valkey", "redis"],
    };
    let takes = |engine: &&&str| **engine != "valkey" || subject.allows_valkey();
    for engine in choices.iter().filter(takes) {
        let edits = vec![Edit::text(Member::Engine, *engine)];
        finding.fix(Choice, format!("Use `{engine}`"), edits);
    }
}
