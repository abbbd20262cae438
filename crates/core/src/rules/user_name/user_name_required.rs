//! `UserName` must be given.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-required",
    title: "The user name is missing",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser without `UserName`.",
    why: "The user name is what a client sends to log in, with `AUTH` or `HELLO`. The same text as the user ID is a good choice, and needed for IAM.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "app"}"#, "UserName"),
        Example::good(CreateUser, r#"{"UserName": "app"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.given(Member::UserName) {
        let complaint = Complaint { path: Member::UserName.into(), what: What::Missing(Member::UserName) };
        RULE.finding(findings, Member::UserName, "Give the user a name.").predicts(complaint.answer());
    }
}
