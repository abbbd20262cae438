//! Make the user a member of a group, and make the group first where it isn't there.

use super::{Action, Call, Planned, Road, Step, jmespath, text, wait};
use crate::{Member, Path, quote};

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
        let members = std::iter::once(id.as_str()).chain(others).map(|id| vec![text(id)]).collect();
        vec![Action::Run(create.words("--user-ids", Member::UserId, members))]
    });
    let join = call("modify-user-group").arg("--user-ids-to-add", Member::UserId, id);
    let same = format!("The user {id} is in the group {group} already.");
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
            true => format!("Put the user into the group {group}, which is made if it isn't there"),
            false => format!("Put the user into the group {group}"),
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
    /// Whether a group that is made for this user has the account's own `default` beside it: a group of the engine redis
    /// must have a user of that name.
    pub(crate) fn needs_default(&self) -> bool {
        self.engine.as_deref() == Some("redis") && self.user_name != Some("default")
    }
}

fn answer(road: &Road<'_>) -> String {
    let made = match road.engine.as_deref() {
        _ if !road.extras.create_user_group => "",
        Some("redis") => {
            " A group that is made has the user default beside this one, as a group of the engine redis must have one of that \
             name (DefaultUserRequired)."
        }
        _ => {
            " A group that is made has this user alone, and no user default: caches with this group have none."
        }
    };
    format!(
        "The group, with the status creating or modifying. DuplicateUserName where another member has the same user name; \
         InvalidUserGroupState while the group is modifying.{made} A user that is taken out loses its connections."
    )
}
