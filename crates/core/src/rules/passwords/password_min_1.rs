//! A list of passwords can't be empty.

use crate::authentication::Decision;
use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-min-1",
    title: "List of passwords is empty",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "`Passwords` or `AuthenticationMode.Passwords` as an empty list.",
    why: "Clients reject an empty list. Add a password of 16 to 128 characters, or remove the list.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "Passwords": []}"#, "Passwords")
            .fixed(r#"{"UserId": "app"}"#),
        Example::bad(
            CreateUser,
            r#"{"AuthenticationMode": {"Type": "iam", "Passwords": []}}"#,
            "AuthenticationMode.Passwords",
        )
        .fixed(r#"{"AuthenticationMode": {"Type": "iam"}}"#),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["0123456789abcdef"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let draft = subject.draft;
    let inside = draft.authentication_mode.as_ref().and_then(|mode| mode.passwords.as_ref());
    let lists = [(Path::Member(Member::Passwords), draft.passwords.as_ref()), (Path::ModePasswords, inside)];
    for (path, list) in lists {
        if list.is_some_and(Vec::is_empty) {
            let problem = ClientProblem { path: path.clone(), what: ClientProblemKind::Empty };
            let edits = vec![Edit::Remove(path.clone())];
            // Without the list, the request may not say how the user logs in.
            let clashes = |decision| matches!(decision, Decision::Clash(_));
            let settles = clashes(subject.decision) || !clashes(subject.decided(&edits));
            let edits = Some(edits).filter(|_| settles);
            RULE.finding(findings, path, "This list of passwords is empty.").predicts(problem.answer()).edit(
                Choice,
                "Remove the list",
                edits,
            );
        }
    }
}
