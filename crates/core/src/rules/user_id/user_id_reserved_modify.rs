//! Whether the built-in user `default` can be modified is told in two ways.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-reserved-modify",
    title: "The built-in user may not be modifiable",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser of the user `default`.",
    why: "The user guide says that the built-in `default` user cannot be modified, and a public guide does it all the same. Try it and read the answer; otherwise replace it in its group by a user of your own with the user name `default`.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "default", "AccessString": "off ~* -@all"}"#, "UserId"),
        Example::good(ModifyUser, r#"{"UserId": "app", "AccessString": "off ~* -@all"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.text(Member::UserId).is_some_and(|id| id.eq_ignore_ascii_case("default")) {
        RULE.finding(
            findings,
            Member::UserId,
            "`default` is the built-in user; modifying it may be refused.",
        );
    }
}
