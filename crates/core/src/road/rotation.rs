//! Change the password later: a separate script, because it runs on another day.
//!
//! A user has at most two passwords, and `describe-users` says how many. So a script that was stopped knows where it was.

use super::{Action, Call, Planned, Road, Step, wait};
use crate::Member;
use crate::authentication::Mode;
use crate::emit::Secrets;
use alloc::string::String;
use alloc::vec::Vec;

/// What the script asks for before it takes the old password away.
const PAUSE: &str = "Press Enter when every client uses the new password. Ctrl-C keeps both:";

pub(super) fn step(road: &Road<'_>) -> Option<Planned> {
    if !road.extras.rotation || road.operation.is_of_group() {
        return None;
    }
    let (title, answer): (&str, String) = match road.mode {
        Some(Mode::Iam) => (
            "Nothing to rotate",
            "IAM tokens expire after 15 minutes, and each connection signs a new one: there's no password to change."
                .into(),
        ),
        Some(Mode::NoPassword) => ("Nothing to rotate", "The user has no password.".into()),
        _ => (
            "Change the password later, without downtime",
            format!(
                "A separate script, rotate-password. It sends the old and the new password together: the user, with the \
                 status modifying, and then both are valid. It waits for Enter, and sends the new password alone. Stopped \
                 before that, it leaves both; run again, it goes on from there. To go back afterwards, send the old \
                 password again.{}",
                match road.stores {
                    true =>
                        " AWS Secrets Manager makes the new password, which becomes the current value of the secret; the \
                         old one is its version AWSPREVIOUS.",
                    false => "",
                }
            ),
        ),
    };
    let step = Step { id: "rotation", title: title.into(), answer, undo: None };
    Some(Planned { step, actions: Vec::new() })
}

impl Road<'_> {
    /// Whether there is a script that changes the password.
    pub(crate) fn rotates(&self) -> bool {
        let by_password = self.mode.is_none_or(|mode| mode == Mode::Password);
        self.extras.rotation && !self.extras.check_only && !self.operation.is_of_group() && by_password
    }
}

/// What the script does that changes the password.
pub(crate) fn actions(id: &str, secrets: Secrets) -> Vec<Action> {
    let count = Call::new("describe-users").arg("--user-id", Member::UserId, id);
    let mut both = vec![Action::Request, wait::user(id)];
    if secrets == Secrets::SecretsManager {
        both.push(Action::Store);
    }
    both.push(Action::say("Both passwords are valid now. Let every client use the new one."));
    // If the script was stopped before it stored the new password, the secret has the old one, and that one is kept.
    let (kept, valid) = match secrets {
        Secrets::SecretsManager => ("the one in the secret", "the password in the secret"),
        _ => ("the new one", "the new password"),
    };
    let half = format!("The user {id} has two passwords already: only {kept} will be kept.");
    vec![
        wait::user(id),
        Action::Match {
            look: count.printing("rotation", "Users[0].Authentication.PasswordCount"),
            cases: vec![(vec!["1".into()], both), (vec!["2".into()], vec![Action::say(half)])],
            rest: vec![Action::Fail(format!("The user {id} has neither one nor two passwords:"))],
            absent: None,
        },
        Action::Pause(PAUSE),
        Action::Keep,
        wait::user(id),
        Action::say(format!("Only {valid} is valid now.")),
    ]
}
