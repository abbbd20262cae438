//! Attach the user group to a cache.

use super::{Action, Cache, Call, Planned, Road, Step};
use crate::{Path, quote};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// Caches take longer than users do: a quarter of an hour, in looks 5 seconds apart.
const TRIES: u32 = 180;

pub(super) fn step(road: &Road<'_>) -> Option<Planned> {
    let (group, cache) = (road.group.as_deref()?, road.cache?);
    let group_path = || match road.operation.is_of_group() {
        true => Path::Member(crate::Member::UserGroupId),
        false => Path::Option("userGroup"),
    };
    // In text, no group at all is the word None, and an empty list is nothing.
    let (query, modify, undo) = match cache {
        Cache::Replication(_) => (
            "join(' ', [ReplicationGroups[0].UserGroupIds][])",
            cache.call("modify-replication-group").arg("--user-group-ids-to-add", group_path(), group),
            "modify-replication-group --replication-group-id",
        ),
        Cache::Serverless(_) => (
            "ServerlessCaches[0].UserGroupId",
            cache.call("modify-serverless-cache").arg("--user-group-id", group_path(), group),
            "modify-serverless-cache --remove-user-group --serverless-cache-name",
        ),
    };
    let same = format!("The group {group} is already attached to {}.", cache.id());
    let attach = Action::Match {
        look: cache.look(query.into()),
        cases: vec![
            (vec![group.to_owned()], vec![Action::say(same)]),
            (vec![String::new(), "None".into()], vec![until_available(cache), Action::Run(modify)]),
        ],
        rest: vec![Action::Fail(format!("Another user group is attached to {}:", cache.id()))],
        absent: None,
    };
    let word = |text: &str| quote::posix(text).unwrap_or_default();
    let mut undo = format!("aws elasticache {undo} {}", word(cache.id()));
    if let Cache::Replication(_) = cache {
        undo.push_str(&format!(" --user-group-ids-to-remove {}", word(group)));
    }
    let step = Step {
        id: "cache",
        title: format!("Attach the group to {}", cache.id()),
        answer: answer(cache).to_owned(),
        undo: Some(undo),
    };
    Some(Planned { step, actions: vec![attach, until_available(cache)] })
}

fn answer(cache: Cache<'_>) -> &'static str {
    match cache {
        Cache::Replication(_) => {
            "The replication group, with the status modifying. An error if it has no encryption in transit (\"User group \
             based access control requires encryption-in-transit to be enabled on the replication group.\"). It has one \
             user group: the step fails where another is attached. Clients that log in as default without a password are \
             locked out."
        }
        Cache::Serverless(_) => {
            "The serverless cache, with the status modifying. It has one user group: the step fails where another is attached. \
             Clients that log in as default without a password are locked out."
        }
    }
}

fn until_available(cache: Cache<'_>) -> Action {
    let status = match cache {
        Cache::Replication(_) => "ReplicationGroups[0].Status",
        Cache::Serverless(_) => "ServerlessCaches[0].Status",
    };
    Action::Until {
        look: cache.look(status.into()),
        is: "available",
        what: format!("The cache {}", cache.id()),
        tries: TRIES,
    }
}

impl<'a> Cache<'a> {
    /// The ID of the replication group, or the name of the serverless cache.
    pub fn id(self) -> &'a str {
        let (Self::Replication(id) | Self::Serverless(id)) = self;
        id
    }

    /// The option of the emission that names it.
    pub fn option(self) -> &'static str {
        match self {
            Self::Replication(_) => "replicationGroup",
            Self::Serverless(_) => "serverlessCache",
        }
    }

    fn call(self, command: &'static str) -> Call {
        let option = match self {
            Self::Replication(_) => "--replication-group-id",
            Self::Serverless(_) => "--serverless-cache-name",
        };
        Call::new(command).arg(option, Path::Option(self.option()), self.id())
    }

    /// The command that prints this of the cache.
    pub fn look(self, query: String) -> Call {
        let command = match self {
            Self::Replication(_) => "describe-replication-groups",
            Self::Serverless(_) => "describe-serverless-caches",
        };
        self.call(command).printing(self.option(), query)
    }
}
