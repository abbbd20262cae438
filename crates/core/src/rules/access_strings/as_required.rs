//! `AccessString` is required.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-required",
    title: "Access string is missing",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser without `AccessString`.",
    why: "The access string says what the user can do. Use `off -@all` for a user without rights yet, or `on ~app:* -@all +@read` for one that reads its own keys.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "app"}"#, "AccessString"),
        Example::good(CreateUser, r#"{"AccessString": "off -@all"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.given(Member::AccessString) {
        let problem = ClientProblem {
            path: Member::AccessString.into(),
            what: ClientProblemKind::Missing(Member::AccessString),
        };
        RULE.finding(
            findings,
            Member::AccessString,
            "Enter an access string, such as `on ~app:* -@all +@read`.",
        )
        .predicts(problem.answer());
    }
}
