//! `AccessString` must be given.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-required",
    title: "The access string is missing",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser without `AccessString`.",
    why: "The access string says what the user may do. A user that may do nothing yet has `off -@all`; one that reads its own keys has, for example, `on ~app:* -@all +@read`.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "app"}"#, "AccessString"),
        Example::good(CreateUser, r#"{"AccessString": "off -@all"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.given(Member::AccessString) {
        let complaint =
            Complaint { path: Member::AccessString.into(), what: What::Missing(Member::AccessString) };
        RULE.finding(findings, Member::AccessString, "Say what the user may do.")
            .predicts(complaint.answer());
    }
}
