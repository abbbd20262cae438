//! What follows the user in infrastructure as code: a group that is made for it, the IAM policy, and how to connect.
//!
//! Neither Terraform nor CloudFormation changes a cache that it doesn't manage, so attaching the group is said in a note.

use super::template::{Node, NodeKind, map, text};
use super::{User, identifier};
use crate::emit::{Job, Note, PieceKind as Kind, Text};
use crate::quote::hcl;
use crate::road::{self, CONNECT, Cache, Chunk, Road};
use crate::{Member, Path, Severity};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

/// How the group is attached, where a cache is named: `here` is what refers to the group in this form.
pub fn attach(road: &Road<'_>, words: [&str; 2], here: &str) -> Option<Note> {
    let cache = road.cache?;
    road.group.as_ref()?;
    let [list, one] = words;
    let line = match cache {
        Cache::Replication(_) => format!("{list} [{here}]"),
        Cache::Serverless(_) => format!("{one} {here}"),
    };
    let note = format!(
        "This doesn't change a cache that's created elsewhere. To attach the group, write {line} in the resource of {}; a replication \
         group must have encryption in transit.",
        cache.id()
    );
    Some(Note::advice(note).at(Severity::Advice, Path::Option(cache.option())))
}

/// Resources and outputs that follow `aws_elasticache_user`, as `terraform fmt` writes them.
pub fn terraform(out: &mut Text, job: &Job<'_>, name: &str) -> Vec<Note> {
    let road = job.road();
    let mut notes = Vec::new();
    let group = road.group.as_deref().map(|group| identifier(Some(group), '_'));
    if let Some(group) = &group {
        let here = match road.extras.create_user_group {
            true => format!("aws_elasticache_user_group.{group}.user_group_id"),
            false => hcl(road.group.as_deref().unwrap_or_default()),
        };
        notes.extend(attach(&road, ["user_group_ids =", "user_group_id ="], &here));
    }
    match group {
        Some(group) if road.extras.create_user_group => own_group(out, &road, name, &group),
        Some(_) => association(out, job, name),
        None => {}
    }
    let policy = road.policy();
    let line = |cluster| road.connection(cluster);
    if let Some(cache) = road.cache.filter(|_| policy.is_some() || line(true).is_some()) {
        let (kind, argument) = match cache {
            Cache::Replication(_) => ("aws_elasticache_replication_group", "replication_group_id"),
            Cache::Serverless(_) => ("aws_elasticache_serverless_cache", "name"),
        };
        let data = identifier(Some(cache.id()), '_');
        out.put(Kind::Plain, "\n")
            .put(Kind::Keyword, "data")
            .put(Kind::Command, format!(" \"{kind}\" \"{data}\""));
        out.put(Kind::Plain, " {\n  ").put(Kind::Option, argument).put(Kind::Plain, " = ");
        out.put_at(Kind::String, Path::Option(cache.option()), hcl(cache.id())).put(Kind::Plain, "\n}\n");
        let data = format!("data.{kind}.{data}");
        if let Some(condition) = policy {
            connect(out, &road, name, &data, condition);
        }
        if let (Some(one), Some(other)) = (line(true), line(false)) {
            let found = |cluster: &[Chunk]| template(cluster, cache, &data);
            let value = match cache {
                Cache::Replication(_) if one != other => format!(
                    "try(length({data}.configuration_endpoint_address), 0) > 0 ? {} : {}",
                    found(&one),
                    found(&other)
                ),
                _ => found(&one),
            };
            output(out, &format!("connection_{name}"), &value);
        }
    }
    notes
}

fn own_group(out: &mut Text, road: &Road<'_>, name: &str, group: &str) {
    let path = || Path::Option("userGroup");
    out.put(Kind::Plain, "\n").put(Kind::Keyword, "resource");
    out.put(Kind::Command, format!(" \"aws_elasticache_user_group\" \"{group}\""));
    out.put(Kind::Plain, " {\n  user_group_id = ");
    out.put_at(Kind::String, path(), hcl(road.group.as_deref().unwrap_or_default()));
    out.put(Kind::Plain, "\n  engine        = ");
    out.put_at(Kind::String, Member::Engine, hcl(road.engine.as_deref().unwrap_or_default()));
    let default = if road.needs_default() { "\"default\", " } else { "" };
    out.put(Kind::Plain, format!("\n  user_ids      = [{default}aws_elasticache_user.{name}.user_id]\n}}\n"));
}

