//! Clients have no waiter for groups.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-wait",
    title: "Wait until the group is active",
    severity: Severity::Advice,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "A request without other problems.",
    why: "Neither the AWS CLI nor the SDKs have a waiter for user groups. Before you change the group again or attach it to a cache, poll until the status is `active`: `aws elasticache describe-user-groups --user-group-id … --query 'UserGroups[0].Status'`.",
    source: source::CREATE_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserGroupId": "g", "Engine": "valkey", "UserIds": ["app"]}"#, ""),
        Example::good(CreateUserGroup, r#"{"UserGroupId": "g"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let all = subject.operation.required().iter().all(|member| subject.draft.has(*member));
    if all {
        let doing = if subject.operation == CreateUserGroup { "creating" } else { "modifying" };
        RULE.finding(findings, Path::Request, format!("The group will be `{doing}` for some minutes."));
    }
}
