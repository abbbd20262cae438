//! An empty pattern matches hardly anything.

use crate::rules::access::quoted;
use crate::rules::*;
use access_string::TokenKind;

pub static RULE: Rule = Rule {
    id: "as-empty-pattern",
    title: "Pattern is empty",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "`~`, `%R~`, `%RW` or `&` with nothing after it.",
    why: "An empty pattern matches only the key or channel with an empty name. Use `*` for all, or a prefix: `~app:*`.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Engine": "valkey", "AccessString": "on %RW +@all"}"#, "AccessString")
            .span(3, 6)
            .fixed(r#"{"Engine": "valkey", "AccessString": "on %RW~* +@all"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~ +get"}"#, "AccessString")
            .span(3, 4)
            .fixed(r#"{"AccessString": "on ~* +get"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~a & +publish"}"#, "AccessString")
            .span(6, 7)
            .fixed(r#"{"AccessString": "on ~a &* +publish"}"#),
        Example::good(CreateUser, r#"{"Engine": "valkey", "AccessString": "on %RW~* ~a &b +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        for (token, place) in access.tokens() {
            let word = access.word(token.span);
            let (names, sign) = match token.kind {
                TokenKind::Keys(_) => ("key", '~'),
                TokenKind::Channels => ("channel", '&'),
                _ => continue,
            };
            let start = match word.split_once(sign) {
                None => format!("{word}~"),
                Some((_, "")) => word.to_owned(),
                Some(_) => continue,
            };
            let all = format!("{start}*");
            let message = format!("`{}` matches only the {names} with an empty name.", quoted(word));
            let finding = RULE.finding(findings, access.member, message).span(place.clone());
            let title = format!("Use `{all}`, which allows every {names}");
            finding.fix(Choice, title, access.replace(&place, all));
        }
    }
}
