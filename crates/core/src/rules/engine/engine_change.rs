//! ModifyUser can change a user's engine.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-change",
    title: "Engine changes",
    severity: Severity::Advice,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser with an engine that differs from the current user's.",
    why: "A user with passwords can change in either direction and keeps its passwords. The engine decides which user groups the user can join, so check its groups first.",
    source: source::MODIFY_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "Engine": "valkey"}"#, "Engine")
            .context(r#"{"current": {"Engine": "redis"}}"#),
        Example::good(ModifyUser, r#"{"UserId": "app", "Engine": "redis"}"#)
            .context(r#"{"current": {"Engine": "redis"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(current) = subject.current().and_then(|user| engine(user.engine.as_deref()?)) else { return };
    if let Some(engine) = subject.engine().filter(|engine| *engine != current) {
        let message = format!("The user's engine changes from {current} to {engine}.");
        RULE.finding(findings, Member::Engine, message);
    }
}
