//! A category must exist.

use crate::rules::access::quoted;
use crate::rules::*;
use access_string::ErrorKind;

pub static RULE: Rule = Rule {
    id: "as-category-known",
    title: "Unknown category",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A category that no engine has.",
    why: "Categories are all, admin, bitmap, blocking, connection, dangerous, fast, geo, hash, hyperloglog, keyspace, list, pubsub, read, scripting, set, slow, sortedset, stream, string, transaction and write.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@raed"}"#, "AccessString")
            .span(6, 12)
            .fixed(r#"{"AccessString": "on ~* +@read"}"#),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AccessString": "on ~* +@read,+@write"}"#,
            "AccessString",
        )
        .span(6, 20)
        .fixed(r#"{"UserId": "a", "AccessString": "on ~* +@read +@write"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@nosuch"}"#, "AccessString").span(6, 14),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@READ -@timeseries"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        for (error, place, word) in access.errors() {
            let category = error.kind == ErrorKind::UnknownCommand && word.contains('@');
            if !category || selector::is_about(error, word) || super::as_category_module::is_module(word) {
                continue;
            }
            let text = "Access string contains invalid category(s)";
            let finding = RULE
                .finding(
                    findings,
                    access.member,
                    format!("`{}` isn't a category.", quoted(word.trim_start_matches(['+', '-']))),
                )
                .span(place.clone())
                .answered("InvalidParameterValue", text, Evidence::Seen);
            finding.suggestions(subject, access, error, &place);
        }
    }
}
