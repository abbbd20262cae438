//! Some members appear only in replies.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "member-of-reply",
    title: "Member appears only in replies",
    severity: Severity::Error,
    operations: ALL,
    certainty: Certainty::High,
    what: "`Status`, `MinimumEngineVersion` or `ARN` in any request; `UserGroupIds` or `Authentication` in a user request; `PendingChanges`, `ReplicationGroups` or `ServerlessCaches` in a group request.",
    why: "Replies report these; requests can't set them. Remove the member. To set what a reply shows as `Authentication`, use `AuthenticationMode`.",
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
        let what = ClientProblemKind::Unknown(unknown.name.to_owned(), unknown.known);
        let problem = ClientProblem { path: unknown.mismatch.parent.clone(), what };
        // It may be the only member that says how the user logs in.
        let applicability = if unknown.name.eq_ignore_ascii_case("Authentication") { Choice } else { Safe };
        let edits = vec![Edit::Remove(unknown.mismatch.path.clone())];
        RULE.finding(
            findings,
            &unknown.mismatch.path,
            format!("`{}` appears only in replies.", unknown.name),
        )
        .predicts(problem.answer())
        .fix(applicability, "Remove it", edits);
    }
}
