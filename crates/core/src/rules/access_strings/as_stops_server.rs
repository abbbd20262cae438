//! Words that a server takes and does not survive.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-stops-server",
    title: "A word can stop the server",
    severity: Severity::Security,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "A first argument with white space or with a quote that is not closed, such as `+get|it's`.",
    why: "Valkey 8.1.8, 9.0.0 and 9.1.2 were seen to accept such a word and to stop with a failed assertion when somebody lists the users. Whether ElastiCache is mended is not known. First arguments are outdated; leave the word out, or allow the command as a whole.",
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
            "A Valkey server may stop when it lists a user with this word.",
        )
        .span(place);
    }
}
