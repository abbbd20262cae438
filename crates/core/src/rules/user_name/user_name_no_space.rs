//! A user name can't contain whitespace.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-no-space",
    title: "User name contains whitespace",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::Medium,
    what: "A `UserName` with a space, tab or line break.",
    why: "Spaces separate words in the engine's ACL syntax, so a name can't contain one. Remove it.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": "my app"}"#, "UserName")
            .span(2, 3)
            .fixed(r#"{"UserName": "my-app"}"#),
        Example::bad(CreateUser, r#"{"UserName": "app\n"}"#, "UserName")
            .span(3, 4)
            .fixed(r#"{"UserName": "app"}"#),
        Example::good(CreateUser, r#"{"UserName": "my_app/v1"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(name) = subject.text(Member::UserName) else { return };
    let Some((at, space)) = name.char_indices().find(|(_, letter)| letter.is_whitespace()) else { return };
    let joined = name.split_whitespace().collect::<Vec<_>>().join("-");
    let finding = RULE
        .finding(findings, Member::UserName, "User names can't contain spaces, tabs or line breaks.")
        .span(at..at + space.len_utf8())
        .invalid();
    let title = format!("Use `{joined}`");
    if !joined.is_empty() {
        finding.fix(Choice, title, vec![Edit::text(Member::UserName, joined)]);
    }
}
