//! `UserName` has at least one character.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-nonempty",
    title: "User name is empty",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "An empty `UserName`.",
    why: "Clients reject an empty name. It's the name that clients log in with; the user ID is a good choice.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": ""}"#, "UserName"),
        Example::good(CreateUser, r#"{"UserName": "a"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.text(Member::UserName) == Some("") {
        let problem = ClientProblem { path: Member::UserName.into(), what: ClientProblemKind::Empty };
        RULE.finding(findings, Member::UserName, "Enter a user name.").predicts(problem.answer());
    }
}
