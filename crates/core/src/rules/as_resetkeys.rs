//! `resetkeys` is in doubt.

use super::*;
use access_string::TokenKind;

pub static RULE: Rule = Rule {
    id: "as-resetkeys",
    title: "`resetkeys` may be refused",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Low,
    what: "The word `resetkeys` in an access string.",
    why: "One list of what ElastiCache refuses names it. `AccessString` replaces all key patterns anyway, so it is not needed there; `resetchannels` is used widely and taken.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on resetkeys ~a +get"}"#, "AccessString")
            .span(3, 12)
            .fixed(r#"{"AccessString": "on ~a +get"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on resetchannels ~a +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        for (_, place) in access.tokens().filter(|(token, _)| token.kind == TokenKind::ResetKeys) {
            let finding = RULE
                .finding(findings, access.member, "ElastiCache may refuse `resetkeys`.")
                .span(place.clone());
            finding.try_edit(subject, Choice, "Take it out", access.without(&place));
        }
    }
}
