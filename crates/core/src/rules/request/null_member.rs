//! A member has a value or is omitted; it can't be null.

use crate::authentication::Decision;
use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;
use crate::{Mismatch, MismatchKind};

pub static RULE: Rule = Rule {
    id: "null-member",
    title: "Value is null",
    severity: Severity::Error,
    operations: ALL,
    certainty: Certainty::High,
    what: "A member whose value is null.",
    why: "Clients reject null everywhere. Remove the member instead.",
    source: source::BOTOCORE,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": null}"#, "AccessString")
            .fixed(r#"{"UserId": "a"}"#),
        Example::bad(CreateUser, r#"{"UserId": null}"#, "UserId"),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "Passwords": ["0123456789abcdef", null]}"#,
            "Passwords[1]",
        )
        .fixed(r#"{"UserId": "a", "Passwords": ["0123456789abcdef"]}"#),
        Example::good(ModifyUser, r#"{"UserId": "a"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for mismatch in subject.mismatches() {
        // A tag's value has its own rule.
        if mismatch.kind == MismatchKind::Null && !matches!(mismatch.path, Path::TagValue(_)) {
            let problem = ClientProblem {
                path: mismatch.path.clone(),
                what: ClientProblemKind::Type(mismatch.value.clone()),
            };
            // The three together say how the user logs in, which isn't settled yet.
            let authentication = [Member::Passwords, Member::NoPasswordRequired, Member::AuthenticationMode];
            let place = mismatch.path.member().or_else(|| mismatch.parent.member());
            let says_how = place.is_some_and(|member| authentication.contains(&member));
            let applicability = if says_how { Choice } else { Safe };
            let edits = Some(vec![Edit::Remove(mismatch.path.clone())])
                .filter(|edits| can_go(subject, mismatch, edits));
            RULE.finding(findings, &mismatch.path, "This is null. Enter a value, or remove the member.")
                .predicts(problem.answer())
                .edit(applicability, "Remove it", edits);
        }
    }
}

/// Whether the request is complete without it.
fn can_go(subject: &Subject<'_>, mismatch: &Mismatch, edits: &[Edit]) -> bool {
    let draft = subject.draft;
    let mode = || draft.authentication_mode.as_ref().and_then(|mode| mode.passwords.as_ref());
    let clashes = |decision| matches!(decision, Decision::Clash(_) | Decision::UnknownType);
    match mismatch.path {
        Path::Member(member) if subject.operation.required().contains(&member) => false,
        Path::TagKey(_) | Path::Request => false,
        Path::Tag(_) => true,
        // The list can't be empty.
        Path::Password(_) => draft.passwords.as_ref().is_some_and(|list| list.len() > 1),
        Path::ModePassword(_) => mode().is_some_and(|list| list.len() > 1),
        Path::Member(Member::Passwords | Member::NoPasswordRequired | Member::AuthenticationMode)
        | Path::ModeType
        | Path::ModePasswords => !clashes(subject.decided(edits)),
        _ => true,
    }
}
