//! `UserId` has at least one character.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-nonempty",
    title: "User ID is empty",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "An empty `UserId`.",
    why: "Clients reject an empty ID. Choose one with letters, digits and hyphens, starting with a letter.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": ""}"#, "UserId"),
        Example::good(ModifyUser, r#"{"UserId": "a"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.text(Member::UserId) == Some("") {
        let problem = ClientProblem { path: Member::UserId.into(), what: ClientProblemKind::Empty };
        RULE.finding(findings, Member::UserId, "Enter a user ID.").predicts(problem.answer());
    }
}
