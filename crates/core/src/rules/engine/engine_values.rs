//! The engine is `redis` or `valkey`.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-values",
    title: "The engine is not one that has users",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "An `Engine` that is neither `redis` nor `valkey` in any case.",
    why: "Users exist for the engines valkey and redis; memcached has none, and versions or words like `OSS` are not part of the name.",
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
        "" => "The engine is empty.".to_owned(),
        _ => format!("`{text}` is no engine with users: it is valkey or redis."),
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