fn association(out: &mut Text, job: &Job<'_>, name: &str) {
    out.put(Kind::Plain, "\n").put(Kind::Keyword, "resource");
    out.put(Kind::Command, format!(" \"aws_elasticache_user_group_association\" \"{name}\""));
    out.put(Kind::Plain, " {\n  user_group_id = ");
    let group = job.options.extras.user_group.as_deref().unwrap_or_default();
    out.put_at(Kind::String, Path::Option("userGroup"), hcl(group));
    out.put(Kind::Plain, format!("\n  user_id       = aws_elasticache_user.{name}.user_id\n}}\n"));
}

type Condition<'a> = Option<(&'static str, &'static str, &'a str)>;

fn connect(out: &mut Text, road: &Road<'_>, name: &str, cache: &str, condition: Condition<'_>) {
    out.put(Kind::Plain, "\n").put(Kind::Keyword, "data");
    out.put(Kind::Command, format!(" \"aws_iam_policy_document\" \"connect_{name}\""));
    let resources = format!("[{cache}.arn, aws_elasticache_user.{name}.arn]");
    let statement =
        format!(" {{\n  statement {{\n    actions   = [\"{CONNECT}\"]\n    resources = {resources}\n");
    out.put(Kind::Plain, statement);
    if let Some((test, key, value)) = condition {
        out.put(Kind::Plain, format!("\n    condition {{\n      test     = \"{test}\"\n      variable = \"{key}\"\n      values   = ["));
        out.put_at(Kind::String, Path::Option("allowFrom"), hcl(value)).put(Kind::Plain, "]\n    }\n");
    }
    out.put(Kind::Plain, "  }\n}\n");
    let document = format!("data.aws_iam_policy_document.connect_{name}.json");
    let Some(role) = &road.extras.iam_role else {
        return output(out, &format!("policy_{name}"), &document);
    };
    out.put(Kind::Plain, "\n").put(Kind::Keyword, "resource");
    out.put(Kind::Command, format!(" \"aws_iam_role_policy\" \"connect_{name}\""))
        .put(Kind::Plain, " {\n  name   = ");
    out.put(Kind::String, hcl(&road.policy_name())).put(Kind::Plain, "\n  role   = ");
    out.put_at(Kind::String, Path::Option("iamRole"), hcl(role));
    out.put(Kind::Plain, format!("\n  policy = {document}\n}}\n"));
}

fn output(out: &mut Text, name: &str, value: &str) {
    out.put(Kind::Plain, "\n").put(Kind::Keyword, "output").put(Kind::Command, format!(" \"{name}\""));
    out.put(Kind::Plain, format!(" {{\n  value = {value}\n}}\n"));
}

/// A line as a template of HCL. Before a value that is found there is never a `$`.
fn template(line: &[Chunk], cache: Cache<'_>, data: &str) -> String {
    let mut out = String::from("\"");
    for chunk in line {
        match chunk {
            Chunk::Text(text) => {
                let quoted = hcl(text);
                out.push_str(
                    quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default(),
                );
            }
            Chunk::Found(name) => {
                let value = match (cache, *name) {
                    (Cache::Serverless(_), "host") => format!("{data}.endpoint.address"),
                    (Cache::Serverless(_), _) => format!("{data}.endpoint.port"),
                    (Cache::Replication(_), "host") => {
                        format!(
                            "coalesce({data}.configuration_endpoint_address, {data}.primary_endpoint_address)"
                        )
                    }
                    (Cache::Replication(_), _) => format!("{data}.port"),
                };
                out.push_str(&format!("${{{value}}}"));
            }
        }
    }
    out.push('"');
    out
}

