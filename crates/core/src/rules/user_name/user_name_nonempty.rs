//! `UserName` has at least one character.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-nonempty",
    title: "The user name is empty",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "A `UserName` of no characters.",
    why: "The client refuses an empty name. It is what clients send to log in; the same text as the user ID is a good choice.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": ""}"#, "UserName"),
        Example::good(CreateUser, r#"{"UserName": "a"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.text(Member::UserName) == Some("") {
        let complaint = Complaint { path: Member::UserName.into(), what: What::Empty };
        RULE.finding(findings, Member::UserName, "The user name is empty.").predicts(complaint.answer());
    }
}
