//! Only an active user can be modified.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "state-active-only",
    title: "User isn't active",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser of a user whose current status isn't `active`.",
    why: "A user can be changed only while it's active; otherwise the answer is `InvalidUserState`. Poll `aws elasticache describe-users --user-id … --query Users[0].Status` until it is, which can take a few minutes.",
    source: source::MODIFY_USER,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "on"}"#, "UserId")
            .context(r#"{"current": {"Status": "modifying"}}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on"}"#)
            .context(r#"{"current": {"Status": "active"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(status) = subject.current().and_then(|user| user.status.as_deref()) else { return };
    if status != "active" {
        let (text, evidence) = match status {
            "modifying" => (busy(subject.text(Member::UserId)), Evidence::Seen),
            "deleting" => ("User has status deleting.".into(), Evidence::Seen),
            _ => ("".into(), Evidence::Documented),
        };
        RULE.finding(findings, Member::UserId, format!("This user is {status}; wait until it is active."))
            .answered("InvalidUserState", text, evidence);
    }
}

/// What ElastiCache answers while an earlier change is in progress.
pub fn busy(id: Option<&str>) -> Cow<'static, str> {
    let id = id.unwrap_or("<id>").to_ascii_lowercase();
    format!("User {id} has status modifying. Only active users can be modified.").into()
}
