//! Sources disagree on whether the built-in user `default` can be modified.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-reserved-modify",
    title: "Built-in user might not be modifiable",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser of the user `default`.",
    why: "The user guide says that the built-in `default` user can't be modified, yet a public guide does it. Try it and read the response. If it's rejected, replace the user in its group with one of your own whose user name is `default`.",
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
            "`default` is the built-in user; ElastiCache may reject changes to it.",
        );
    }
}
