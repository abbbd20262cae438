//! Tag keys that start with `aws:` are reserved.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-key-aws-prefix",
    title: "Tag key is reserved by AWS",
    severity: Severity::Error,
    operations: CREATES,
    certainty: Certainty::High,
    what: "A tag key that starts with `aws:`.",
    why: "Only AWS can create keys with this prefix. Choose another key.",
    source: source::TAGGING,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Tags": [{"Key": "aws:team"}]}"#, "Tags[0].Key").span(0, 4),
        Example::good(CreateUser, r#"{"Tags": [{"Key": "my:aws:team"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (n, tag) in subject.draft.tags.iter().flatten().enumerate() {
        let Some(prefix) = tag.key.as_deref().and_then(|key| key.get(..4)) else { continue };
        if prefix == "aws:" {
            RULE.finding(findings, Path::TagKey(n), "Keys that start with `aws:` are reserved by AWS.")
                .span(0..4)
                .invalid();
        } else if prefix.eq_ignore_ascii_case("aws:") {
            RULE.finding(
                findings,
                Path::TagKey(n),
                "Keys that start with `aws:` are reserved by AWS, perhaps in any case.",
            )
            .span(0..4)
            .severity(Severity::Warning);
        }
    }
}
