//! ModifyUserGroup doesn't accept tags.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-tags",
    title: "ModifyUserGroup can't change tags",
    severity: Severity::Error,
    operations: MODIFY_GROUP,
    certainty: Certainty::High,
    what: "`Tags` in ModifyUserGroup.",
    why: "Tags are set when the group is created. To change them later, use `aws elasticache add-tags-to-resource` and `remove-tags-from-resource` with the group's ARN.",
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
        let what = ClientProblemKind::Unknown(Member::Tags.name().to_owned(), subject.operation.names());
        let problem = ClientProblem { path: Path::Request, what };
        RULE.finding(findings, Member::Tags, "ModifyUserGroup can't change tags.")
            .predicts(problem.answer())
            .fix(Choice, "Remove them", vec![Edit::remove(Member::Tags)]);
    }
}
