//! A valkey user cannot be in a redis group.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-change-group",
    title: "The user is in groups that may not take it",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser to the engine valkey for a user that is in user groups.",
    why: "A valkey user can only be in valkey groups. A member of a redis group may be refused: change the group first. Terraform's own acceptance tests change such a user, and it is accepted, so nobody can say for sure.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "Engine": "valkey"}"#, "Engine")
            .context(r#"{"current": {"Engine": "redis", "UserGroupIds": ["team"]}}"#),
        Example::good(ModifyUser, r#"{"UserId": "app", "Engine": "valkey"}"#)
            .context(r#"{"current": {"Engine": "redis", "UserGroupIds": []}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(current) = subject.current() else { return };
    let was_redis = current.engine.as_deref().is_some_and(|engine| engine.eq_ignore_ascii_case("redis"));
    if subject.engine() == Some("valkey") && was_redis && !current.user_group_ids.is_empty() {
        let groups = current.user_group_ids.join(", ");
        RULE.finding(
            findings,
            Member::Engine,
            format!("This user is in {groups}; a redis group may refuse a valkey user."),
        );
    }
}
