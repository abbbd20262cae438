//! Only ModifyUser can append to an access string.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-append-modify-only",
    title: "CreateUser can't append",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser with `AppendAccessString`.",
    why: "CreateUser has no `AppendAccessString`: a new user has no access string yet. Put all rules into `AccessString`.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(
            CreateUser,
            r#"{"AppendAccessString": "+get", "AccessString": "on"}"#,
            "AppendAccessString",
        )
        .fixed(r#"{"AccessString": "on"}"#),
        Example::good(ModifyUser, r#"{"UserId": "app", "AppendAccessString": "+get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.given(Member::AppendAccessString) {
        let unknown =
            ClientProblemKind::Unknown(Member::AppendAccessString.name().to_owned(), CreateUser.names());
        let problem = ClientProblem { path: Path::Request, what: unknown };
        RULE.finding(findings, Member::AppendAccessString, "CreateUser can't append to an access string.")
            .predicts(problem.answer())
            .fix(Choice, "Remove it", vec![Edit::remove(Member::AppendAccessString)]);
    }
}
