//! What AWS will answer.

use super::Pairs;
use elasticache_user::{Answer, Evidence, Path, User, UserGroup, emit::CliVersion, predict};
use serde::Serialize;
use tsify::Tsify;

/// What AWS will answer, as far as it's known. `text` is what the AWS CLI prints.
#[derive(Debug, Serialize, Tsify)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
#[tsify(missing_as_null)]
#[allow(missing_docs)] // the names say it
pub enum Prediction {
    /// The AWS CLI and the SDKs send nothing.
    RefusedByClient { problems: Vec<ClientProblem>, text: CliText },
    /// ElastiCache answers with an error.
    RefusedByService {
        /// The most likely error; their order isn't documented.
        first: Answer,
        /// The other errors, which would appear one by one.
        others: Vec<Answer>,
        text: CliText,
    },
    /// ElastiCache answers with the user or the group.
    Accepted {
        /// The user in the reply; the Region and the account in the ARN are placeholders. `null` if the request is about a
        /// group.
        #[tsify(type = "User | null")]
        user: Option<Box<User>>,
        /// The group in the reply; `null` if the request is about a user.
        #[tsify(type = "UserGroup | null")]
        group: Option<Box<UserGroup>>,
        /// How certain each member of the user or group is.
        #[tsify(type = "Record<string, Evidence>")]
        evidence: Pairs<&'static str, Evidence>,
        /// What changes, if the context has the current user or group.
        changes: Vec<Change>,
        /// Errors that depend on unknowns.
        unless: Vec<Answer>,
    },
}

/// A problem that the client reports.
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
    /// `null` if unknown.
    after: Option<String>,
}

/// A prediction of the core.
pub(crate) fn prediction(prediction: elasticache_user::Prediction) -> Prediction {
    match prediction {
        elasticache_user::Prediction::RefusedByClient(refusal) => Prediction::RefusedByClient {
            text: CliText { v1: refusal.text(CliVersion::V1), v2: refusal.text(CliVersion::V2) },
            problems: refusal
                .problems
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
            let predict::Accepted { reply, evidence, changes, unless } = *accepted;
            let (user, group) = match reply {
                predict::Reply::User(user) => (Some(Box::new(user)), None),
                predict::Reply::Group(group) => (None, Some(Box::new(group))),
            };
            let change =
                |one: predict::Change| Change { member: one.member, before: one.before, after: one.after };
            Prediction::Accepted {
                user,
                group,
                evidence: Pairs(evidence),
                changes: changes.into_iter().map(change).collect(),
                unless,
            }
        }
    }
}
