//! The caller needs permissions on the group and on its users.

use crate::rules::groups::group_members_min::LISTS;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-iam-actions",
    title: "Caller needs permissions on each user too",
    severity: Severity::Advice,
    operations: GROUPS,
    certainty: Certainty::Medium,
    what: "A request that names users.",
    why: "A policy that allows `elasticache:CreateUserGroup` or `elasticache:ModifyUserGroup` must name the ARNs of the group and of each user; with tags, `elasticache:AddTagsToResource` is needed as well.",
    source: source::IAM_ACTIONS,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserGroupId": "g", "UserIds": ["app"]}"#, ""),
        Example::good(CreateUserGroup, r#"{"UserGroupId": "g"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let lists = LISTS.into_iter().filter(|list| subject.knows(*list));
    if lists.filter_map(|list| subject.draft.ids(list)).any(|ids| !ids.is_empty()) {
        let action = subject.operation.name();
        let message =
            format!("Your policy must allow elasticache:{action} on the group and each of these users.");
        RULE.finding(findings, Path::Request, message);
    }
}
