//! A tag key has at most 128 characters.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-key-max-128",
    title: "Tag key is longer than 128 characters",
    severity: Severity::Error,
    operations: CREATES,
    certainty: Certainty::High,
    what: "A tag key of more than 128 characters.",
    why: "Tag keys have 1 to 128 characters, tag values 0 to 256. Shorten it.",
    source: source::TAG,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Tags": [{"Key": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy"}]}"#, "Tags[0].Key").span(128, 129),
        Example::good(CreateUser, r#"{"Tags": [{"Ke": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (n, tag) in subject.draft.tags.iter().flatten().enumerate() {
        let Some(text) = &tag.key else { continue };
        let Some((at, _)) = text.char_indices().nth(128) else { continue };
        let message = format!("This key has {} characters; the maximum is 128.", text.chars().count());
        RULE.finding(findings, Path::TagKey(n), message).span(at..text.len()).invalid();
    }
}
