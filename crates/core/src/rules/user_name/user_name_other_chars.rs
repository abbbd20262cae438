//! A user name may contain any character, but some need encoding where the name is used.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-other-chars",
    title: "User name needs encoding in URLs",
    severity: Severity::Advice,
    operations: CREATE,
    certainty: Certainty::Medium,
    what: "A `UserName` with a character other than ASCII letters, digits and `-`, `_`, `.`, `/`.",
    why: "ElastiCache accepts such names and keeps their case. In a connection URL (`redis://name:password@host`) these characters must be percent-encoded, which is easy to forget.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": "team@app"}"#, "UserName").span(4, 5),
        Example::good(CreateUser, r#"{"UserName": "Team/app_1.x-y"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(name) = subject.text(Member::UserName) else { return };
    let plain =
        |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter) || letter.is_whitespace();
    let Some((at, letter)) = name.char_indices().find(|(_, letter)| !plain(*letter)) else { return };
    RULE.finding(findings, Member::UserName, "Percent-encode this name in connection URLs.")
        .span(at..at + letter.len_utf8());
}
