//! Group IDs are stored in lowercase.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-id-lowercase",
    title: "Group ID contains capital letters",
    severity: Severity::Warning,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "A `UserGroupId` that contains a letter from A to Z.",
    why: "ElastiCache stores IDs in lowercase, so `MyGroup` and `mygroup` are the same group. CloudFormation accepts only lowercase, and Terraform compares the stored form, so use lowercase from the start.",
    source: source::CREATE_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(ModifyUserGroup, r#"{"UserGroupId": "MyGroup"}"#, "UserGroupId")
            .span(0, 1)
            .fixed(r#"{"UserGroupId": "mygroup"}"#),
        Example::good(CreateUserGroup, r#"{"UserGroupId": "my-group"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserGroupId) else { return };
    let Some(at) = id.find(|letter: char| letter.is_ascii_uppercase()) else { return };
    let lower = id.to_ascii_lowercase();
    let edits = vec![Edit::text(Member::UserGroupId, lower.clone())];
    RULE.finding(findings, Member::UserGroupId, format!("ElastiCache will store this ID as `{lower}`."))
        .span(at..at + 1)
        .fix(Safe, "Convert it to lowercase", edits);
}
