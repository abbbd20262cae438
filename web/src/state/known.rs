//! Known users and groups: the page's other drafts, and those of a pasted reply.

use super::{Authentication, Form, members};
use elasticache_user::{Context, Operation, User, UserAuthentication, UserGroup};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The users and groups of a pasted reply. Not saved, like the current user.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The users; `None` if no list of users was pasted, so that no user counts as missing.
    pub users: Option<Arc<Vec<User>>>,
    /// The groups.
    pub groups: Arc<Vec<UserGroup>>,
}

/// A user who can become a member.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The user ID.
    pub id: String,
    /// A summary, such as "reader · valkey · password".
    pub about: String,
    /// Whether the user is a member now.
    pub now: bool,
}

impl Form {
    /// The user that this draft creates or modifies; `None` for a group or without an ID.
    pub fn as_user(&self) -> Option<User> {
        if self.user_id.is_empty() || self.operation.is_of_group() {
            return None;
        }
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let now = self.current.clone().filter(|_| self.operation == Operation::ModifyUser);
        let now = now.unwrap_or_default();
        let kind = match self.authentication() {
            Authentication::Keep => None,
            Authentication::Password => Some("password"),
            Authentication::NoPassword => Some("no-password"),
            Authentication::Iam => Some("iam"),
        };
        let creates = self.operation == Operation::CreateUser;
        Some(User {
            user_id: text(&self.user_id),
            user_name: if creates { text(&self.user_name) } else { now.user_name },
            engine: text(self.engine()).or(now.engine),
            authentication: match kind {
                Some(kind) => {
                    Some(UserAuthentication { kind: Some(kind.to_owned()), ..UserAuthentication::default() })
                }
                None => now.authentication,
            },
            // A new user has no status yet.
            status: now.status,
            ..User::default()
        })
    }

    /// The existing group that the request modifies, if known.
    pub fn group(&self) -> Option<&UserGroup> {
        if self.operation != Operation::ModifyUserGroup {
            return None;
        }
        let groups = &self.known.groups;
        let is_meant = |group: &&UserGroup| {
            let id = group.user_group_id.as_deref().unwrap_or_default();
            id.eq_ignore_ascii_case(&self.user_group_id)
        };
        match groups.as_slice() {
            [only] if self.user_group_id.is_empty() || only.user_group_id.is_none() => Some(only),
            all => all.iter().find(is_meant),
        }
    }

    /// The context of the request; for a group, with the users of the other drafts.
    pub fn context_among(&self, others: &[User]) -> Context {
        let context = self.context();
        if !self.operation.is_of_group() {
            return context;
        }
        let group = self.group().cloned();
        let users = self.users_among(others, group.as_ref());
        Context { users, group, current: None, ..context }
    }

    /// The members of a group that only drafts create: they must exist before the group.
    pub fn unmade(&self, others: &[User]) -> Vec<String> {
        let named = match self.operation {
            Operation::CreateUserGroup => &self.user_ids,
            Operation::ModifyUserGroup => &self.user_ids_to_add,
            _ => return Vec::new(),
        };
        let known: HashSet<String> =
            self.known.users.iter().flat_map(|users| users.iter()).filter_map(lower_id).collect();
        // A draft that modifies a user doesn't know its name.
        let makes = |user: &&User| user.status.is_none() && user.user_name.is_some();
        let made: HashSet<String> = others.iter().filter(makes).filter_map(lower_id).collect();
        let ids = members::listed(named).into_iter();
        ids.filter(|id| {
            let id = id.to_ascii_lowercase();
            made.contains(&id) && !known.contains(&id)
        })
        .collect()
    }

    fn users_among(&self, others: &[User], group: Option<&UserGroup>) -> Option<Vec<User>> {
        if self.known.users.is_none() && others.is_empty() {
            return None;
        }
        let mut all = self.merged(others);
        if self.known.users.is_none() {
            // The drafts aren't all users of an account: other members are unknown, not missing.
            let known: HashSet<String> = all.iter().filter_map(lower_id).collect();
            let named = [&self.user_ids, &self.user_ids_to_add, &self.user_ids_to_remove];
            let named = named.into_iter().flat_map(|text| members::listed(text));
            let now = group.map(members_now).unwrap_or_default();
            let others: HashSet<String> = named.chain(now).map(|id| id.to_ascii_lowercase()).collect();
            let unknown = others.into_iter().filter(|id| !known.contains(id) && id != "default");
            all.extend(unknown.map(|id| User { user_id: Some(id), ..User::default() }));
        }
        Some(all)
    }

    /// The users of the reply, changed by the drafts, and the users of other drafts.
    fn merged(&self, others: &[User]) -> Vec<User> {
        let mut all: Vec<User> = self.known.users.as_deref().cloned().unwrap_or_default();
        let mut at: HashMap<String, usize> =
            all.iter().enumerate().filter_map(|(n, user)| Some((lower_id(user)?, n))).collect();
        for user in others {
            let Some(id) = lower_id(user) else { continue };
            match at.get(&id).and_then(|n| all.get_mut(*n)) {
                Some(known) => {
                    known.user_name = user.user_name.clone().or(known.user_name.take());
                    known.engine = user.engine.clone().or(known.engine.take());
                    known.authentication = user.authentication.clone().or(known.authentication.take());
                }
                None => {
                    at.insert(id, all.len());
                    all.push(user.clone());
                }
            }
        }
        all
    }

