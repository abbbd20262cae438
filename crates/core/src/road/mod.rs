//! What happens next: the steps from a request to a connected application (the "road").
//!
//! Each step is one file. It has the service's expected reply, how to undo the step, and its `Action`s, which each shell
//! writes in its own syntax (`emit/cli/posix.rs`, `road.rs` in `emit/fish`, `emit/powershell` and `emit/cmd`). A step whose
//! work is already done does nothing, so a script can run twice.

mod action;
mod cache;
mod connection;
mod group;
mod policy;
mod request;
mod rotation;
mod wait;

pub(crate) use action::{Action, Call, Chunk, jmespath, text};
pub(crate) use connection::CLIENTS;
pub(crate) use policy::{CONNECT, condition, wanted as policy_wanted};
pub(crate) use rotation::actions as rotation;

use crate::authentication::{Decision, Mode, decide};
use crate::emit::{Extras, Options, Secrets};
use crate::{Context, Draft, Operation, Path, Severity};
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// A step after the request, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct Step {
    /// Kebab-case and stable: `request`, `wait`, `group`, `cache`, `policy`, `connection`, `rotation`.
    pub id: &'static str,
    /// What it does, as a heading.
    pub title: String,
    /// What the service will answer.
    pub answer: String,
    /// The command that undoes it, where there is something to undo and one does it.
    #[cfg_attr(feature = "tsify", tsify(type = "string | null"))]
    pub undo: Option<String>,
}

/// A step with what it does.
pub(crate) struct Planned {
    pub step: Step,
    pub actions: Vec<Action>,
}

/// The request's user or group, and the requested steps after it.
pub(crate) struct Road<'a> {
    pub operation: Operation,
    pub draft: &'a Draft,
    /// The ID of the user or the group of the request, in lowercase as it is stored.
    pub id: String,
    pub user_name: Option<&'a str>,
    /// In lowercase; `None` if it isn't known.
    pub engine: Option<String>,
    /// How the user logs in, where that is known.
    pub mode: Option<Mode>,
    /// The group that the user joins, or the group of the request.
    pub group: Option<String>,
    pub cache: Option<Cache<'a>>,
    pub extras: &'a Extras,
    /// Whether a new password is made and stored.
    pub stores: bool,
}

