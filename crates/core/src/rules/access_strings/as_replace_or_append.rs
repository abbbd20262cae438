//! An access string is replaced or appended to, not both.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-replace-or-append",
    title: "Replace the access string, or append to it",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::Low,
    what: "ModifyUser with `AccessString` and `AppendAccessString`.",
    why: "What ElastiCache makes of both is not documented; the clients send both. Pick one.",
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
            "One member replaces the access string, the other appends to it.",
        )
        .fix(Choice, "Only replace the current access string", vec![Edit::remove(Member::AppendAccessString)])
        .fix(
            Choice,
            "Only append to the current access string",
            vec![Edit::remove(Member::AccessString)],
        );
    }
}
