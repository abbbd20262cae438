//! Change the password later: a separate script, because it runs on another day.
//!
//! A user has at most two passwords, and `describe-users` says how many; a secret says which of its versions are pending and
//! current. So a script that was stopped knows where it was.

use super::{Action, Call, Chunk, Planned, Road, Step, wait};
use crate::authentication::Mode;
use crate::{Member, Path};
use alloc::string::String;
use alloc::vec::Vec;

/// What the script asks for before it takes the old password away.
const PAUSE: &str = "Press Enter when every client uses the new password. Ctrl-C keeps both:";

const BOTH: &str = "Both passwords are valid now. Let every client use the new one.";

/// How many versions of a secret are pending and not current: none or one, as a label is on one version.
const WAITING: &str =
    "length(values(VersionIdsToStages)[?contains(@, 'AWSPENDING') && !contains(@, 'AWSCURRENT')])";

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
                 status modifying, and then both are valid. It waits for Enter, and sends the new password alone. If \
                 it's stopped while it waits, both passwords stay valid; run it again to continue. To go back afterwards, send the old \
                 password again.{}",
                match road.stores {
                    true =>
                        " AWS Secrets Manager makes the new password. It waits in the secret as the version AWSPENDING, and \
                         becomes AWSCURRENT as soon as the user has it; the old one is AWSPREVIOUS then.",
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

/// What the script does that changes the password. `secret` is where AWS Secrets Manager keeps it, if it does.
pub(crate) fn actions(id: &str, secret: Option<&str>) -> Vec<Action> {
    let mut all = vec![wait::user(id)];
    all.extend(match secret {
        Some(secret) => staged(id, secret),
        None => vec![begin(id, vec![Action::Request, wait::user(id), Action::say(BOTH)], "the new one")],
    });
    let valid = if secret.is_some() { "password in the secret" } else { "new password" };
    all.extend([
        Action::Pause(PAUSE),
        Action::Keep,
        wait::user(id),
        Action::say(format!("Only the {valid} is valid now.")),
    ]);
    all
}

/// Begins for a user with one password. For one with two there's nothing to do but to keep one.
fn begin(id: &str, begin: Vec<Action>, kept: &str) -> Action {
    let half = format!("The user {id} has two passwords already: only {kept} will be kept.");
    counted(id, vec![(vec!["1".into()], begin), (vec!["2".into()], vec![Action::say(half)])])
}

/// Looks up how many passwords the user has, and does what that case says. A user without passwords is an error: it logs in
/// another way.
fn counted(id: &str, cases: Vec<(Vec<String>, Vec<Action>)>) -> Action {
    let look = Call::new("describe-users").arg("--user-id", Member::UserId, id);
    let rest = vec![Action::Fail(format!("The user {id} has neither one nor two passwords:"))];
    let look = look.printing("rotation", "Users[0].Authentication.PasswordCount");
    Action::Match { look, cases, rest, absent: None }
}

/// As AWS Secrets Manager's own rotations do it: the new password is a version of the secret with the label `AWSPENDING`
/// before the user gets it, and `AWSCURRENT` once it's valid. So a version that is pending, and not current, is what an
/// earlier run has left, and is used again.
fn staged(id: &str, secret: &str) -> Vec<Action> {
    let of = |command| {
        let call = Call { service: "secretsmanager", ..Call::new(command) };
        call.arg("--secret-id", Path::Option("secretName"), secret)
    };
    let waiting = || of("describe-secret").printing("rotation", WAITING);
    let version = |stage: &str| {
        let get = of("get-secret-value").arg("--version-stage", Path::Option("rotation"), stage);
        get.printing("rotation", "VersionId")
    };
    let found = |name| vec![vec![Chunk::Found(name)]];
    let option = || Path::Option("rotation");
    // AWSPREVIOUS goes to the version that AWSCURRENT is taken from.
    let promote = of("update-secret-version-stage")
        .arg("--version-stage", option(), "AWSCURRENT")
        .words("--move-to-version-id", option(), found("pending"))
        .words("--remove-from-version-id", option(), found("current"));
    let stored = Action::Until {
        look: waiting(),
        is: "1",
        what: format!("The number of new passwords in the secret {secret}"),
        tries: 12,
    };
    let unread = Action::Fail(format!("The versions of the secret {secret} could not be read:"));
    let goes_on =
        format!("The secret {secret} has a new password already, as AWSPENDING: this goes on with it.");
    let goes_on = counted(id, vec![(vec!["1".into(), "2".into()], vec![Action::say(goes_on)])]);
    vec![
        Action::Match {
            look: waiting(),
            cases: vec![
                (vec!["0".into()], vec![begin(id, vec![Action::Store, stored], "the one in the secret")]),
                (vec!["1".into()], vec![goes_on]),
            ],
            rest: vec![unread],
            absent: None,
        },
        Action::Match {
            look: waiting(),
            cases: vec![(
                vec!["1".into()],
                vec![
                    Action::Request,
                    wait::user(id),
                    Action::Find("pending", version("AWSPENDING")),
                    Action::Find("current", version("AWSCURRENT")),
                    Action::Run(promote),
                    Action::say(BOTH),
                ],
            )],
            rest: Vec::new(),
            absent: None,
        },
    ]
}
