//! A group ID can't end with a hyphen or contain two in a row.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-id-hyphens",
    title: "Group ID has a misplaced hyphen",
    severity: Severity::Error,
    operations: CREATE_GROUP,
    certainty: Certainty::Medium,
    what: "A `UserGroupId` that ends with a hyphen or contains two in a row.",
    why: "ElastiCache rejects such IDs, as it does for users and caches.",
    source: source::CDK_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserGroupId": "app-"}"#, "UserGroupId")
            .span(3, 4)
            .fixed(r#"{"UserGroupId": "app"}"#),
        Example::bad(CreateUserGroup, r#"{"UserGroupId": "a--b"}"#, "UserGroupId")
            .span(1, 3)
            .fixed(r#"{"UserGroupId": "a-b"}"#),
        Example::good(CreateUserGroup, r#"{"UserGroupId": "a-b"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserGroupId) else { return };
    let end = id.trim_end_matches('-').len();
    let span = match id.find("--") {
        Some(at) if at < end => at..at + 2,
        _ if end < id.len() => end..id.len(),
        _ => return,
    };
    let parts: Vec<&str> = id.split('-').filter(|part| !part.is_empty()).collect();
    let fixed = Some(parts.join("-")).filter(|id| !id.is_empty());
    let edits = fixed.map(|id| vec![Edit::text(Member::UserGroupId, id)]);
    let message = "Group IDs can't end with a hyphen or contain two in a row.";
    let finding = RULE.finding(findings, Member::UserGroupId, message).span(span).invalid();
    if let Some(edits) = edits {
        finding.fix(Choice, "Remove it", edits);
    }
}
