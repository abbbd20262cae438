//! The reply to a user-group request.

use super::{Accepted, Change, Reply};
use crate::model::Open;
use crate::roster::{Roster, ids};
use crate::rules::engine;
use crate::{Answer, Context, Draft, Evidence, Member, Operation, PendingChanges, User, UserGroup};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::HashSet;

/// The reply to a request without errors; none if it isn't a request.
pub(super) fn accepted(operation: Operation, draft: &Draft, context: &Context) -> Option<Accepted> {
    let id = draft.user_group_id.as_ref()?.to_ascii_lowercase();
    let (roster, users) = Roster::new(operation, draft, context);
    let create = operation == Operation::CreateUserGroup;
    let open = Open::new(&context.open);
    let group = if create { created(id, draft, &roster)? } else { modified(id, draft, &roster) };
    let group = shown(group, &open);
    let documented = |code| Answer::service(code, "", Evidence::Documented);
    let mut unless: Vec<Answer> = Vec::new();
    if create {
        unless.push(documented("UserGroupAlreadyExists"));
    } else if roster.group.is_none() {
        unless.push(documented("UserGroupNotFound"));
    }
    let named = |of: fn(&User) -> bool| {
        let mut members = roster.members.iter().filter(|member| member.path.is_some());
        members.any(|member| !users.are_known() || member.id != "default" && member.user.is_some_and(of))
    };
    // Of some users, no more than the ID may be known.
    if named(|user| user.user_name.is_none() && user.status.is_none()) {
        unless.push(documented("UserNotFound"));
    }
    if named(|user| user.user_name.is_none()) {
        unless.push(documented("DuplicateUserName"));
    }
    if create {
        unless.push(documented("UserGroupQuotaExceeded"));
    } else if roster.group.is_none_or(|group| group.status.is_none()) {
        unless.push(documented("InvalidUserGroupState"));
    }
    unless.push(documented("ServiceLinkedRoleNotFoundFault"));
    let changes = changes(&roster, &group);
    let evidence = evidence_by_member(&group);
    Some(Accepted { reply: Reply::Group(group), evidence, changes, unless })
}

/// The reply without values that the file leaves open.
fn shown(mut group: UserGroup, open: &Open<'_>) -> UserGroup {
    let has = |list: Member| open.paths().iter().any(|path| path.member() == Some(list));
    if has(Member::UserGroupId) {
        (group.user_group_id, group.arn) = (None, None);
    }
    if has(Member::UserIds) {
        (group.user_ids, group.minimum_engine_version) = (None, None);
    }
    if has(Member::UserIdsToAdd) || has(Member::UserIdsToRemove) {
        group.pending_changes = None;
    }
    if has(Member::Engine) {
        group.engine = None;
    }
    group
}

fn created(id: String, draft: &Draft, roster: &Roster<'_>) -> Option<UserGroup> {
    Some(UserGroup {
        status: Some("creating".to_owned()),
        engine: Some(engine(draft.engine.as_deref()?)?.to_owned()),
        user_ids: Some(roster.members.iter().map(|member| member.id.clone()).collect()),
        minimum_engine_version: minimum(roster),
        pending_changes: None,
        replication_groups: Some(Vec::new()),
        serverless_caches: None,
        arn: Some(arn(&id)),
        user_group_id: Some(id),
    })
}

/// The reply still lists the old members; `PendingChanges` has what's in progress.
fn modified(id: String, draft: &Draft, roster: &Roster<'_>) -> UserGroup {
    let now = roster.group.cloned().unwrap_or_default();
    let listed = |list| {
        let mut seen = HashSet::new();
        ids(draft, list).map(|(_, id)| id).filter(|id| seen.insert(id.clone())).collect()
    };
    let pending = PendingChanges {
        user_ids_to_remove: listed(Member::UserIdsToRemove),
        user_ids_to_add: listed(Member::UserIdsToAdd),
    };
    UserGroup {
        status: Some("modifying".to_owned()),
        engine: roster.engine.map(str::to_owned),
        pending_changes: Some(pending).filter(|pending| !pending.is_empty()),
        arn: now.arn.or_else(|| Some(arn(&id))),
        user_group_id: Some(id),
        ..now
    }
}

/// The highest version of the members; `None` if one is unknown.
fn minimum(roster: &Roster<'_>) -> Option<String> {
    let versions = roster.members.iter().map(|member| {
        let user = member.user?;
        let iam = user.authentication.as_ref().is_some_and(|now| now.kind.as_deref() == Some("iam"));
        user.minimum_engine_version.as_deref().or(iam.then_some("7.0"))
    });
    versions.collect::<Option<Vec<&str>>>()?.into_iter().max().map(str::to_owned)
}

/// The reply with placeholders for what only the account knows.
fn arn(id: &str) -> String {
    format!("arn:aws:elasticache:<region>:<account>:usergroup:{id}")
}

/// What changes once the group is active again.
fn changes(roster: &Roster<'_>, after: &UserGroup) -> Vec<Change> {
    let Some(now) = roster.group else { return Vec::new() };
    let mut changes = Vec::new();
    if now.engine != after.engine {
        changes.push(Change { member: "Engine", before: now.engine.clone(), after: after.engine.clone() });
    }
    if let Some(before) = now.user_ids.as_ref().filter(|_| after.pending_changes.is_some()) {
        let members: Vec<&str> = roster.members.iter().map(|member| member.id.as_str()).collect();
        changes.push(Change {
            member: "UserIds",
            before: Some(before.join(", ")),
            after: Some(members.join(", ")),
        });
    }
    changes
}

fn evidence_by_member(group: &UserGroup) -> Vec<(&'static str, Evidence)> {
    // One reply shows that the version is the highest of the members'.
    let all = [
        ("UserGroupId", Evidence::Documented, group.user_group_id.is_some()),
        ("Status", Evidence::Documented, group.status.is_some()),
        ("Engine", Evidence::Documented, group.engine.is_some()),
        ("UserIds", Evidence::Documented, group.user_ids.is_some()),
        ("MinimumEngineVersion", Evidence::Derived, group.minimum_engine_version.is_some()),
        ("PendingChanges", Evidence::Documented, group.pending_changes.is_some()),
        ("ReplicationGroups", Evidence::Documented, group.replication_groups.is_some()),
        ("ServerlessCaches", Evidence::Documented, group.serverless_caches.is_some()),
        ("ARN", Evidence::Documented, group.arn.is_some()),
    ];
    all.into_iter().filter(|(_, _, there)| *there).map(|(name, evidence, _)| (name, evidence)).collect()
}
