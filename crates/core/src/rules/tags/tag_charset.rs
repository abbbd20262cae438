//! The safest characters in tags are letters, digits, spaces and `_ . / = + : - @`.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "tag-charset",
    title: "Tag contains a character that not every service accepts",
    severity: Severity::Warning,
    operations: CREATES,
    certainty: Certainty::High,
    what: "A tag key or value with a character other than letters, digits, space and `_ . / = + : - @`.",
    why: "ElastiCache accepts any character, but other services and CloudFormation don't. A tag used on many resources should contain only ASCII letters, digits, spaces and `_ . / = + : - @`.",
    source: source::TAGGING,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Tags": [{"Key": "team", "Value": "a,b"}]}"#, "Tags[0].Value")
            .span(1, 2),
        Example::bad(CreateUser, r#"{"Tags": [{"Key": "équipe"}]}"#, "Tags[0].Key").span(0, 2),
        Example::good(CreateUser, r#"{"Tags": [{"Key": "cost-center", "Value": "a b_1.2/3=4+5:6@7"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || " _./=+:-@".contains(letter);
    for (n, tag) in subject.draft.tags.iter().flatten().enumerate() {
        for (path, text) in [(Path::TagKey(n), &tag.key), (Path::TagValue(n), &tag.value)] {
            let Some(text) = text else { continue };
            let Some((at, letter)) = text.char_indices().find(|(_, letter)| !plain(*letter)) else {
                continue;
            };
            let message = match letter.is_alphanumeric() {
                true => "CloudFormation doesn't accept this letter in a tag.",
                false => "Other services and CloudFormation don't accept this character in a tag.",
            };
            RULE.finding(findings, path, message).span(at..at + letter.len_utf8());
        }
    }
}
