//! A valkey user can't be in a redis group.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-change-group",
    title: "User's groups may reject the new engine",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser to the engine valkey for a user that is in user groups.",
    why: "A valkey user can only be in valkey groups. If this user is in a redis group, ElastiCache may reject the change: change the group first. It isn't certain, as Terraform's acceptance tests make such a change and it's accepted.",
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
            format!("This user is in {groups}; a redis group may reject a valkey user."),
        );
    }
}
