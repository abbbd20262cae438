//! Words that a server accepts and then crashes on.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-stops-server",
    title: "Word can crash the server",
    severity: Severity::Security,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "A first argument with whitespace or an unclosed quote, such as `+get|it's`.",
    why: "In tests, Valkey 8.1.8, 9.0.0 and 9.1.2 accepted such a word, then stopped with a failed assertion when someone listed the users. It isn't known whether ElastiCache has the fix. First arguments are deprecated: remove the word, or allow the whole command.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(
            CreateUser,
            r#"{"Engine": "valkey", "AccessString": "on ~* -@all +get|it's"}"#,
            "AccessString",
        )
        .span(12, 21),
        Example::good(CreateUser, r#"{"Engine": "valkey", "AccessString": "on ~* -@all +select|0"}"#),
        Example::good(CreateUser, r#"{"Engine": "redis", "AccessString": "on ~* -@all +get|it's"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let Some(place) = access.string.user.stops_server().and_then(|span| access.place(span)) else {
            continue;
        };
        RULE.finding(
            findings,
            access.member,
            "A Valkey server may crash when it lists a user with this word.",
        )
        .span(place);
    }
}
