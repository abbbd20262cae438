//! ModifyUser doesn't accept tags.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-no-modify",
    title: "ModifyUser can't change tags",
    severity: Severity::Error,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with `Tags`.",
    why: "ModifyUser has no `Tags`. Use `add-tags-to-resource` and `remove-tags-from-resource` with the user's ARN, once the user is active.",
    source: source::MODIFY_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "Tags": [{"Key": "a"}]}"#, "Tags")
            .fixed(r#"{"UserId": "app"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "app", "Tags": [3]}"#, "Tags").fixed(r#"{"UserId": "app"}"#),
        Example::good(CreateUser, r#"{"UserId": "app", "Tags": [{"Key": "a"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.given(Member::Tags) {
        let unknown = ClientProblemKind::Unknown(Member::Tags.name().to_owned(), ModifyUser.names());
        let problem = ClientProblem { path: Path::Request, what: unknown };
        RULE.finding(findings, Member::Tags, "ModifyUser can't change tags.").predicts(problem.answer()).fix(
            Choice,
            "Remove it",
            vec![Edit::remove(Member::Tags)],
        );
    }
}
