//! A member is given or left out; null is neither.

use crate::MisfitKind;
use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "null-member",
    title: "The value is null",
    severity: Severity::Error,
    operations: ALL,
    certainty: Certainty::High,
    what: "A member given as null.",
    why: "The clients refuse null everywhere. Leave the member out instead.",
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
    for misfit in subject.misfits() {
        // A tag's value has a rule of its own.
        if misfit.kind == MisfitKind::Null && !matches!(misfit.path, Path::TagValue(_)) {
            let complaint = Complaint { path: misfit.path.clone(), what: What::Type(misfit.value.clone()) };
            // Together the three say how the user logs in, and nobody knows yet what these say.
            let authentication = [Member::Passwords, Member::NoPasswordRequired, Member::AuthenticationMode];
            let place = misfit.path.member().or_else(|| misfit.parent.member());
            let says_how = place.is_some_and(|member| authentication.contains(&member));
            let applicability = if says_how { Choice } else { Safe };
            let edits = vec![Edit::Remove(misfit.path.clone())];
            RULE.finding(findings, &misfit.path, "This is null; a member that is not wanted is left out.")
                .predicts(complaint.answer())
                .try_fix(subject, applicability, "Leave it out", edits);
        }
    }
}
