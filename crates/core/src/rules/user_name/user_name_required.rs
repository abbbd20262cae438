//! `UserName` is required.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-required",
    title: "User name is missing",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser without `UserName`.",
    why: "Clients log in with the user name, in `AUTH` or `HELLO`. The user ID is a good choice, and IAM requires it.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "app"}"#, "UserName"),
        Example::good(CreateUser, r#"{"UserName": "app"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.given(Member::UserName) {
        let problem = ClientProblem {
            path: Member::UserName.into(),
            what: ClientProblemKind::Missing(Member::UserName),
        };
        RULE.finding(findings, Member::UserName, "Enter a user name.").predicts(problem.answer());
    }
}
