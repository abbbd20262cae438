//! The ID `default` already exists in every account.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-reserved",
    title: "User ID is reserved by AWS",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser with the ID `default`, or one that starts with `default.`.",
    why: "Every account has a user with the ID `default`, which can't be created or deleted, and IDs that start with `default.` are created by AWS. To replace a group's default user, choose another ID and set the user name to `default`.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "default"}"#, "UserId"),
        Example::bad(CreateUser, r#"{"UserId": "default.app"}"#, "UserId").span(0, 8),
        Example::good(CreateUser, r#"{"UserId": "my-default", "UserName": "default"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserId) else { return };
    if id.eq_ignore_ascii_case("default") {
        RULE.finding(findings, Member::UserId, "The user `default` already exists in every account.")
            .answered("UserAlreadyExists", "User default already exists.", Evidence::Derived);
    } else if id.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("default.")) {
        RULE.finding(findings, Member::UserId, "IDs that start with `default.` are reserved by AWS.")
            .span(0..8)
            .invalid();
    }
}