    /// The users offered as members: drafts, users of the reply, current members, then the built-in user.
    pub fn candidates(&self, others: &[User]) -> Vec<Candidate> {
        let now: Vec<String> = self.group().map(members_now).unwrap_or_default();
        let drafts: HashSet<String> = others.iter().filter_map(lower_id).collect();
        let users = self.merged(others);
        let is_draft = |user: &&User| lower_id(user).is_some_and(|id| drafts.contains(&id));
        let mut seen = HashSet::new();
        let mut all = Vec::new();
        let mut add = |id: String, about: String| {
            let key = id.to_ascii_lowercase();
            let now = now.contains(&key);
            if seen.insert(key) {
                all.push(Candidate { id, about, now });
            }
        };
        let rest = users.iter().filter(|user| !is_draft(user));
        for user in users.iter().filter(is_draft).chain(rest) {
            let Some(id) = user.user_id.clone().filter(|id| !id.is_empty()) else { continue };
            let mark = if is_draft(&user) && user.status.is_none() { Some("draft") } else { None };
            add(id, about(user, mark));
        }
        // The groups of a reply list user IDs, too.
        let groups = if self.group().is_some() { &[] } else { self.known.groups.as_slice() };
        for id in now.iter().cloned().chain(groups.iter().flat_map(members_now)) {
            if id != "default" {
                add(id, String::new());
            }
        }
        add("default".to_owned(), "built-in · redis · no password".to_owned());
        all
    }
}

fn lower_id(user: &User) -> Option<String> {
    user.user_id.as_ref().map(|id| id.to_ascii_lowercase())
}

/// The members of a group in lowercase, with pending changes applied.
pub fn members_now(group: &UserGroup) -> Vec<String> {
    let lower = |ids: &[String]| ids.iter().map(|id| id.to_ascii_lowercase()).collect::<Vec<_>>();
    let mut all = lower(group.user_ids.as_deref().unwrap_or_default());
    if let Some(pending) = &group.pending_changes {
        let gone: HashSet<String> = lower(&pending.user_ids_to_remove).into_iter().collect();
        all.retain(|id| !gone.contains(id));
        all.extend(lower(&pending.user_ids_to_add));
    }
    all
}

fn about(user: &User, mark: Option<&str>) -> String {
    let login = user.authentication.as_ref().and_then(|authentication| authentication.kind.as_deref());
    let login = login.map(|kind| match kind {
        "no-password" => "no password",
        "iam" => "IAM",
        other => other,
    });
    let name = user.user_name.as_deref().filter(|name| Some(*name) != user.user_id.as_deref());
    let parts = [name, user.engine.as_deref(), login, user.status.as_deref(), mark];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use elasticache_user::check;

    fn user(id: &str, name: &str) -> Form {
        Form { user_id: id.into(), user_name: name.into(), ..Form::default() }
    }

    fn rules(form: &Form, others: &[User]) -> Vec<String> {
        let context = form.context_among(others);
        let draft = form.draft().for_operation(form.operation);
        let findings = check(form.operation, &draft, &context).findings;
        findings.iter().map(|finding| format!("{} {}", finding.rule, finding.severity.name())).collect()
    }

    #[test]
    fn drafts_are_known_and_nobody_else_is_called_missing() {
        let others: Vec<User> =
            [user("a", "app"), user("b", "app")].iter().filter_map(Form::as_user).collect();
        let group = Form {
            operation: Operation::CreateUserGroup,
            user_group_id: "g".into(),
            user_ids: "a b elsewhere".into(),
            ..Form::default()
        };
        let found = rules(&group, &others);
        assert!(found.contains(&"group-names-unique error".to_owned()), "{found:?}");
        assert!(!found.iter().any(|rule| rule.starts_with("group-member-exists")), "{found:?}");
        let known = Known { users: Some(Arc::new(Vec::new())), ..Known::default() };
        let found = rules(&Form { known, ..group }, &others);
        assert!(found.contains(&"group-member-exists warning".to_owned()), "{found:?}");
    }

    #[test]
    fn the_group_that_is_named_is_the_one_that_is_meant() {
        let group = |id: &str| UserGroup {
            user_group_id: Some(id.to_owned()),
            user_ids: Some(vec!["Default".to_owned()]),
            ..UserGroup::default()
        };
        let with = |groups: Vec<UserGroup>, id: &str| Form {
            operation: Operation::ModifyUserGroup,
            user_group_id: id.into(),
            known: Known { groups: Arc::new(groups), ..Known::default() },
            ..Form::default()
        };
        assert!(with(vec![group("a")], "").group().is_some());
        assert!(with(vec![group("a")], "b").group().is_none());
        assert!(with(vec![group("a"), group("b")], "").group().is_none());
        let both = with(vec![group("a"), group("b")], "B");
        assert_eq!(both.group().and_then(|group| group.user_group_id.as_deref()), Some("b"));
        let all = both.candidates(&[]);
        assert_eq!((all.len(), all[0].id.as_str(), all[0].now), (1, "default", true));
    }
}
