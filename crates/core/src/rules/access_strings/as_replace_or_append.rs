//! A request replaces the access string or appends to it, not both.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-replace-or-append",
    title: "Access string is both replaced and appended to",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::Low,
    what: "ModifyUser with `AccessString` and `AppendAccessString`.",
    why: "AWS doesn't document what ElastiCache does with both, and clients send both. Pick one.",
    source: source::MODIFY_USER,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "AccessString": "on ~* +@read", "AppendAccessString": "+set"}"#,
            "AppendAccessString",
        )
        .fixed(r#"{"UserId": "app", "AccessString": "on ~* +@read"}"#),
        Example::good(ModifyUser, r#"{"UserId": "app", "AppendAccessString": "+set"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.given(Member::AccessString) && subject.given(Member::AppendAccessString) {
        RULE.finding(
            findings,
            Member::AppendAccessString,
            "`AccessString` replaces the access string, `AppendAccessString` adds to it. Keep one.",
        )
        .fix(Choice, "Only replace the current access string", vec![Edit::remove(Member::AppendAccessString)])
        .fix(
            Choice,
            "Only append to the current access string",
            vec![Edit::remove(Member::AccessString)],
        );
    }
}
