//! A user ID is unique in an account and Region.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-unique",
    title: "User ID already exists",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser with the current user's ID.",
    why: "IDs are unique in an account and Region, compared in lowercase. Choose another ID, or modify the existing user. (An account can have 2,000 users in a Region: quota `L-80E085C7`, which can be raised.)",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "App"}"#, "UserId")
            .context(r#"{"current": {"UserId": "app"}}"#),
        Example::good(CreateUser, r#"{"UserId": "app2"}"#).context(r#"{"current": {"UserId": "app"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(current) = subject.context.current.as_ref().and_then(|user| user.user_id.as_deref()) else {
        return;
    };
    if subject.text(Member::UserId).is_some_and(|id| id.eq_ignore_ascii_case(current)) {
        let text = format!("User {} already exists.", current.to_ascii_lowercase());
        RULE.finding(
            findings,
            Member::UserId,
            "The current user already has this ID, so it can't be created again.",
        )
        .answered("UserAlreadyExists", text, Evidence::Seen);
    }
}
