//! Clients send an empty list of tags as such.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-tags-empty",
    title: "List of tags is empty",
    severity: Severity::Warning,
    operations: CREATES,
    certainty: Certainty::High,
    what: "`Tags` as an empty list.",
    why: "Clients send `Tags=` for it, and AWS doesn't document what ElastiCache does with that. Remove the member.",
    source: source::CLI_CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "a", "Tags": []}"#, "Tags").fixed(r#"{"UserId": "a"}"#),
        Example::good(CreateUser, r#"{"UserId": "a"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.draft.tags.as_ref().is_some_and(Vec::is_empty) {
        RULE.finding(findings, Member::Tags, "This list of tags is empty.").fix(
            Safe,
            "Remove it",
            vec![Edit::remove(Member::Tags)],
        );
    }
}
