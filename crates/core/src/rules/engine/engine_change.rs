//! ModifyUser can change the engine listed for a user.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-change",
    title: "This changes the engine of the user",
    severity: Severity::Advice,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser with another engine than the current user has.",
    why: "Both ways work for a user with passwords, and passwords stay. The engine decides which user groups the user can be in, so look at its groups first.",
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
        let message = format!("The engine of this user changes from {current} to {engine}.");
        RULE.finding(findings, Member::Engine, message);
    }
}
