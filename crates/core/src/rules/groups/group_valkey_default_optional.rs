//! A Valkey group needs no default user.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-valkey-default-optional",
    title: "The default user will be off",
    severity: Severity::Advice,
    operations: CREATE_GROUP,
    certainty: Certainty::High,
    what: "A group of the engine `valkey` that has no member whose user name is `default`.",
    why: "A Valkey group needs none. Once the group is attached to a cache, clients that give no user name cannot log in: the default user is switched off.",
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
        RULE.finding(findings, Member::UserIds, "No member is named `default`, and none has to be.");
    }
}
