//! Without permission to tag, the user isn't created.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-atomic",
    title: "Tags need an extra permission",
    severity: Severity::Advice,
    operations: CREATES,
    certainty: Certainty::Medium,
    what: "CreateUser with tags.",
    why: "The caller needs `elasticache:AddTagsToResource` in addition to `elasticache:CreateUser`. If tagging fails, the user isn't created.",
    source: source::TAGGING,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Tags": [{"Key": "a"}]}"#, "Tags"),
        Example::good(CreateUser, r#"{"UserId": "a"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.draft.tags.as_ref().is_some_and(|tags| !tags.is_empty()) {
        RULE.finding(
            findings,
            Member::Tags,
            "Creating it with tags also needs `elasticache:AddTagsToResource`.",
        );
    }
}
