//! Without the permission to tag, the user is not made.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-atomic",
    title: "Tags need a permission of their own",
    severity: Severity::Advice,
    operations: CREATES,
    certainty: Certainty::Medium,
    what: "CreateUser with tags.",
    why: "The caller needs `elasticache:AddTagsToResource` besides `elasticache:CreateUser`. If tagging fails, the user is not created.",
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
            "Creating something with tags needs `elasticache:AddTagsToResource`.",
        );
    }
}
