//! Group IDs are stored in lower case.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-id-lowercase",
    title: "The group ID has capital letters",
    severity: Severity::Warning,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "A `UserGroupId` with a letter from A to Z.",
    why: "ElastiCache stores IDs in lower case, so `MyGroup` and `mygroup` are one group. CloudFormation takes nothing but lower case, and Terraform compares the stored form; write lower case from the start.",
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
        .fix(Safe, "Write it in lower case", edits);
}
