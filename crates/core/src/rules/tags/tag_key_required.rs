//! A tag needs a key.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-key-required",
    title: "Tag has no key",
    severity: Severity::Error,
    operations: CREATES,
    certainty: Certainty::High,
    what: "A tag without `Key`, or with an empty one.",
    why: "A tag has a key and an optional value. Enter a key, or remove the tag.",
    source: source::TAG,
    check,
    examples: examples(&[
        Example::bad(
            CreateUser,
            r#"{"Tags": [{"Key": "team", "Value": "a"}, {"Key": "", "Value": ""}]}"#,
            "Tags[1].Key",
        )
        .fixed(r#"{"Tags": [{"Key": "team", "Value": "a"}]}"#),
        Example::bad(CreateUser, r#"{"Tags": [{"Value": "a"}]}"#, "Tags[0].Key").fixed(r#"{"Tags": []}"#),
        Example::good(CreateUser, r#"{"Tags": [{"Key": "team"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (n, tag) in subject.draft.tags.iter().flatten().enumerate() {
        let unread =
            subject.mismatch(&Path::TagKey(n)).is_some() || subject.mismatch(&Path::Tag(n)).is_some();
        if tag.key.as_deref().is_none_or(str::is_empty) && !unread {
            RULE.finding(findings, Path::TagKey(n), "This tag has no key.")
                .answered("InvalidParameterValue", "", Evidence::Documented)
                .fix(Choice, "Remove this tag", vec![Edit::Remove(Path::Tag(n))]);
        }
    }
}
