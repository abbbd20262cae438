//! What AWS will answer.

use super::Pairs;
use elasticache_user::{Answer, Path, Sureness, User, UserGroup, emit::CliVersion, predict};
use serde::Serialize;
use tsify::Tsify;

/// What AWS will answer, as far as it is known. `text` is what the AWS CLI prints.
#[derive(Debug, Serialize, Tsify)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
#[tsify(missing_as_null)]
#[allow(missing_docs)] // the names say it
pub enum Prediction {
    /// The AWS CLI and the SDKs send nothing.
    RefusedByClient { problems: Vec<ClientProblem>, text: CliText },
    /// ElastiCache answers with an error.
    RefusedByService {
        /// The error that probably comes; which one comes first isn't documented.
        first: Answer,
        /// The others that would come, one by one.
        others: Vec<Answer>,
        text: CliText,
    },
    /// ElastiCache answers with the user or the group.
    Accepted {
        /// The user in the reply; the Region and the account in the ARN are placeholders. `null` where the request is about a
        /// group.
        #[tsify(type = "User | null")]
        user: Option<Box<User>>,
        /// The group in the reply; `null` where the request is about a user.
        #[tsify(type = "UserGroup | null")]
        group: Option<Box<UserGroup>>,
        /// How sure each member of the user or group is.
        #[tsify(type = "Record<string, Sureness>")]
        sure: Pairs<&'static str, Sureness>,
        /// For a change with the present user or group in the context.
        changes: Vec<Change>,
        /// Errors that depend on what is not known here.
        unless: Vec<Answer>,
    },
}

/// What the client says of one member.
#[derive(Debug, Serialize, Tsify)]
pub struct ClientProblem {
    #[tsify(type = "string")]
    path: Path,
    message: String,
}

/// What the AWS CLI prints, version 1 and 2.
#[derive(Debug, Serialize, Tsify)]
pub struct CliText {
    v1: String,
    v2: String,
}

/// A member of the user or group that changes.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Change {
    member: &'static str,
    before: Option<String>,
    /// `null` where it isn't known.
    after: Option<String>,
}

/// A prediction of the core.
pub(crate) fn prediction(prediction: elasticache_user::Prediction) -> Prediction {
    match prediction {
        elasticache_user::Prediction::RefusedByClient(refusal) => Prediction::RefusedByClient {
            text: CliText { v1: refusal.text(CliVersion::V1), v2: refusal.text(CliVersion::V2) },
            problems: refusal
                .complaints
                .into_iter()
                .map(|one| ClientProblem { message: one.line(), path: one.path })
                .collect(),
        },
        elasticache_user::Prediction::RefusedByService(refusal) => {
            let text = |version| refusal.text(version);
            let text = CliText { v1: text(CliVersion::V1), v2: text(CliVersion::V2) };
            Prediction::RefusedByService { text, first: refusal.first, others: refusal.others }
        }
        elasticache_user::Prediction::Accepted(accepted) => {
            let predict::Accepted { reply, sure, changes, unless } = *accepted;
            let (user, group) = match reply {
                predict::Reply::User(user) => (Some(Box::new(user)), None),
                predict::Reply::Group(group) => (None, Some(Box::new(group))),
            };
            let change =
                |one: predict::Change| Change { member: one.member, before: one.before, after: one.after };
            Prediction::Accepted {
                user,
                group,
                sure: Pairs(sure),
                changes: changes.into_iter().map(change).collect(),
                unless,
            }
        }
    }
}
