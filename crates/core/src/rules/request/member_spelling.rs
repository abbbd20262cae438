//! Member names must match the API's exactly.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "member-spelling",
    title: "Member name is misspelled",
    severity: Severity::Error,
    operations: ALL,
    certainty: Certainty::High,
    what: "A member spelled as on the command line (`user-id`), in CloudTrail (`userId`) or in Python and Terraform (`user_id`).",
    why: "A request's member names must match exactly: `UserId`. The command line, logs and other tools spell them their own way.",
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
        let what = ClientProblemKind::Unknown(unknown.name.to_owned(), unknown.known);
        let problem = ClientProblem { path: unknown.mismatch.parent.clone(), what };
        let whose = match unknown.name {
            given if given.contains('-') => "the command line's spelling",
            given if given.contains('_') => "Python's and Terraform's spelling",
            given if given.starts_with(|first: char| first.is_ascii_lowercase()) => {
                "the spelling of logs and JavaScript"
            }
            _ => "a different spelling",
        };
        let message = format!("`{}` is {whose}. In a request, write `{name}`.", unknown.shown());
        let finding = RULE.finding(findings, &unknown.mismatch.path, message).predicts(problem.answer());
        if let Some(place) = unknown.place(subject, name) {
            let applicability = applicability(&place);
            let edits = vec![Edit::Move(unknown.mismatch.path.clone(), place)];
            finding.fix(applicability, format!("Use `{name}`"), edits);
        }
    }
}

/// A rejected member grants no rights; spelled correctly, it may.
fn applicability(place: &Path) -> Applicability {
    match place.member() {
        Some(Member::UserId | Member::UserName | Member::Tags) => Safe,
        _ => Choice,
    }
}
