//! The second step of a password rotation.
//!
//! ModifyUser replaces all of a user's passwords. So a rotation sends the old and the new one together, waits until each
//! client has switched, and then sends the new one alone.

mod later;

pub(super) use later::add;

use super::{Emission, Job, Options, Secrets, Target, write};
use crate::{Context, Draft, Operation, Path, apply, check, fix::Edit};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// Which step of a rotation a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rotation {
    /// The old and the new password together.
    Both,
    /// The new one alone.
    New,
}

impl Job<'_> {
    /// The step that a request with this many passwords is, if any.
    pub(super) fn rotation(&self, passwords: usize) -> Option<Rotation> {
        match passwords {
            2 if self.operation == Operation::ModifyUser => Some(Rotation::Both),
            1 if self.second_step => Some(Rotation::New),
            _ => None,
        }
    }
}

/// What a script asks for password `n`, counted from 0, of this many.
pub(super) fn question(job: &Job<'_>, n: usize, passwords: usize) -> String {
    match job.rotation(passwords) {
        Some(Rotation::Both) if n == 0 => "Current password".to_owned(),
        Some(Rotation::Both) => "New password".to_owned(),
        Some(Rotation::New) => "New password (the only one kept)".to_owned(),
        None if passwords > 1 => format!("Password {}", n + 1),
        None => "Password".to_owned(),
    }
}

/// The request that keeps only the new password, the second of the two that the first step sends. `None` if the
/// draft isn't such a first step.
///
/// ```
/// use elasticache_user::{Context, Draft, emit};
/// let draft = Draft::from_json_text(
///     r#"{"UserId": "app", "AuthenticationMode": {"Type": "password", "Passwords": ["the-old-one-12345", "the-new-one-12345"]}}"#,
/// );
/// let target = emit::target("json").unwrap();
/// let options = emit::Options { secrets: emit::Secrets::Inline, ..Default::default() };
/// let step = emit::second_step(target, elasticache_user::Operation::ModifyUser, &draft, &Context::default(), &options);
/// let text = step.unwrap().files[0].text();
/// assert!(text.contains("the-new-one") && !text.contains("the-old-one"));
/// ```
pub fn second_step(
    target: &Target,
    operation: Operation,
    draft: &Draft,
    context: &Context,
    options: &Options,
) -> Option<Emission> {
    let passwords: Vec<Path> = draft.all_passwords().map(|(path, _)| path).collect();
    let [old, _] = passwords.as_slice() else { return None };
    if operation != Operation::ModifyUser {
        return None;
    }
    // The first step already changed rights and engine.
    let mut draft = apply(draft, &[Edit::Remove(old.clone())]);
    (draft.access_string, draft.append_access_string, draft.engine) = (None, None, None);
    let second = match options.secrets {
        Secrets::Environment => Some(options.variable(1)),
        Secrets::SecretsManager | Secrets::Generate => {
            Some(options.secret_id(draft.user_id.as_deref().unwrap_or_default(), 1))
        }
        Secrets::File => Some("new-password.json".to_owned()),
        Secrets::Prompt | Secrets::Inline => options.secret_name.clone(),
    };
    // What the first step generated is there by then.
    let secrets =
        if options.secrets == Secrets::Generate { Secrets::SecretsManager } else { options.secrets };
    let options = Options { secret_name: second, secrets, ..options.clone() };
    let report = &check(operation, &draft, context);
    let draft = &draft.for_operation(operation);
    let job = Job::new(operation, draft, context, &options, report);
    let mut emission = write(target, &Job { second_step: true, ..job });
    for file in &mut emission.files {
        if let Some((name, extension)) = file.name.rsplit_once('.').filter(|_| !file.name.starts_with("new-"))
        {
            file.name = format!("{name}-step-2.{extension}");
        }
    }
    Some(emission)
}