/// The resources of a template that follow the user.
pub fn resources(job: &Job<'_>, user: &User<'_>) -> Vec<(Cow<'static, str>, Node)> {
    let road = job.road();
    let mut all = Vec::new();
    let reference = |name: &str| Node { path: None, what: NodeKind::Reference(name.to_owned()) };
    if let Some(group) = road.group.as_deref().filter(|_| road.extras.create_user_group) {
        let default = road.needs_default().then(|| text("default"));
        let members = default.into_iter().chain([reference("User")]).collect();
        let properties = map(vec![
            ("UserGroupId".into(), Node { path: Some(Path::Option("userGroup")), ..text(group) }),
            ("Engine".into(), text(user.engine.clone().unwrap_or_default())),
            ("UserIds".into(), Node { path: None, what: NodeKind::List(members) }),
        ]);
        let resource =
            vec![("Type".into(), text("AWS::ElastiCache::UserGroup")), ("Properties".into(), properties)];
        all.push(("UserGroup".into(), map(resource)));
    }
    if let (Some(condition), Some(cache)) = (road.policy(), road.cache) {
        let get = map(vec![(
            "Fn::GetAtt".into(),
            Node { path: None, what: NodeKind::List(vec![text("User"), text("Arn")]) },
        )]);
        let kind = match cache {
            Cache::Replication(_) => "replicationgroup",
            Cache::Serverless(_) => "serverlesscache",
        };
        // IDs are stored in lowercase.
        let id = cache.id().to_ascii_lowercase();
        let arn =
            format!("arn:${{AWS::Partition}}:elasticache:${{AWS::Region}}:${{AWS::AccountId}}:{kind}:{id}");
        let arn =
            map(vec![("Fn::Sub".into(), Node { path: Some(Path::Option(cache.option())), ..text(arn) })]);
        let mut statement = vec![
            ("Effect".into(), text("Allow")),
            ("Action".into(), text(CONNECT)),
            ("Resource".into(), Node { path: None, what: NodeKind::List(vec![arn, get]) }),
        ];
        if let Some((operator, key, value)) = condition {
            let value = Node { path: Some(Path::Option("allowFrom")), ..text(value) };
            statement
                .push(("Condition".into(), map(vec![(operator.into(), map(vec![(key.into(), value)]))])));
        }
        let statements = Node { path: None, what: NodeKind::List(vec![map(statement)]) };
        let document = map(vec![("Version".into(), text("2012-10-17")), ("Statement".into(), statements)]);
        let mut properties = vec![("PolicyDocument".into(), document)];
        if let Some(role) = &road.extras.iam_role {
            let role = Node { path: Some(Path::Option("iamRole")), ..text(role) };
            properties.push(("Roles".into(), Node { path: None, what: NodeKind::List(vec![role]) }));
        }
        let resource =
            vec![("Type".into(), text("AWS::IAM::ManagedPolicy")), ("Properties".into(), map(properties))];
        all.push(("ConnectPolicy".into(), map(resource)));
    }
    all
}

/// How a group is attached in the words of a format: the two properties, and what refers to a group that is made.
pub struct Attach {
    properties: [&'static str; 2],
    group: &'static str,
}

pub const TEMPLATE: Attach =
    Attach { properties: ["UserGroupIds:", "UserGroupId:"], group: "!Ref UserGroup" };
pub const CDK: Attach = Attach { properties: ["userGroupIds:", "userGroupId:"], group: "userGroup.ref" };

/// What to know of the steps that a template has or can't have.
pub fn notes(job: &Job<'_>, words: &Attach) -> Vec<Note> {
    let road = job.road();
    let mut notes = Vec::new();
    if road.group.is_some() && !road.extras.create_user_group {
        notes.push(Note::advice(NO_JOINING).at(Severity::Warning, Path::Option("userGroup")));
    }
    let here = if road.extras.create_user_group { words.group } else { "the group's ID" };
    notes.extend(attach(&road, words.properties, here));
    if road.policy().is_some() && road.extras.iam_role.is_none() {
        notes.push(Note::advice(NO_ROLE).at(Severity::Advice, Path::Option("iamPolicy")));
    }
    notes
}

const NO_JOINING: &str = "CloudFormation can't add a user to an existing group: add the user to UserIds where the group is \
    defined, or let this template create a group (createUserGroup).";
const NO_ROLE: &str =
    "The policy isn't attached to a role: set iamRole, or attach it to the application's role.";

impl<'a> Road<'a> {
    /// The condition of the policy, if a policy is wanted.
    fn policy(&self) -> Option<Condition<'a>> {
        road::policy_wanted(self).then(|| {
            let (cache, from) = (self.cache?, self.extras.allow_from.as_deref()?);
            road::condition(cache, from)
        })
    }
}
