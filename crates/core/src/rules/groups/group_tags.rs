//! ModifyUserGroup takes no tags.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-tags",
    title: "Tags cannot be changed here",
    severity: Severity::Error,
    operations: MODIFY_GROUP,
    certainty: Certainty::High,
    what: "`Tags` in ModifyUserGroup.",
    why: "Tags are given when the group is made. Later they are changed by `aws elasticache add-tags-to-resource` and `remove-tags-from-resource` with the ARN of the group.",
    source: source::MODIFY_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(ModifyUserGroup, r#"{"UserGroupId": "g", "Tags": [{"Key": "a"}]}"#, "Tags")
            .fixed(r#"{"UserGroupId": "g"}"#),
        Example::good(CreateUserGroup, r#"{"UserGroupId": "g", "Tags": [{"Key": "a"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.given(Member::Tags) {
        let what = What::Unknown(Member::Tags.name().to_owned(), subject.operation.names());
        let complaint = Complaint { path: Path::Request, what };
        RULE.finding(findings, Member::Tags, "ModifyUserGroup has no tags.")
            .predicts(complaint.answer())
            .fix(Choice, "Leave them out", vec![Edit::remove(Member::Tags)]);
    }
}
