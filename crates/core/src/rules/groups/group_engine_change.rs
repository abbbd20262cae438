//! The engine of a group can be changed in place.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-engine-change",
    title: "The engine of the group changes",
    severity: Severity::Advice,
    operations: MODIFY_GROUP,
    certainty: Certainty::Medium,
    what: "ModifyUserGroup with another `Engine` than the group has.",
    why: "The change is made in place, and can be taken back. Before a group becomes one of Valkey, give each member without a password one (or IAM), or take it out, the built-in user `default` too; change the engine of the users after that of the group.",
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
        let message = format!("This group becomes one of `{asked}`; it is of `{now}` now.");
        RULE.finding(findings, Member::Engine, message);
    }
}
