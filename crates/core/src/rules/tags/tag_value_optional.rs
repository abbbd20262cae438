//! A tag value can be omitted, but not null.

use crate::MismatchKind;
use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-value-optional",
    title: "Tag value is null",
    severity: Severity::Error,
    operations: CREATES,
    certainty: Certainty::High,
    what: "A tag whose `Value` is null.",
    why: "A value can be empty or omitted, but clients reject null. Remove the member.",
    source: source::BOTOCORE,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Tags": [{"Key": "a", "Value": null}]}"#, "Tags[0].Value")
            .fixed(r#"{"Tags": [{"Key": "a"}]}"#),
        Example::good(CreateUser, r#"{"Tags": [{"Key": "a"}, {"Key": "b", "Value": ""}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for mismatch in subject.mismatches() {
        if let (Path::TagValue(_), MismatchKind::Null) = (&mismatch.path, mismatch.kind) {
            let problem = ClientProblem {
                path: mismatch.path.clone(),
                what: ClientProblemKind::Type(mismatch.value.clone()),
            };
            RULE.finding(
                findings,
                &mismatch.path,
                "This tag's value is null. Remove it, or use an empty string.",
            )
            .predicts(problem.answer())
            .fix(Safe, "Remove the value", vec![Edit::Remove(mismatch.path.clone())]);
        }
    }
}
