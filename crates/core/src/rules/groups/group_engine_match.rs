//! Who may be in a group depends on its engine.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-engine-match",
    title: "A Valkey user cannot be in a Redis group",
    severity: Severity::Error,
    operations: GROUPS,
    certainty: Certainty::Medium,
    what: "A user of the engine `valkey` in a group of the engine `redis`.",
    why: "This is documented as refused: Valkey users can be in Valkey user groups only. Make the group one of Valkey, or use a user of the engine `redis`, which may be in both. (The other way round all is well: a Valkey group takes Redis users.)",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"Engine": "redis", "UserIds": ["default", "app"]}"#, "UserIds[1]")
            .context(r#"{"users": [{"UserId": "app", "UserName": "app", "Engine": "valkey"}]}"#),
        Example::good(CreateUserGroup, r#"{"Engine": "valkey", "UserIds": ["app"]}"#)
            .context(r#"{"users": [{"UserId": "app", "UserName": "app", "Engine": "redis"}]}"#),
        Example::good(CreateUserGroup, r#"{"Engine": "redis", "UserIds": ["default", "app"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, _) = subject.roster();
    if roster.engine != Some("redis") {
        return;
    }
    for member in &roster.members {
        let of = member.user.and_then(|user| engine(user.engine.as_deref()?));
        if of == Some("valkey") {
            let path = member.path.clone().unwrap_or(Member::Engine.into());
            let message =
                format!("`{}` is a Valkey user, documented as refused in a Redis group.", member.id);
            RULE.finding(findings, path, message).answered(
                "InvalidParameterCombination",
                "",
                Sureness::Derived,
            );
        }
    }
}
