//! A user ID is used once in an account and Region.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "user-id-unique",
    title: "A user with this ID exists",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser with the ID of the user given as the current one.",
    why: "An account has at most 2,000 users in a Region (the quota `L-80E085C7`, which can be raised), each with its own ID. An ID is used once in an account and Region, compared in lower case. Choose another ID, or modify the user that is there.",
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
        RULE.finding(findings, Member::UserId, "The current user has this ID: it cannot be created again.")
            .answered("UserAlreadyExists", text, Sureness::Seen);
    }
}
