//! A Valkey group doesn't need a default user.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-valkey-default-optional",
    title: "Default user will be off",
    severity: Severity::Advice,
    operations: CREATE_GROUP,
    certainty: Certainty::High,
    what: "A group with the engine `valkey` and no member whose user name is `default`.",
    why: "A Valkey group doesn't need one. Once the group is attached to a cache, clients that don't send a user name can't log in, because the default user is turned off.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"Engine": "valkey", "UserIds": ["app"]}"#, "UserIds")
            .context(r#"{"users": [{"UserId": "app", "UserName": "app"}]}"#),
        Example::good(CreateUserGroup, r#"{"Engine": "valkey", "UserIds": ["own"]}"#)
            .context(r#"{"users": [{"UserId": "own", "UserName": "default"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, _) = subject.roster();
    if roster.engine == Some("valkey") && roster.has_default() == Some(false) {
        RULE.finding(
            findings,
            Member::UserIds,
            "No member is named `default`. A Valkey group doesn't need one.",
        );
    }
}
