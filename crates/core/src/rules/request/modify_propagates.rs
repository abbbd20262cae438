//! Changing a user changes its groups and their caches.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "modify-propagates",
    title: "User's groups will be modifying too",
    severity: Severity::Advice,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser of a user that is in user groups.",
    why: "The user, its groups and the caches that use them all go through `modifying`. Until they are active again, they can't be changed otherwise.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "on"}"#, "UserId")
            .context(r#"{"current": {"UserGroupIds": ["team"]}}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on"}"#)
            .context(r#"{"current": {"UserGroupIds": []}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(current) = subject.current().filter(|user| !user.user_group_ids.is_empty()) else { return };
    let groups = current.user_group_ids.join(", ");
    RULE.finding(
        findings,
        Member::UserId,
        format!("{groups} and their caches will be `modifying` for a while."),
    );
}
