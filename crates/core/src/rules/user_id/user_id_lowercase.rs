//! User IDs are stored in lowercase.

use crate::authentication::Mode;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-lowercase",
    title: "User ID contains capital letters",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A `UserId` that contains a letter from A to Z.",
    why: "ElastiCache stores IDs in lowercase, so `MyUser` and `myuser` are the same user. Policies and Terraform compare the stored form, so use lowercase from the start.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "MyUser"}"#, "UserId")
            .span(0, 1)
            .fixed(r#"{"UserId": "myuser"}"#),
        Example::bad(CreateUser, r#"{"UserId": "MyUser", "UserName": "MyUser"}"#, "UserId")
            .span(0, 1)
            .fixed(r#"{"UserId": "myuser", "UserName": "MyUser"}"#),
        Example::bad(
            CreateUser,
            r#"{"UserId": "App", "UserName": "App", "AuthenticationMode": {"Type": "iam"}}"#,
            "UserId",
        )
        .span(0, 1)
        .fixed(r#"{"UserId": "app", "UserName": "app", "AuthenticationMode": {"Type": "iam"}}"#),
        Example::good(ModifyUser, r#"{"UserId": "my-user"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserId) else { return };
    let Some(at) = id.find(|letter: char| letter.is_ascii_uppercase()) else { return };
    let lower = id.to_ascii_lowercase();
    let mut edits = vec![Edit::text(Member::UserId, lower.clone())];
    // With IAM the name equals the ID, and has to stay equal.
    if subject.asks_for(Mode::Iam) && subject.text(Member::UserName) == Some(id) {
        edits.push(Edit::text(Member::UserName, lower.clone()));
    }
    RULE.finding(findings, Member::UserId, format!("ElastiCache will store this ID as `{lower}`."))
        .span(at..at + 1)
        .fix(Safe, "Convert it to lowercase", edits);
}
