//! A user is off unless its access string says `on`.

use crate::rules::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-default-off",
    title: "Access string has no `on` or `off`",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "An access string without `on` and without `off`.",
    why: "Without either, the user is off: it exists, but no client can log in. Add `on`, or `off` if that's what you want.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "~* +@read"}"#, "AccessString")
            .fixed(r#"{"AccessString": "on ~* +@read"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "~* +@read"}"#, "AccessString")
            .fixed(r#"{"UserId": "a", "AccessString": "on ~* +@read"}"#),
        Example::good(CreateUser, r#"{"AccessString": "off ~* +@read"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AppendAccessString": "+get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.complete) {
        if access.lints().any(|(kind, _)| *kind == LintKind::NoState) {
            let edits = vec![Edit::Replace(access.member.into(), 0..0, "on ".to_owned())];
            RULE.finding(findings, access.member, "Without `on` the user is off, and can't log in.")
                .fix(Choice, "Add `on`", edits);
        }
    }
}
