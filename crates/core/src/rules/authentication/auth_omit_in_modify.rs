//! Without authentication members, the authentication doesn't change.

use crate::authentication::Decision;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "auth-omit-in-modify",
    title: "Authentication doesn't change",
    severity: Severity::Advice,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with an empty `AuthenticationMode`, or with `NoPasswordRequired` false alone.",
    why: "An empty structure sends nothing, and `false` asks for nothing new, so the user logs in as before. To change that, add passwords or a type.",
    source: source::MODIFY_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AuthenticationMode": {}}"#, "AuthenticationMode")
            .fixed(r#"{"UserId": "a"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.decision != Decision::Keeps {
        return;
    }
    let empty = subject.draft.authentication_mode.is_some();
    let member = if empty { Member::AuthenticationMode } else { Member::NoPasswordRequired };
    if empty || subject.draft.no_password_required == Some(false) {
        RULE.finding(findings, member, "This has no effect: the user logs in as before.").fix(
            // Someone who writes `false` may mean that a password is needed from now on.
            if empty { Safe } else { Choice },
            "Remove it",
            vec![Edit::remove(member)],
        );
    }
}
