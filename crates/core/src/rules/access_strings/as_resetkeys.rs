//! ElastiCache may reject `resetkeys`.

use crate::rules::*;
use access_string::{Token, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-resetkeys",
    title: "`resetkeys` may be rejected",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Low,
    what: "The word `resetkeys` in an access string.",
    why: "One list of what ElastiCache rejects includes it. `AccessString` replaces all key patterns anyway, so it isn't needed there. (`resetchannels` is widely used, and accepted.)",
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
        // The patterns so far, across everything that is read: how many, and the first.
        let is_pattern = |token: &&Token| matches!(token.kind, TokenKind::Keys(_) | TokenKind::AllKeys);
        let mut earlier = access.string.tokens.iter().filter(is_pattern).peekable();
        let (mut count, mut first) = (0, None);
        for (token, place) in access.tokens().filter(|(token, _)| token.kind == TokenKind::ResetKeys) {
            let finding = RULE
                .finding(findings, access.member, "ElastiCache may reject `resetkeys`.")
                .span(place.clone());
            // It removes those before it.
            while let Some(pattern) = earlier.next_if(|pattern| pattern.span.end <= token.span.start) {
                count += 1;
                first = first.or(Some(access.word(pattern.span)));
            }
            match first {
                None if access.complete => {
                    // A newer version may read a key pattern where this one doesn't.
                    let applicability = if access.needs_newer() { Choice } else { Safe };
                    finding.edit(applicability, "Remove it", access.without(&place));
                }
                first => {
                    let keys = first.unwrap_or("the user's current keys");
                    let more = if count > 1 { " and others" } else { "" };
                    let title = match first {
                        Some(_) => format!("Remove it, which allows `{keys}`{more} again"),
                        None => format!("Remove it, which keeps {keys}"),
                    };
                    if let Some(edits) = access.without(&place).filter(|_| !access.has_pattern_after_all()) {
                        finding.fix(Choice, title, edits);
                    }
                }
            }
        }
    }
}
