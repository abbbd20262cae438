//! Keys without commands allow nothing.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-no-command",
    title: "No command is allowed",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A user that may log in, and has no command.",
    why: "Keys and commands are given apart, and both are needed. Add what the user needs, such as `+@read`, or write `off` if it is to do nothing.",
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
            RULE.finding(findings, access.member, "The user may log in, and run no command.");
        }
    }
}
