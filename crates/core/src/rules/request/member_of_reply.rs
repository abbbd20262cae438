//! Some members stand only in replies.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "member-of-reply",
    title: "The member belongs to replies",
    severity: Severity::Error,
    operations: ALL,
    certainty: Certainty::High,
    what: "`Status`, `MinimumEngineVersion` or `ARN` in a request; in one of a user `UserGroupIds` and `Authentication`, in one of a group `PendingChanges`, `ReplicationGroups` and `ServerlessCaches`.",
    why: "Replies tell these; requests cannot set them. Leave the member out. What a reply tells as `Authentication` is asked for by `AuthenticationMode`.",
    source: source::USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "Status": "active"}"#, "Status")
            .fixed(r#"{"UserId": "a"}"#),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "Authentication": {"Type": "no-password"}}"#,
            "Authentication",
        )
        .fixed(r#"{"UserId": "a"}"#),
        Example::bad(
            ModifyUserGroup,
            r#"{"UserGroupId": "g", "PendingChanges": {"UserIdsToAdd": ["a"]}}"#,
            "PendingChanges",
        )
        .fixed(r#"{"UserGroupId": "g"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for unknown in spelling::unknown(subject).filter(|unknown| unknown.same.is_none() && unknown.of_reply()) {
        let what = What::Unknown(unknown.name.to_owned(), unknown.known);
        let complaint = Complaint { path: unknown.misfit.parent.clone(), what };
        // It says how the user logs in, which the request may not say otherwise.
        let applicability = if unknown.name.eq_ignore_ascii_case("Authentication") { Choice } else { Safe };
        let edits = vec![Edit::Remove(unknown.misfit.path.clone())];
        RULE.finding(findings, &unknown.misfit.path, format!("`{}` stands in replies only.", unknown.name))
            .predicts(complaint.answer())
            .fix(applicability, "Leave it out", edits);
    }
}
