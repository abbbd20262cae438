//! A user name cannot be changed.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-immutable",
    title: "The user name cannot be changed",
    severity: Severity::Error,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with `UserName`.",
    why: "ModifyUser has no member of this name: a user name stays as it was made. To change it, create a new user and put it into the groups of the old one.",
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
        let unknown = What::Unknown(Member::UserName.name().to_owned(), ModifyUser.names());
        let complaint = Complaint { path: Path::Request, what: unknown };
        RULE.finding(findings, Member::UserName, "ModifyUser cannot change the user name.")
            .predicts(complaint.answer())
            .fix(Choice, "Leave it out", vec![Edit::remove(Member::UserName)]);
    }
}
