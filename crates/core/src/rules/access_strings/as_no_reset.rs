//! ElastiCache rejects `reset`.

use crate::rules::*;
use access_string::TokenKind;

pub static RULE: Rule = Rule {
    id: "as-no-reset",
    title: "`reset` is rejected",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "The word `reset` in an access string.",
    why: "`AccessString` replaces all rights anyway, so there's nothing to reset. Words before `reset` would have no effect: keep only those after it.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "reset on ~* +@read"}"#, "AccessString")
            .span(0, 5)
            .fixed(r#"{"AccessString": "on ~* +@read"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "~a RESET on"}"#, "AccessString")
            .span(3, 8)
            .fixed(r#"{"UserId": "a", "AccessString": "~a on"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on resetkeys ~reset +reset"}"#),
    ]),
};

/// `reset` would have undone everything before it.
const TITLE: &str = "Remove it, which keeps the rights and the login of the words before it";

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        for (_, place) in access.tokens().filter(|(token, _)| token.kind == TokenKind::Reset) {
            let text = "reset rule is not supported in Elasticache user api";
            let finding = RULE
                .finding(findings, access.member, "ElastiCache rejects `reset`.")
                .span(place.clone())
                .answered("InvalidParameterValue", text, Evidence::Seen);
            // Without it, earlier words would count again; before the first word there's nothing to undo.
            let first = access.member == Member::AccessString
                && access.text.get(..place.start).is_some_and(|before| before.trim().is_empty());
            let applicability = if first { Safe } else { Choice };
            finding.edit(
                applicability,
                TITLE,
                access.without(&place).filter(|_| !access.has_pattern_after_all()),
            );
        }
    }
}
