//! The members of a user group after a request, and what's known of each.

use crate::authentication::Mode;
use crate::model::{Open, STAND_IN};
use crate::rules::engine;
use crate::{Context, Draft, Member, Operation, Path, User, UserAuthentication, UserGroup};
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::{HashMap, HashSet};
use once_cell::race::OnceBox;

/// The members of a group after the request.
pub(crate) struct Roster<'a> {
    /// The current group, for ModifyUserGroup; `None` if unknown.
    pub group: Option<&'a UserGroup>,
    /// The engine that the group will have; `None` if unknown.
    pub engine: Option<&'static str>,
    /// Each member once: first those that stay, then those that the request names, in its order.
    pub members: Vec<Entrant<'a>>,
    /// Whether these are all of them. For ModifyUserGroup, only if the current group is known.
    pub complete: bool,
}

/// A member of the group after the request.
pub(crate) struct Entrant<'a> {
    /// Its ID in lowercase, as stored.
    pub id: String,
    /// Its place in the request; `None` if it's already in the group.
    pub path: Option<Path>,
    /// The current user; `None` if unknown.
    pub user: Option<&'a User>,
}

/// The user that every account has, with the engine redis and without a password.
fn built_in() -> &'static User {
    static BUILT_IN: OnceBox<User> = OnceBox::new();
    BUILT_IN.get_or_init(|| {
        Box::new(User {
            user_id: Some("default".to_owned()),
            user_name: Some("default".to_owned()),
            engine: Some("redis".to_owned()),
            minimum_engine_version: Some("6.0".to_owned()),
            access_string: Some("on ~* +@all".to_owned()),
            authentication: Some(UserAuthentication {
                kind: Some("no-password".to_owned()),
                ..UserAuthentication::default()
            }),
            ..User::default()
        })
    })
}

/// The users of a context by their IDs.
pub(crate) struct Users<'a>(Option<HashMap<String, &'a User>>);

impl<'a> Users<'a> {
    fn new(context: &'a Context) -> Self {
        let by_id = |users: &'a Vec<User>| {
            let id = |user: &'a User| Some((user.user_id.as_ref()?.to_ascii_lowercase(), user));
            users.iter().filter_map(id).collect()
        };
        Self(context.users.as_ref().map(by_id))
    }

    /// Whether it's known which users exist.
    pub fn are_known(&self) -> bool {
        self.0.is_some()
    }

    /// The user with this lowercase ID.
    pub fn get(&self, id: &str) -> Option<&'a User> {
        let given = self.0.as_ref().and_then(|users| users.get(id).copied());
        given.or_else(|| (id == "default").then(built_in))
    }

    /// The IDs of the users with this name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &str> {
        let users = self.0.iter().flatten();
        users.filter(move |(_, user)| user.user_name.as_deref() == Some(name)).map(|(id, _)| id.as_str())
    }
}

/// The IDs in a list of the request, in lowercase and with their places. Those that are empty or
/// open are left out.
pub(crate) fn ids(draft: &Draft, list: Member) -> impl Iterator<Item = (Path, String)> {
    let ids = draft.ids(list).unwrap_or_default().iter().enumerate();
    ids.filter(|(_, id)| !id.is_empty() && *id != STAND_IN)
        .map(move |(n, id)| (Path::Item(list, n), id.to_ascii_lowercase()))
}

impl<'a> Roster<'a> {
    /// Works out the members, and returns them with the known users.
    pub fn new(operation: Operation, draft: &'a Draft, context: &'a Context) -> (Self, Users<'a>) {
        let users = Users::new(context);
        let group = current(operation, draft, context);
        let list =
            if operation == Operation::CreateUserGroup { Member::UserIds } else { Member::UserIdsToAdd };
        let removed: HashSet<String> = match operation {
            Operation::ModifyUserGroup => ids(draft, Member::UserIdsToRemove).map(|(_, id)| id).collect(),
            _ => HashSet::new(),
        };
        let stay = group.map(now).unwrap_or_default().into_iter().filter(|id| !removed.contains(id));
        let named = ids(draft, list).map(|(path, id)| (Some(path), id));
        let mut seen = HashSet::new();
        let mut members = Vec::new();
        for (path, id) in stay.map(|id| (None, id)).chain(named) {
            if seen.insert(id.clone()) {
                members.push(Entrant { user: users.get(&id), path, id });
            }
        }
        let asked = draft.engine.as_deref().map(engine);
        let now = || engine(group?.engine.as_deref()?);
        let complete =
            operation == Operation::CreateUserGroup || group.is_some_and(|now| now.user_ids.is_some());
        (Self { group, engine: asked.unwrap_or_else(now), members, complete }, users)
    }

    /// Claims nothing that depends on an unknown value: an open ID may be any user's.
    pub fn leave_open(&mut self, open: &Open<'_>) {
        for path in open.paths() {
            match path.member() {
                Some(Member::Engine) => self.engine = None,
                Some(Member::UserIds | Member::UserIdsToAdd) => self.complete = false,
                Some(Member::UserIdsToRemove) => {
                    self.complete = false;
                    self.members.retain(|member| member.path.is_some());
                }
                _ => {}
            }
        }
    }

    /// Whether one of the members has the user name `default`; `None` if unknown.
    pub fn has_default(&self) -> Option<bool> {
        let mut unknown = !self.complete;
        for member in &self.members {
            match member.user.and_then(|user| user.user_name.as_deref()) {
                Some("default") => return Some(true),
                Some(_) => {}
                None => unknown = true,
            }
        }
        (!unknown).then_some(false)
    }
}

impl Roster<'_> {
    /// Whether this user can join, as far as known: nothing in the group rules it out.
    pub fn takes(&self, id: &str, users: &Users<'_>) -> bool {
        let user = users.get(id);
        let name = user.and_then(|user| user.user_name.as_deref());
        let mode = user.and_then(|user| user.authentication.as_ref()?.kind.as_deref());
        let of = user.and_then(|user| engine(user.engine.as_deref()?));
        let fits = match self.engine {
            Some("redis") => of != Some("valkey"),
            _ => mode.and_then(Mode::from_reply_name) != Some(Mode::NoPassword),
        };
        let named = |member: &Entrant<'_>| {
            member.id == id
                || name.is_some() && member.user.and_then(|user| user.user_name.as_deref()) == name
        };
        fits && self.members.len() < 100 && !self.members.iter().any(named)
    }
}

/// The group that the request changes, if known.
fn current<'a>(operation: Operation, draft: &Draft, context: &'a Context) -> Option<&'a UserGroup> {
    let group = context.group.as_ref().filter(|_| operation == Operation::ModifyUserGroup)?;
    let same = match (&group.user_group_id, &draft.user_group_id) {
        (Some(now), Some(asked)) => now.eq_ignore_ascii_case(asked),
        _ => true,
    };
    same.then_some(group)
}

/// The members of a group in lowercase, after pending changes: it can only be changed after them.
pub(crate) fn now(group: &UserGroup) -> Vec<String> {
    let lower = |ids: &[String]| ids.iter().map(|id| id.to_ascii_lowercase()).collect::<Vec<_>>();
    let mut members = lower(group.user_ids.as_deref().unwrap_or_default());
    if let Some(pending) = &group.pending_changes {
        let gone: HashSet<String> = lower(&pending.user_ids_to_remove).into_iter().collect();
        members.retain(|id| !gone.contains(id));
        members.extend(lower(&pending.user_ids_to_add));
    }
    members
}
