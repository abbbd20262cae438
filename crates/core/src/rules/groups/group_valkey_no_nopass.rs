//! A Valkey group can't contain a user without a password.

use crate::authentication::Mode;
use crate::rules::groups::group_members_min::without;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-valkey-no-nopass",
    title: "User without a password in a Valkey group",
    severity: Severity::Error,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "A member of a Valkey group that logs in without a password; the built-in user `default` is one.",
    why: "Give the user a password or IAM first, or remove it. A Valkey group doesn't need a default user.",
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
        // The service's reply about the built-in user is inferred from its replies about others.
        let evidence = if member.id == "default" { Evidence::Derived } else { Evidence::Seen };
        let text = format!("No password user {} cannot be added to user group with engine Valkey", member.id);
        let path = match &member.path {
            Some(path) => path.clone(),
            // It's already in the group, so the group's engine is changing to Valkey.
            None if subject.given(Member::Engine) => Member::Engine.into(),
            None => continue,
        };
        let message = format!("`{}` has no password, so a Valkey group rejects it.", member.id);
        let finding = RULE.finding(findings, path.clone(), message).answered("", text, evidence);
        if matches!(path, Path::Item(..)) {
            finding.fix(Choice, format!("Remove `{}`", member.id), vec![without(subject, &path)]);
        }
    }
}
