//! For a user that logs in with IAM: the policy that lets an application connect as this user to this cache.

use super::{Action, Cache, Call, Chunk, Planned, Road, Step, text};
use crate::authentication::Mode;
use crate::{Member, Path, quote};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The action that the policy allows.
pub(crate) const CONNECT: &str = "elasticache:Connect";

pub(super) fn step(road: &Road<'_>) -> Option<Planned> {
    let cache = road.cache.filter(|_| wanted(road))?;
    let arn = match cache {
        Cache::Replication(_) => "ReplicationGroups[0].ARN",
        Cache::Serverless(_) => "ServerlessCaches[0].ARN",
    };
    let user = Call::new("describe-users").arg("--user-id", Member::UserId, &road.id);
    let mut actions = vec![
        Action::Find("user_arn", user.printing("iamPolicy", "Users[0].ARN")),
        Action::Find("cache_arn", cache.look(arn.into())),
    ];
    let name = road.policy_name();
    let document = document(cache, road.extras.allow_from.as_deref());
    let (title, answer, undo) = match &road.extras.iam_role {
        Some(role) => {
            let put = Call { service: "iam", ..Call::new("put-role-policy") };
            let path = || Path::Option("iamRole");
            let put = put.arg("--role-name", path(), role).arg("--policy-name", path(), &name);
            actions.push(Action::Run(put.words("--policy-document", path(), vec![document])));
            let role = quote::posix(role).unwrap_or_default();
            (
                format!("Let the role {role} connect as this user"),
                "No reply, or NoSuchEntity if the role doesn't exist. A policy with this name is replaced.",
                Some(format!("aws iam delete-role-policy --role-name {role} --policy-name {name}")),
            )
        }
        None => {
            actions.push(Action::Say(document));
            (
                "Print the policy that lets an application connect as this user".to_owned(),
                "The policy as JSON: attach it to the application's role.",
                None,
            )
        }
    };
    Some(Planned { step: Step { id: "policy", title, answer: answer.into(), undo }, actions })
}

/// Whether there is to be a policy: only for a user that logs in with IAM, to a cache.
pub(crate) fn wanted(road: &Road<'_>) -> bool {
    let iam = road.mode.is_none_or(|mode| mode == Mode::Iam);
    !road.operation.is_of_group() && road.wants_policy() && road.cache.is_some() && iam
}

impl Road<'_> {
    /// What the policy is called in its role.
    pub(crate) fn policy_name(&self) -> String {
        format!("elasticache-connect-{}", self.id)
    }
}

/// The document, whose ARNs the service itself says: they are right in every partition.
fn document(cache: Cache<'_>, from: Option<&str>) -> Vec<Chunk> {
    let condition = from.and_then(|from| condition(cache, from)).map(|(operator, key, value)| {
        format!(r#","Condition":{{"{operator}":{{"{key}":{}}}}}"#, quote::json(value))
    });
    vec![
        text(format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"{CONNECT}","Resource":[""#
        )),
        Chunk::Found("cache_arn"),
        text(r#"",""#),
        Chunk::Found("user_arn"),
        text(format!(r#""]{}}}]}}"#, condition.unwrap_or_default())),
    ]
}

/// Operator, key and value of the condition. The keys of elasticache:Connect are others for each kind of cache:
/// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html>
pub(crate) fn condition<'a>(
    cache: Cache<'_>,
    from: &'a str,
) -> Option<(&'static str, &'static str, &'a str)> {
    let address = from.starts_with(|first: char| first.is_ascii_hexdigit() || first == ':')
        && from.contains(['.', ':']);
    Some(match cache {
        Cache::Serverless(_) if from.starts_with("vpc-") => ("StringEquals", "aws:SourceVpc", from),
        Cache::Serverless(_) if from.starts_with("vpce-") => ("StringEquals", "aws:SourceVpce", from),
        Cache::Serverless(_) if address => ("IpAddress", "aws:VpcSourceIp", from),
        Cache::Replication(_) if address => ("IpAddress", "aws:SourceIp", from),
        _ => return None,
    })
}
