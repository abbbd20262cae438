//! `UserGroupId` is required.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-id-required",
    title: "Group ID is missing",
    severity: Severity::Error,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "A request without `UserGroupId`.",
    why: "The group ID identifies the group in your account and Region. Choose one with letters, digits and hyphens, starting with a letter.",
    source: source::CREATE_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"Engine": "valkey"}"#, "UserGroupId"),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "app"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.given(Member::UserGroupId) {
        let problem = ClientProblem {
            path: Member::UserGroupId.into(),
            what: ClientProblemKind::Missing(Member::UserGroupId),
        };
        RULE.finding(findings, Member::UserGroupId, "Enter a group ID.").predicts(problem.answer());
    }
}
