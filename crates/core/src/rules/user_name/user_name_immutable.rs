//! A user name can't be changed.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-immutable",
    title: "User name can't be changed",
    severity: Severity::Error,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with `UserName`.",
    why: "ModifyUser has no `UserName`: a user keeps its name for life. For another name, create a new user and add it to the old one's groups.",
    source: source::MODIFY_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "UserName": "app"}"#, "UserName")
            .fixed(r#"{"UserId": "app"}"#),
        Example::good(CreateUser, r#"{"UserId": "app", "UserName": "app"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.given(Member::UserName) {
        let unknown = ClientProblemKind::Unknown(Member::UserName.name().to_owned(), ModifyUser.names());
        let problem = ClientProblem { path: Path::Request, what: unknown };
        RULE.finding(findings, Member::UserName, "ModifyUser can't change the user name.")
            .predicts(problem.answer())
            .fix(Choice, "Remove it", vec![Edit::remove(Member::UserName)]);
    }
}
