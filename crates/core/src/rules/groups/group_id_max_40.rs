//! A group ID has at most 40 characters.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-id-max-40",
    title: "Group ID is longer than 40 characters",
    severity: Severity::Error,
    operations: CREATE_GROUP,
    certainty: Certainty::Medium,
    what: "A `UserGroupId` of more than 40 characters.",
    why: "ElastiCache accepts IDs of 1 to 40 characters. Choose a shorter one.",
    source: source::CDK_GROUP,
    check,
    examples: examples(&[
        Example::bad(
            CreateUserGroup,
            r#"{"UserGroupId": "a123456789-123456789-123456789-123456789x"}"#,
            "UserGroupId",
        )
        .span(40, 41),
        Example::good(CreateUserGroup, r#"{"UserGroupId": "a123456789-123456789-123456789-123456789"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserGroupId) else { return };
    let Some((at, _)) = id.char_indices().nth(40) else { return };
    let message = format!("This ID has {} characters; the maximum is 40.", id.chars().count());
    RULE.finding(findings, Member::UserGroupId, message).span(at..id.len()).invalid();
}
