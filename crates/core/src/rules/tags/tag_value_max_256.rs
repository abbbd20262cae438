//! A tag value has at most 256 characters.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-value-max-256",
    title: "Tag value is longer than 256 characters",
    severity: Severity::Error,
    operations: CREATES,
    certainty: Certainty::High,
    what: "A tag value of more than 256 characters.",
    why: "Tag keys have 1 to 128 characters, tag values 0 to 256. Shorten it.",
    source: source::TAG,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Tags": [{"Key": "k", "Value": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy"}]}"#, "Tags[0].Value").span(256, 257),
        Example::good(CreateUser, r#"{"Tags": [{"Key": "k", "Value": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (n, tag) in subject.draft.tags.iter().flatten().enumerate() {
        let Some(text) = &tag.value else { continue };
        let Some((at, _)) = text.char_indices().nth(256) else { continue };
        let message = format!("This value has {} characters; the maximum is 256.", text.chars().count());
        RULE.finding(findings, Path::TagValue(n), message).span(at..text.len()).invalid();
    }
}
