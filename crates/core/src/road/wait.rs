//! Wait until the request's user or group is active: it can't be used before.

use super::{Action, Call, Planned, Road, Step};
use crate::{Member, Path};

/// Minutes that users and groups get, in looks 5 seconds apart.
const TRIES: u32 = 60;

pub(super) fn step(road: &Road<'_>) -> Option<Planned> {
    // Whatever follows needs it.
    let (what, action) = match road.operation.is_of_group() {
        true => ("user group", group(&road.id, Path::Member(Member::UserGroupId))),
        false => ("user", user(&road.id)),
    };
    let step = Step {
        id: "wait",
        title: format!("Wait until the {what} is active"),
        answer: "The status: creating or modifying for a few seconds, then active.".into(),
        undo: None,
    };
    Some(Planned { step, actions: vec![action] })
}

/// Waits for a user.
pub(super) fn user(id: &str) -> Action {
    Action::Until {
        look: Call::new("describe-users")
            .arg("--user-id", Member::UserId, id)
            .printing("wait", "Users[0].Status"),
        is: "active",
        what: format!("The user {id}"),
        tries: TRIES,
    }
}

/// Waits for a user group.
pub(super) fn group(id: &str, path: Path) -> Action {
    let look = Call::new("describe-user-groups").arg("--user-group-id", path, id);
    Action::Until {
        look: look.printing("wait", "UserGroups[0].Status"),
        is: "active",
        what: format!("The user group {id}"),
        tries: TRIES,
    }
}
