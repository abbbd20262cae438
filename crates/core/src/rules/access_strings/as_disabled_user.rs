//! `off` is deliberate, and has its own requirements.

use crate::rules::*;
use access_string::TokenKind;

pub static RULE: Rule = Rule {
    id: "as-disabled-user",
    title: "User is turned off",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "An access string that ends in `off`.",
    why: "No client can log in as this user. `off -@all` is the usual form. With the engine valkey, the user still needs a password or IAM.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "off -@all"}"#, "AccessString").span(0, 3),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* off +get"}"#, "AccessString").span(6, 9),
        Example::good(CreateUser, r#"{"AccessString": "off on +get"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_accepted()) {
        let states =
            access.tokens().filter(|(token, _)| matches!(token.kind, TokenKind::On | TokenKind::Off));
        if let Some((token, place)) = states.last()
            && token.kind == TokenKind::Off
        {
            RULE.finding(findings, access.member, "Nobody can log in as this user.").span(place);
        }
    }
}
