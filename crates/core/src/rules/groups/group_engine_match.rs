//! A group's engine decides who can join it.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-engine-match",
    title: "Valkey user in a Redis group",
    severity: Severity::Error,
    operations: GROUPS,
    certainty: Certainty::Medium,
    what: "A user with the engine `valkey` in a group with the engine `redis`.",
    why: "AWS documents that Valkey users can only join Valkey user groups. Change the group to Valkey, or use a user with the engine `redis`, which can join both: a Valkey group accepts Redis users.",
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
                format!("`{}` is a Valkey user. A Redis group rejects it, according to AWS.", member.id);
            RULE.finding(findings, path, message).answered(
                "InvalidParameterCombination",
                "",
                Evidence::Derived,
            );
        }
    }
}
