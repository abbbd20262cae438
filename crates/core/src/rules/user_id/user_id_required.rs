//! `UserId` must be given.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-required",
    title: "The user ID is missing",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A request without `UserId`.",
    why: "The user ID is the key of the user in your account and Region. Choose one: letters, digits and hyphens, starting with a letter.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": "app"}"#, "UserId"),
        Example::good(ModifyUser, r#"{"UserId": "app"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.given(Member::UserId) {
        let complaint = Complaint { path: Member::UserId.into(), what: What::Missing(Member::UserId) };
        RULE.finding(findings, Member::UserId, "Give the user an ID.").predicts(complaint.answer());
    }
}
