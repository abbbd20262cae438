//! An empty list of tags is sent as one.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-tags-empty",
    title: "The list of tags is empty",
    severity: Severity::Warning,
    operations: CREATES,
    certainty: Certainty::High,
    what: "`Tags` as an empty list.",
    why: "The clients send `Tags=` for it, and what ElastiCache makes of that is not documented. Leave the member out.",
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
            "Leave it out",
            vec![Edit::remove(Member::Tags)],
        );
    }
}
