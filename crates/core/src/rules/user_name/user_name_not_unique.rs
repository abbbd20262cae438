//! Several IDs may share a user name, but not in one user group.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-name-not-unique",
    title: "Another user has this user name",
    severity: Severity::Warning,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser with the current user's name and a different ID.",
    why: "Several IDs may share a user name, but a user group accepts each name once and rejects the second with `DuplicateUserName`. That's fine if the two join different groups.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "app2", "UserName": "app"}"#, "UserName")
            .context(r#"{"current": {"UserId": "app", "UserName": "app"}}"#),
        Example::good(CreateUser, r#"{"UserId": "app2", "UserName": "app2"}"#)
            .context(r#"{"current": {"UserId": "app", "UserName": "app"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(current) = &subject.context.current else { return };
    let (Some(id), Some(name)) = (subject.text(Member::UserId), subject.text(Member::UserName)) else {
        return;
    };
    let same_id = current.user_id.as_deref().is_some_and(|current| current.eq_ignore_ascii_case(id));
    if !same_id && current.user_name.as_deref() == Some(name) {
        let other = current.user_id.as_deref().unwrap_or("another user");
        let message = format!("`{other}` has the same name, so the two can't be in the same user group.");
        RULE.finding(findings, Member::UserName, message);
    }
}
