//! Members have the API's names, letter by letter.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "member-spelling",
    title: "The member is written in another spelling",
    severity: Severity::Error,
    operations: ALL,
    certainty: Certainty::High,
    what: "A member in the spelling of the command line (`user-id`), of CloudTrail (`userId`) or of Python and Terraform (`user_id`).",
    why: "In a request, names are compared letter by letter: `UserId`. The command line, logs and other tools write them in their own way.",
    source: source::BOTOCORE,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"user-id": "app"}"#, "user-id").fixed(r#"{"UserId": "app"}"#),
        Example::bad(CreateUser, r#"{"userName": "app"}"#, "userName").fixed(r#"{"UserName": "app"}"#),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"type": "iam"}}"#,
            "AuthenticationMode.type",
        )
        .fixed(r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#),
        Example::bad(CreateUser, r#"{"Tags": [{"key": "a"}]}"#, "Tags[0].key")
            .fixed(r#"{"Tags": [{"Key": "a"}]}"#),
        Example::good(ModifyUser, r#"{"UserId": "app"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for unknown in spelling::unknown(subject) {
        let Some(name) = unknown.same else { continue };
        let what = What::Unknown(unknown.name.to_owned(), unknown.known);
        let complaint = Complaint { path: unknown.misfit.parent.clone(), what };
        let whose = match unknown.name {
            given if given.contains('-') => "the spelling of the command line",
            given if given.contains('_') => "the spelling of Python and Terraform",
            given if given.starts_with(|first: char| first.is_ascii_lowercase()) => {
                "the spelling of logs and of JavaScript"
            }
            _ => "another spelling",
        };
        let message = format!("`{}` is {whose}; a request says `{name}`.", unknown.shown());
        let finding = RULE.finding(findings, &unknown.misfit.path, message).predicts(complaint.answer());
        if let Some(place) = unknown.place(subject, name) {
            let applicability = applicability(&place);
            let edits = vec![Edit::Move(unknown.misfit.path.clone(), place)];
            finding.fix(applicability, format!("Write `{name}`"), edits);
        }
    }
}

/// What is rejected gives no rights; written as it should be, it may.
fn applicability(place: &Path) -> Applicability {
    match place.member() {
        Some(Member::UserId | Member::UserName | Member::Tags) => Safe,
        _ => Choice,
    }
}
