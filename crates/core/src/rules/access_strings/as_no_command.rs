//! Without commands, keys allow nothing.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-no-command",
    title: "No commands are allowed",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A user that can log in but has no commands.",
    why: "Keys and commands are granted separately, and a user needs both. Add what it needs, such as `+@read`, or use `off` if it should do nothing.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~app:*"}"#, "AccessString"),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +get -@all"}"#, "AccessString"),
        Example::bad(CreateUser, r#"{"AccessString": "on"}"#, "AccessString"),
        Example::good(CreateUser, r#"{"AccessString": "off ~app:* -@all"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~app:* +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_live()) {
        if !access.string.user.runs_something() {
            RULE.finding(findings, access.member, "The user can log in but can't run anything.");
        }
    }
}
