//! A Redis group must keep a user named default.

use crate::roster;
use crate::rules::groups::group_redis_default::TEXT;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-redis-default-kept",
    title: "Redis group loses its user named `default`",
    severity: Severity::Error,
    operations: MODIFY_GROUP,
    certainty: Certainty::High,
    what: "A change that leaves a group with the engine `redis` without a member whose user name is `default`.",
    why: "To replace the default user, add the new one and remove the old one in the same call.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToRemove": ["default"]}"#, "UserIdsToRemove[0]").context(r#"{"group": {"UserGroupId": "g", "Engine": "redis", "UserIds": ["default", "app"]}, "users": [{"UserId": "app", "UserName": "app"}]}"#),
        Example::bad(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToRemove": ["default"]}"#, "UserIdsToRemove[0]"),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToAdd": ["own"], "UserIdsToRemove": ["default"]}"#).context(r#"{"group": {"UserGroupId": "g", "Engine": "redis", "UserIds": ["default"]}, "users": [{"UserId": "own", "UserName": "default"}]}"#),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToAdd": ["own"], "UserIdsToRemove": ["default"]}"#),
        Example::good(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIdsToRemove": ["default"], "Engine": "valkey"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, users) = subject.roster();
    // Only a Redis group can have the built-in user, so removing it without adding anyone leaves such a group without.
    let removed = roster::ids(subject.draft, Member::UserIdsToRemove)
        .find(|(_, id)| users.get(id).is_some_and(|user| user.user_name.as_deref() == Some("default")));
    let adds = subject.draft.ids(Member::UserIdsToAdd).is_some_and(|ids| ids.iter().any(|id| !id.is_empty()));
    let built_in = removed.as_ref().is_some_and(|(_, id)| id == "default");
    let stays = subject.draft.engine.is_none();
    let redis = roster.engine == Some("redis") || roster.engine.is_none() && stays && built_in && !adds;
    if !redis || subject.mismatch(&Member::UserIdsToAdd.into()).is_some() {
        return;
    }
    let becomes = roster.group.and_then(|group| engine(group.engine.as_deref()?)) == Some("valkey");
    let without = match roster.has_default() {
        Some(has) => !has,
        None => removed.is_some() && !adds,
    };
    if !without {
        return;
    }
    let (path, message) = match removed {
        Some((path, id)) => {
            (path, format!("`{id}` is the only member named `default`. Add another in the same call."))
        }
        None if becomes => (Member::Engine.into(), "A Redis group needs a user named `default`.".to_owned()),
        None => return,
    };
    RULE.finding(findings, path, message).answered("DefaultUserRequired", TEXT, Evidence::Seen);
}