/// The cache that an application will connect to.
#[derive(Clone, Copy)]
pub(crate) enum Cache<'a> {
    Replication(&'a str),
    Serverless(&'a str),
}

/// Every step, in order.
const STEPS: &[fn(&Road<'_>) -> Option<Planned>] =
    &[request::step, wait::step, group::step, cache::step, policy::step, connection::step, rotation::step];

impl<'a> Road<'a> {
    pub fn new(operation: Operation, draft: &'a Draft, context: &'a Context, options: &'a Options) -> Self {
        let extras = &options.extras;
        let current = context.current.as_ref();
        let now = current.and_then(|user| user.authentication.as_ref()?.kind.as_deref());
        let mode = match decide(operation, draft) {
            Decision::Chosen(mode) => Some(mode),
            Decision::Keeps => now.and_then(Mode::from_reply_name),
            _ => None,
        };
        let of_group = operation.is_of_group();
        let engine = draft.engine.as_ref().or_else(|| current?.engine.as_ref());
        let id = draft.text_at(&operation.id().into()).unwrap_or_default().to_ascii_lowercase();
        let joined = extras.user_group.as_ref().map(|group| group.to_ascii_lowercase());
        Self {
            operation,
            draft,
            user_name: draft.user_name.as_deref().or_else(|| current?.user_name.as_deref()),
            engine: engine.map(|engine| engine.to_ascii_lowercase()),
            mode: mode.filter(|_| !of_group),
            group: if of_group { Some(id.clone()) } else { joined },
            cache: match (&extras.replication_group, &extras.serverless_cache) {
                (Some(id), _) => Some(Cache::Replication(id)),
                (None, Some(name)) => Some(Cache::Serverless(name)),
                (None, None) => None,
            },
            id,
            extras,
            stores: matches!(options.secrets, Secrets::SecretsManager | Secrets::Generate),
        }
    }

    /// Whether there is more to do than to wait and to join a group.
    pub fn is_long(&self) -> bool {
        let extras = self.extras;
        let of_user = extras.create_user_group || self.wants_policy() || extras.connection.is_some();
        !extras.check_only && (self.cache.is_some() || of_user && !self.operation.is_of_group())
    }

    pub fn wants_policy(&self) -> bool {
        self.extras.iam_policy || self.extras.iam_role.is_some() || self.extras.allow_from.is_some()
    }

    /// The steps that are wanted. The first is the request itself.
    pub fn steps(&self) -> Vec<Planned> {
        STEPS.iter().filter_map(|step| step(self)).collect()
    }

    /// What is in the way of the steps, or does nothing: severity, text and the option that it is about.
    pub fn problems(&self) -> Vec<(Severity, &'static str, Path)> {
        let extras = self.extras;
        let mut problems = Vec::new();
        let mut add = |when: bool, severity, text, option| {
            if when {
                problems.push((severity, text, Path::Option(option)));
            }
        };
        if extras.check_only {
            add(self.cache.is_some(), Severity::Advice, NOTHING_SENT, "checkOnly");
            return problems;
        }
        let cache = if extras.replication_group.is_some() { "replicationGroup" } else { "serverlessCache" };
        let both = extras.replication_group.is_some() && extras.serverless_cache.is_some();
        add(both, Severity::Error, TWO_CACHES, "serverlessCache");
        if self.operation.is_of_group() {
            return problems;
        }
        let no_group = extras.user_group.is_none();
        add(extras.create_user_group && no_group, Severity::Error, NO_GROUP_ID, "createUserGroup");
        add(self.cache.is_some() && no_group && !self.is_iam_only(), Severity::Advice, NOT_ATTACHED, cache);
        let no_engine = extras.create_user_group && self.engine.is_none();
        add(no_engine, Severity::Error, NO_ENGINE, "createUserGroup");
        let role = if extras.iam_role.is_some() { "iamRole" } else { "iamPolicy" };
        if self.wants_policy() {
            let by_password = self.mode.is_some_and(|mode| mode != Mode::Iam);
            add(by_password, Severity::Warning, NOT_IAM, role);
            add(self.cache.is_none(), Severity::Error, NO_CACHE_FOR_POLICY, role);
            if let (Some(from), Some(cache)) = (&extras.allow_from, self.cache) {
                let unknown = condition(cache, from).is_none();
                add(unknown, Severity::Error, NO_SUCH_KEY, "allowFrom");
            }
        }
        let nowhere = extras.connection.is_some() && self.cache.is_none();
        add(nowhere, Severity::Error, NO_CACHE_TO_REACH, "connection");
        problems
    }

    fn is_iam_only(&self) -> bool {
        self.wants_policy() || self.extras.connection.is_some()
    }
}

const NOTHING_SENT: &str = "Nothing is sent, so no step follows.";
const TWO_CACHES: &str = "Name one cache: a replication group or a serverless cache.";
const NO_GROUP_ID: &str = "Set userGroup to the user group's ID.";
const NOT_ATTACHED: &str = "A cache uses a user group, not a user. Set userGroup to attach that group.";
const NO_ENGINE: &str = "The user group's engine is unknown: set the user's engine, or add the current user.";
const NOT_IAM: &str =
    "The user logs in with a password or without one, so no policy is needed: this step is skipped.";
const NO_CACHE_FOR_POLICY: &str = "The policy names the cache: set replicationGroup or serverlessCache.";
const NO_SUCH_KEY: &str = "A replication group knows only addresses here (aws:SourceIp), such as 10.0.0.0/16; VPCs and \
    VPC endpoints are condition keys of serverless caches.";
const NO_CACHE_TO_REACH: &str = "To print a connection, set replicationGroup or serverlessCache.";

#[cfg(test)]
mod tests;
