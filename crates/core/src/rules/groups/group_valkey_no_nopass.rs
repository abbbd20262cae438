//! A Valkey group has no user without a password.

use crate::authentication::Mode;
use crate::rules::groups::group_members_min::without;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-valkey-no-nopass",
    title: "A user without a password cannot be in a Valkey group",
    severity: Severity::Error,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "A member of a Valkey group that logs in without a password; the built-in user `default` is one.",
    why: "Give the user a password or IAM first, or leave it out. A Valkey group needs no default user.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"Engine": "valkey", "UserIds": ["open"]}"#, "UserIds[0]").context(r#"{"users": [{"UserId": "open", "UserName": "open", "Authentication": {"Type": "no-password"}}]}"#)
        .fixed(r#"{"Engine": "valkey"}"#),
        Example::bad(CreateUserGroup, r#"{"Engine": "valkey", "UserIds": ["default", "app"]}"#, "UserIds[0]").fixed(r#"{"Engine": "valkey", "UserIds": ["app"]}"#),
        Example::bad(ModifyUserGroup, r#"{"Engine": "valkey"}"#, "Engine").context(r#"{"group": {"Engine": "redis", "UserIds": ["default", "app"]}}"#),
        Example::good(CreateUserGroup, r#"{"Engine": "redis", "UserIds": ["default"]}"#),
        Example::good(CreateUserGroup, r#"{"Engine": "valkey", "UserIds": ["app"]}"#).context(r#"{"users": [{"UserId": "app", "UserName": "app", "Authentication": {"Type": "iam"}}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, _) = subject.roster();
    if roster.engine != Some("valkey") {
        return;
    }
    for member in &roster.members {
        let mode = member.user.and_then(|user| user.authentication.as_ref()?.kind.as_deref());
        if mode.and_then(Mode::from_reply_name) != Some(Mode::NoPassword) {
            continue;
        }
        // That the service says so of the built-in user follows from what it says of others.
        let sure = if member.id == "default" { Sureness::Derived } else { Sureness::Seen };
        let text = format!("No password user {} cannot be added to user group with engine Valkey", member.id);
        let path = match &member.path {
            Some(path) => path.clone(),
            // It is in the group already, so the group becomes one of Valkey.
            None if subject.given(Member::Engine) => Member::Engine.into(),
            None => continue,
        };
        let message = format!("`{}` logs in without a password.", member.id);
        let finding = RULE.finding(findings, path.clone(), message).answered("", text, sure);
        if matches!(path, Path::Item(..)) {
            finding.fix(Choice, format!("Leave `{}` out", member.id), vec![without(subject, &path)]);
        }
    }
}
