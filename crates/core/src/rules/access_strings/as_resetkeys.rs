//! `resetkeys` is in doubt.

use crate::rules::*;
use access_string::{Token, TokenKind};

pub static RULE: Rule = Rule {
    id: "as-resetkeys",
    title: "`resetkeys` may be rejected",
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
        // The patterns so far, in the whole of what is read: how many, and the first.
        let is_pattern = |token: &&Token| matches!(token.kind, TokenKind::Keys(_) | TokenKind::AllKeys);
        let mut earlier = access.string.tokens.iter().filter(is_pattern).peekable();
        let (mut count, mut first) = (0, None);
        for (token, place) in access.tokens().filter(|(token, _)| token.kind == TokenKind::ResetKeys) {
            let finding = RULE
                .finding(findings, access.member, "ElastiCache may reject `resetkeys`.")
                .span(place.clone());
            // It takes those before it away.
            while let Some(pattern) = earlier.next_if(|own| own.span.end <= token.span.start) {
                count += 1;
                first = first.or(Some(access.word(pattern.span)));
            }
            match first {
                None if access.complete => {
                    // Where this version reads no key in a word, a newer one may.
                    let applicability = if access.needs_newer() { Choice } else { Safe };
                    finding.edit(applicability, "Take it out", access.without(&place));
                }
                first => {
                    let keys = first.unwrap_or("the keys that the user has now");
                    let more = if count > 1 { " and others" } else { "" };
                    let title = match first {
                        Some(_) => format!("Take it out, which allows `{keys}`{more} again"),
                        None => format!("Take it out, which keeps {keys}"),
                    };
                    if let Some(edits) = access.without(&place).filter(|_| !access.has_pattern_after_all()) {
                        finding.fix(Choice, title, edits);
                    }
                }
            }
        }
    }
}
