//! A group's engine can be changed in place.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-engine-change",
    title: "Group's engine changes",
    severity: Severity::Advice,
    operations: MODIFY_GROUP,
    certainty: Certainty::Medium,
    what: "ModifyUserGroup with an `Engine` that differs from the group's.",
    why: "The change happens in place and can be reverted. Before you change a group to Valkey, give each member without a password one (or IAM), or remove it, including the built-in user `default`. Change the users' engine after the group's.",
    source: source::TERRAFORM_GROUP,
    check,
    examples: examples(&[
        Example::bad(ModifyUserGroup, r#"{"UserGroupId": "g", "Engine": "valkey"}"#, "Engine")
            .context(r#"{"group": {"UserGroupId": "g", "Engine": "redis", "UserIds": ["app"]}}"#),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "Engine": "valkey"}"#)
            .context(r#"{"group": {"UserGroupId": "g", "Engine": "valkey", "UserIds": ["app"]}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, _) = subject.roster();
    let now = roster.group.and_then(|group| engine(group.engine.as_deref()?));
    if let (Some(now), Some(asked)) = (now, subject.engine())
        && now != asked
        && !subject.open().has(&Member::Engine.into())
    {
        let message = format!("This group's engine changes from `{now}` to `{asked}`.");
        RULE.finding(findings, Member::Engine, message);
    }
}
