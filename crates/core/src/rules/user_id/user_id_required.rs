//! `UserId` is required.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-required",
    title: "User ID is missing",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A request without `UserId`.",
    why: "The user ID identifies the user in your account and Region. Choose one with letters, digits and hyphens, starting with a letter.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": "app"}"#, "UserId"),
        Example::good(ModifyUser, r#"{"UserId": "app"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.given(Member::UserId) {
        let problem =
            ClientProblem { path: Member::UserId.into(), what: ClientProblemKind::Missing(Member::UserId) };
        RULE.finding(findings, Member::UserId, "Enter a user ID.").predicts(problem.answer());
    }
}
