//! The ID is the key of the call and cannot be changed.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-immutable",
    title: "The ID is of another user",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with another ID than that of the user given as the current one.",
    why: "A user ID cannot be changed: it says which user the call is about. To have another ID, create a new user and put it into the groups of the old one.",
    source: source::MODIFY_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app2"}"#, "UserId")
            .context(r#"{"current": {"UserId": "app"}}"#)
            .fixed(r#"{"UserId": "app"}"#),
        Example::good(ModifyUser, r#"{"UserId": "APP"}"#).context(r#"{"current": {"UserId": "app"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(current) = subject.current().and_then(|user| user.user_id.as_deref()) else { return };
    let Some(id) = subject.text(Member::UserId).filter(|id| !id.eq_ignore_ascii_case(current)) else {
        return;
    };
    let message = format!("This modifies the user `{id}`; the current user is `{current}`.");
    let fix = vec![Edit::text(Member::UserId, current)];
    RULE.finding(findings, Member::UserId, message).fix(Choice, format!("Write `{current}`"), fix);
}
