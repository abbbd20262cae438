//! Make the user a member of a group, and make the group first where it isn't there.

use super::{Action, Call, Planned, Road, Step, jmespath, text, wait};
use crate::{Member, Path, quote};
use alloc::string::String;

pub(super) fn step(road: &Road<'_>) -> Option<Planned> {
    if road.operation.is_of_group() {
        return None;
    }
    let group = road.group.as_deref()?;
    let (id, path) = (&road.id, || Path::Option("userGroup"));
    let call = |command| Call::new(command).arg("--user-group-id", path(), group);
    let absent = road.extras.create_user_group.then(|| {
        let engine = road.engine.as_deref().unwrap_or_default();
        let create = call("create-user-group").arg("--engine", path(), engine);
        let others = road.needs_default().then_some("default");
        let members = core::iter::once(id.as_str()).chain(others).map(|id| vec![text(id)]).collect();
        vec![Action::Run(create.words("--user-ids", Member::UserId, members))]
    });
    let join = call("modify-user-group").arg("--user-ids-to-add", Member::UserId, id);
    let same = format!("The user {id} is already in the group {group}.");
    let mut actions = vec![Action::Match {
        look: call("describe-user-groups")
            .printing("userGroup", format!("contains(UserGroups[0].UserIds, {})", jmespath(id))),
        cases: vec![(vec!["True".into()], vec![Action::say(same)])],
        rest: vec![wait::group(group, path()), Action::Run(join)],
        absent,
    }];
    actions.push(wait::group(group, path()));
    let undo = |id: &str| quote::posix(id).unwrap_or_default();
    let step = Step {
        id: "group",
        title: match road.extras.create_user_group {
            true => format!("Add the user to the group {group}, which is created if it doesn't exist"),
            false => format!("Add the user to the group {group}"),
        },
        answer: answer(road),
        undo: Some(format!(
            "aws elasticache modify-user-group --user-group-id {} --user-ids-to-remove {}",
            undo(group),
            undo(id)
        )),
    };
    Some(Planned { step, actions })
}

impl Road<'_> {
    /// Whether a group created for this user also needs the account's own `default`: a redis group must have a user with that
    /// name.
    pub(crate) fn needs_default(&self) -> bool {
        self.engine.as_deref() == Some("redis") && self.user_name != Some("default")
    }
}

fn answer(road: &Road<'_>) -> String {
    let made = match road.engine.as_deref() {
        _ if !road.extras.create_user_group => "",
        Some("redis") => {
            " A new group also gets the user default, as a group with the engine redis must have one with that \
             name (DefaultUserRequired)."
        }
        _ => {
            " A new group contains only this user and no user named default, so clients that log in as default lose access."
        }
    };
    format!(
        "The group, with the status creating or modifying. Fails with DuplicateUserName if another member has the \
         same user name, and with InvalidUserGroupState while the group is modifying.{made} A removed user loses its connections."
    )
}
