//! Tag keys are unique; case matters.

use crate::rules::*;
use hashbrown::HashMap;

pub static RULE: Rule = Rule {
    id: "tag-key-unique",
    title: "Duplicate tag key",
    severity: Severity::Error,
    operations: CREATES,
    certainty: Certainty::High,
    what: "Two tags with the same key.",
    why: "A resource has one value per key. Remove one of the two tags, or give it another key.",
    source: source::TAGGING,
    check,
    examples: examples(&[
        Example::bad(
            CreateUser,
            r#"{"Tags": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]}"#,
            "Tags[1].Key",
        )
        .fixed(r#"{"Tags": [{"Key": "a", "Value": "1"}]}"#),
        Example::good(CreateUser, r#"{"Tags": [{"Key": "a"}, {"Key": "A"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut first = HashMap::new();
    for (n, tag) in subject.draft.tags.iter().flatten().enumerate() {
        let Some(key) = tag.key.as_deref().filter(|key| !key.is_empty()) else { continue };
        let earlier = *first.entry(key).or_insert(n);
        if earlier != n {
            RULE.finding(findings, Path::TagKey(n), "An earlier tag has this key.")
                .invalid()
                .fix(Choice, "Remove this tag", vec![Edit::Remove(Path::Tag(n))])
                .fix(Choice, "Remove the earlier tag", vec![Edit::Remove(Path::Tag(earlier))]);
        }
    }
}
