//! Passwords are members of the request, not words of its access string.

use crate::rules::access::{is_password, is_password_kind};
use crate::rules::*;
use access_string::TokenKind;

pub static RULE: Rule = Rule {
    id: "as-no-password-rules",
    title: "The access string holds a password rule",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "`>password`, `<password`, `#hash`, `!hash`, `nopass` or `resetpass` in an access string.",
    why: "ElastiCache takes passwords in `Passwords` or `AuthenticationMode`, and users without one by `NoPasswordRequired`. Access strings can be read by everybody who may list users: if a real password stood here, do not use it again.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on >secret ~* +@read"}"#, "AccessString")
            .span(3, 10)
            .fixed(r#"{"AccessString": "on ~* +@read"}"#),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AppendAccessString": "~* nopass"}"#,
            "AppendAccessString",
        )
        .span(3, 9)
        .fixed(r#"{"UserId": "a", "AppendAccessString": "~*"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on #12 ~*"}"#, "AccessString")
            .span(3, 6)
            .fixed(r#"{"AccessString": "on ~*"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~>a +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        for (token, place) in access.tokens() {
            let invalid = token.kind == TokenKind::Invalid && is_password(access.word(token.span));
            if !is_password_kind(token.kind) && !invalid {
                continue;
            }
            let text = "Password rules are not supported in Elasticache access string";
            let finding = RULE
                .finding(findings, access.member, "A password rule does not belong into an access string.")
                .span(place.clone())
                .answered("InvalidParameterValue", text, Sureness::Seen);
            finding.edit(Choice, "Take it out", access.without(&place));
        }
    }
}
