//! The ID says which user the call is about, so it can't change.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-immutable",
    title: "User ID differs from the current user's",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with an ID that isn't the current user's.",
    why: "A user ID can't be changed: it says which user the call is about. For a different ID, create a new user and add it to the old one's groups.",
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
    let message = format!("This modifies `{id}`, but the current user is `{current}`.");
    let fix = vec![Edit::text(Member::UserId, current)];
    RULE.finding(findings, Member::UserId, message).fix(Choice, format!("Use `{current}`"), fix);
}
