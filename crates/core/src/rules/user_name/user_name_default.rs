//! A user named `default` replaces the built-in one in its group.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-default",
    title: "User replaces the default user",
    severity: Severity::Advice,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser with the user name `default`.",
    why: "A user of your own named `default` replaces the built-in default user in a group. Clients that connect without a user name become this user, so turn it `off`, or give it very few rights and a strong password.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "locked-default", "UserName": "default"}"#, "UserName"),
        Example::good(CreateUser, r#"{"UserId": "app", "UserName": "app"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.text(Member::UserName) == Some("default") {
        RULE.finding(findings, Member::UserName, "Clients that don't send a user name log in as this user.");
    }
}
