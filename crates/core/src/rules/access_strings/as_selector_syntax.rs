//! Parentheses must balance, can't nest, and may contain only rights.

use crate::rules::*;
use access_string::{ErrorKind, LintKind};

pub static RULE: Rule = Rule {
    id: "as-selector-syntax",
    title: "Malformed selector",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "Parentheses that aren't closed, are nested, or contain words other than rights; a selector whose quotes don't balance.",
    why: "A selector is written `(~key:* +command)`, with a space before and after it, and contains only key, channel, command and database rules. It inherits nothing from outside the parentheses.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Engine": "valkey", "AccessString": "on (~a +get"}"#, "AccessString")
            .span(3, 6)
            .fixed(r#"{"Engine": "valkey", "AccessString": "on (~a +get)"}"#),
        Example::bad(CreateUser, r#"{"Engine": "valkey", "AccessString": "on (off +get)"}"#, "AccessString")
            .span(4, 7)
            .fixed(r#"{"Engine": "valkey", "AccessString": "on (+get)"}"#),
        Example::bad(CreateUser, r#"{"Engine": "valkey", "AccessString": "on ~a +get)"}"#, "AccessString")
            .span(6, 11),
        Example::bad(
            CreateUser,
            r#"{"Engine": "valkey", "AccessString": "on (~a\"b +get)"}"#,
            "AccessString",
        )
        .span(4, 13),
        Example::good(CreateUser, r#"{"Engine": "valkey", "AccessString": "on ~a +get ( ~b +set )"}"#),
        Example::bad(
            CreateUser,
            r#"{"Engine": "valkey", "AccessString": "on ~a +get (~b +set nopass)"}"#,
            "AccessString",
        )
        .span(20, 26)
        .fixed(r#"{"Engine": "valkey", "AccessString": "on ~a +get (~b +set)"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~a +get clearselectors"}"#)
            .context(r#"{"engineVersion": "redis-6.2"}"#),
        Example::good(CreateUser, r#"{"Engine": "redis", "AccessString": "on ~a +get sanitize-payload"}"#)
            .context(r#"{"engineVersion": "redis-6.0"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        for (error, place, word) in access.errors() {
            if !selector::is_about(error, word) || version::is_newer(access, word) {
                continue;
            }
            let unclosed = error.kind == ErrorKind::UnmatchedParenthesis;
            let message = match unclosed {
                true => "This parenthesis is never closed.".to_owned(),
                false if selector::is_user_word(word) => format!("`{word}` doesn't belong in a selector."),
                false => format!("The parentheses in `{word}` don't match."),
            };
            let finding = RULE.finding(findings, access.member, message).span(place.clone()).invalid();
            let end = access.text.trim_end().len();
            if unclosed {
                finding.fix(Choice, "Close it at the end", access.replace(&(end..end), ")"));
            } else if selector::is_user_word(word) {
                finding.edit(Choice, "Remove it", access.without(&place));
            }
        }
        for (kind, place) in access.lints() {
            let message = match kind {
                LintKind::UnbalancedQuotes => {
                    "The quotes in this selector don't balance. Engines accept it, but the selector allows nothing."
                }
                LintKind::DroppedSelector => {
                    "Redis OSS 7.0 silently drops this part, because another parenthesis opens before it ends."
                }
                _ => continue,
            };
            RULE.finding(findings, access.member, message).severity(Severity::Warning).span(place);
        }
    }
}
