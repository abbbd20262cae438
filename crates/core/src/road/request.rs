//! The request itself. One that creates is left out where the same user or group is there already.

use super::{Action, Call, Planned, Road, Step, jmespath};
use crate::{Member, Operation, quote, stored_form};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

pub(super) fn step(road: &Road<'_>) -> Option<Planned> {
    let id = &road.id;
    let word = quote::posix(id).unwrap_or_default();
    let (title, answer, undo, action) = match road.operation {
        Operation::CreateUser => (
            format!("Create the user {id}"),
            "The user, with the status creating. An existing user isn't created again: the step succeeds if name, \
             engine, access string and way to log in are the same, and fails otherwise. Passwords can't be compared.",
            Some(format!("aws elasticache delete-user --user-id {word}")),
            create_user(road),
        ),
        Operation::ModifyUser => (
            format!("Modify the user {id}"),
            "The user, with the status modifying. Its groups are modifying too for a while. To undo it, send the previous access \
             string and passwords again; passwords can't be read back.",
            None,
            Action::Request,
        ),
        Operation::CreateUserGroup => (
            format!("Create the user group {id}"),
            "The group, with the status creating. An existing group isn't created again: the step succeeds if engine \
             and members are the same, and fails otherwise.",
            Some(format!("aws elasticache delete-user-group --user-group-id {word}")),
            create_group(road),
        ),
        Operation::ModifyUserGroup => (
            format!("Modify the user group {id}"),
            "The group, with the status modifying, and the changes in PendingChanges. If nothing differs, nothing is sent.",
            swapped(road, &word),
            modify_group(road),
        ),
    };
    let step = Step { id: "request", title, answer: answer.to_owned(), undo };
    Some(Planned { step, actions: vec![action] })
}

/// The access string as it was typed, or as the service stores it.
fn create_user(road: &Road<'_>) -> Action {
    let typed = road.draft.access_string.as_deref().unwrap_or_default();
    let stored = stored_form(typed).map(|stored| stored.text).filter(|stored| stored != typed);
    let engine = road.engine.as_deref().unwrap_or_default();
    let mode = road.mode.map_or("", |mode| mode.reply_name());
    let start = format!("{} {engine} {mode} ", road.user_name.unwrap_or_default());
    let query = "join(' ', Users[0].[UserName, Engine, Authentication.Type, AccessString])";
    let is = core::iter::once(typed.to_owned()).chain(stored).map(|access| format!("{start}{access}"));
    let same = format!("The user {} already exists and is the same.", road.id);
    Action::Match {
        look: Call::new("describe-users").arg("--user-id", Member::UserId, &road.id).printing("wait", query),
        cases: vec![(is.collect(), vec![Action::say(same)])],
        rest: vec![Action::Fail(format!("The user {} already exists but differs:", road.id))],
        absent: Some(vec![Action::Request]),
    }
}

fn group_look(road: &Road<'_>, query: String) -> Call {
    Call::new("describe-user-groups")
        .arg("--user-group-id", Member::UserGroupId, &road.id)
        .printing("wait", query)
}

fn ids(road: &Road<'_>, list: Member) -> Vec<String> {
    let mut ids: Vec<String> =
        road.draft.ids(list).unwrap_or_default().iter().map(|id| id.to_ascii_lowercase()).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn create_group(road: &Road<'_>) -> Action {
    let members = ids(road, Member::UserIds).join(" ");
    let engine = road.engine.as_deref().unwrap_or_default();
    let same = format!("The user group {} already exists and is the same.", road.id);
    Action::Match {
        look: group_look(road, "join(' ', [UserGroups[0].Engine, sort(UserGroups[0].UserIds)][])".into()),
        cases: vec![(vec![format!("{engine} {members}").trim_end().to_owned()], vec![Action::say(same)])],
        rest: vec![Action::Fail(format!("The user group {} already exists but differs:", road.id))],
        absent: Some(vec![Action::Request]),
    }
}

/// Nothing is sent where every member to add is in the group and none to remove is: to remove one that isn't in it fails.
fn modify_group(road: &Road<'_>) -> Action {
    let has = |id: &String| format!("to_string(contains(UserIds, {}))", jmespath(id));
    let (add, remove) = (ids(road, Member::UserIdsToAdd), ids(road, Member::UserIdsToRemove));
    let mut query: Vec<String> = add.iter().chain(&remove).map(has).collect();
    let mut wanted = vec!["true"; add.len()];
    wanted.extend(vec!["false"; remove.len()]);
    let engine = road.draft.engine.as_ref().map(|engine| engine.to_ascii_lowercase());
    if let Some(engine) = &engine {
        query.push("Engine".into());
        wanted.push(engine);
    }
    if query.is_empty() {
        return Action::Request;
    }
    let same = format!("The user group {} needs no change.", road.id);
    Action::Match {
        look: group_look(road, format!("join(' ', UserGroups[0].[{}])", query.join(", "))),
        cases: vec![(vec![wanted.join(" ")], vec![Action::say(same)])],
        rest: vec![Action::Request],
        absent: None,
    }
}

/// The change the other way round. What a change of the engine was before isn't known.
fn swapped(road: &Road<'_>, group: &str) -> Option<String> {
    let (added, removed) = (ids(road, Member::UserIdsToAdd), ids(road, Member::UserIdsToRemove));
    let option = |option: &str, ids: &[String]| match ids {
        [] => String::new(),
        ids => format!(
            " {option} {}",
            ids.iter().filter_map(|id| quote::posix(id).ok()).collect::<Vec<_>>().join(" ")
        ),
    };
    let words = [option("--user-ids-to-add", &removed), option("--user-ids-to-remove", &added)].concat();
    (!words.is_empty()).then(|| format!("aws elasticache modify-user-group --user-group-id {group}{words}"))
}
