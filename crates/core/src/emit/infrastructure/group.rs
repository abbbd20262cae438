//! A user group as infrastructure as code, in its complete target state.

use super::road::attach;
use super::template::{Node, NodeKind, map, parameters, referred, tag_note, tags, text};
use super::{identifier, put_not_ready, unknown};
use crate::emit::{Emission, Job, Note, PieceKind as Kind, Text, cdk, references, terraform};
use crate::quote::{hcl, javascript};
use crate::roster::Roster;
use crate::{Member, Path, Tag};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// A complete user group. Unknown members are `None`.
struct Group<'a> {
    /// In lowercase, as it's stored.
    id: Option<String>,
    /// In lowercase, or as typed if the engine is unknown.
    engine: Option<String>,
    /// The IDs of the members in lowercase, with their places in the request if it names them.
    members: Vec<(Path, String)>,
    /// Its tags. Replies don't show them, so an existing group's are unknown.
    tags: &'a [Tag],
    /// Whether it already exists.
    exists: bool,
}

const UNKNOWN: &str = "This format describes a whole group, but ModifyUserGroup contains only changes. Add the current group \
    (the output of aws elasticache describe-user-groups) to see the group after the change.";
const TAGS: &str = "This is the group after the change. Replies don't contain its current tags: add them, or they'll be taken \
    away when this configuration takes over the group.";
const IMPORT: &str = "The group already exists: add it to a stack with a change set of type IMPORT.";
const ALONE: &str = "The members are listed by ID. If the same configuration creates the users, refer to them there, so \
    that they're created first.";

/// The group in its target state with its notes, or why it's unknown.
fn group<'a>(job: &Job<'a>) -> Result<(Group<'a>, Vec<Note>), Emission> {
    let create = job.operation.creates();
    let (roster, _) = Roster::new(job.operation, job.draft, job.context);
    if !roster.complete {
        return Err(unknown(UNKNOWN, "group"));
    }
    let list = if create { Member::UserIds } else { Member::UserIdsToAdd };
    let typed = job.draft.engine.as_ref().map(|engine| engine.to_ascii_lowercase());
    let now = roster.group.and_then(|group| group.user_group_id.clone());
    let id = job.draft.user_group_id.clone().or(now);
    let members = roster.members.into_iter().map(|member| (member.path.unwrap_or(list.into()), member.id));
    let group = Group {
        id: id.map(|id| id.to_ascii_lowercase()),
        engine: roster.engine.map(str::to_owned).or(typed),
        members: members.collect(),
        tags: if create { job.draft.tags.as_deref().unwrap_or_default() } else { &[] },
        exists: !create,
    };
    let mut notes = vec![Note::advice(ALONE)];
    notes.extend((!create).then(|| Note::advice(TAGS)));
    Ok((group, notes))
}

impl Group<'_> {
    fn is_ready(&self, job: &Job<'_>) -> bool {
        job.ready && self.id.is_some() && self.engine.is_some()
    }

    /// The text of a member, or its placeholder.
    fn text(&self, member: Member) -> Result<&str, &'static str> {
        let text = if member == Member::Engine { &self.engine } else { &self.id };
        text.as_deref().ok_or(Job::placeholder(member))
    }
}

/// A CloudFormation template, where a group has at least one member.
pub fn template(job: &Job<'_>, name: &str, write: fn(&mut Text, &Node)) -> Emission {
    let (group, mut notes) = match group(job) {
        Ok(found) => found,
        Err(emission) => return emission,
    };
    notes.extend(group.exists.then(|| Note::advice(IMPORT)));
    notes.extend(tag_note(group.tags));
    notes.extend(attach(&job.road(), ["UserGroupIds:", "UserGroupId:"], "!Ref UserGroup"));
    let ready = group.is_ready(job) && !group.members.is_empty();
    let value = |member: Member| {
        let what = match group.text(member) {
            Ok(text) => NodeKind::Text(text.to_owned()),
            Err(placeholder) => NodeKind::Placeholder(placeholder),
        };
        (member.name().into(), Node { path: Some(member.into()), what })
    };
    let members = group.members.iter().map(|(path, id)| Node { path: Some(path.clone()), ..text(id) });
    let members = match group.members.is_empty() {
        true => NodeKind::Placeholder(Job::placeholder(Member::UserIds)),
        false => NodeKind::List(members.collect()),
    };
    let mut properties = vec![value(Member::UserGroupId), value(Member::Engine)];
    properties.push(("UserIds".into(), Node { path: Some(Member::UserIds.into()), what: members }));
    properties.extend(tags(group.tags));
    let mut resource = vec![("Type".into(), text("AWS::ElastiCache::UserGroup"))];
    if group.exists {
        // Importing a resource requires them.
        resource.push(("DeletionPolicy".into(), text("Retain")));
        resource.push(("UpdateReplacePolicy".into(), text("Retain")));
    }
    resource.push(("Properties".into(), map(properties)));
    let mut top = vec![("AWSTemplateFormatVersion".into(), text("2010-09-09"))];
    top.extend(parameters(referred(job).collect()));
    top.push(("Resources".into(), map(vec![("UserGroup".into(), map(resource))])));
    let top = map(top);
    let mut out = Text::default();
    put_not_ready(&mut out, job, ready);
    write(&mut out, &top);
    Emission {
        ready,
        files: vec![out.file(name.replacen("user", "user-group", 1))],
        notes,
        ..Emission::default()
    }
}

/// The resource `aws_elasticache_user_group`, as `terraform fmt` writes it.
pub fn terraform(job: &Job<'_>) -> Emission {
    let (group, mut notes) = match group(job) {
        Ok(found) => found,
        Err(emission) => return emission,
    };
    let ready = group.is_ready(job);
    let name = identifier(Some(group.id.as_deref().unwrap_or("group")), '_');
    let here = format!("aws_elasticache_user_group.{name}.user_group_id");
    notes.extend(attach(&job.road(), ["user_group_ids =", "user_group_id ="], &here));
    let mut text = Text::default();
    put_not_ready(&mut text, job, ready);
    let put = |text: &mut Text, member: Member| {
        match group.text(member) {
            Ok(value) => text.put_at(Kind::String, member, hcl(value)),
            Err(placeholder) => text.put_at(Kind::Placeholder, member, placeholder),
        };
        text.put(Kind::Plain, "\n");
    };
    if !job.of_many {
        references::variables(&mut text, job.references);
    }
    if group.exists {
        text.put(Kind::Keyword, "import").put(Kind::Plain, " {\n  to = ");
        text.put(Kind::Command, format!("aws_elasticache_user_group.{name}")).put(Kind::Plain, "\n  id = ");
        put(&mut text, Member::UserGroupId);
        text.put(Kind::Plain, "}\n\n");
    }
    text.put(Kind::Keyword, "resource");
    text.put(Kind::Command, format!(" \"aws_elasticache_user_group\" \"{name}\"")).put(Kind::Plain, " {\n  ");
    text.put_at(Kind::Option, Member::UserGroupId, "user_group_id").put(Kind::Plain, " = ");
    put(&mut text, Member::UserGroupId);
    text.put(Kind::Plain, "  ").put_at(Kind::Option, Member::Engine, "engine").put(Kind::Plain, "        = ");
    put(&mut text, Member::Engine);
    if !group.members.is_empty() {
        text.put(Kind::Plain, "  ").put_at(Kind::Option, Member::UserIds, "user_ids");
        text.put(Kind::Plain, "      = [");
        for (n, (path, id)) in group.members.iter().enumerate() {
            text.put(Kind::Plain, if n > 0 { ", " } else { "" }).put_at(Kind::String, path, hcl(id));
        }
        text.put(Kind::Plain, "]\n");
    }
    terraform::tags(&mut text, group.tags);
    text.put(Kind::Plain, "}\n");
    Emission { ready, files: vec![text.file("user-group.tf")], notes, ..Emission::default() }
}

/// An app of the AWS CDK whose template is the one of CloudFormation.
pub fn cdk(job: &Job<'_>) -> Emission {
    let (group, mut notes) = match group(job) {
        Ok(found) => found,
        Err(emission) => return emission,
    };
    notes.extend(group.exists.then(|| Note::advice(IMPORT)));
    notes.extend(tag_note(group.tags));
    let ready = group.is_ready(job) && !group.members.is_empty();
    let mut text = Text::default();
    put_not_ready(&mut text, job, ready);
    text.put(Kind::Keyword, "import { App, ");
    text.put(Kind::Keyword, if group.exists { "RemovalPolicy, " } else { "" });
    let imports =
        "Stack } from \"aws-cdk-lib\";\nimport { CfnUserGroup } from \"aws-cdk-lib/aws-elasticache\";\n";
    text.put(Kind::Keyword, imports);
    let stack = "\nconst app = new App();\nconst stack = new Stack(app, \"ElastiCacheUserGroup\");\n";
    text.put(Kind::Plain, stack);
    text.put(Kind::Plain, if group.exists { "\nconst group = new " } else { "\nnew " });
    text.put(Kind::Command, "CfnUserGroup").put(Kind::Plain, "(stack, \"UserGroup\", {\n");
    for (name, member) in [("userGroupId", Member::UserGroupId), ("engine", Member::Engine)] {
        text.put(Kind::Plain, "  ").put_at(Kind::Option, member, name).put(Kind::Plain, ": ");
        match group.text(member) {
            Ok(value) => text.put_at(Kind::String, member, javascript(value)),
            Err(placeholder) => text.put_at(Kind::Placeholder, member, placeholder),
        };
        text.put(Kind::Plain, ",\n");
    }
    text.put(Kind::Plain, "  ").put_at(Kind::Option, Member::UserIds, "userIds").put(Kind::Plain, ": [");
    for (n, (path, id)) in group.members.iter().enumerate() {
        text.put(Kind::Plain, if n > 0 { ", " } else { "" }).put_at(Kind::String, path, javascript(id));
    }
    if group.members.is_empty() {
        text.put_at(Kind::Placeholder, Member::UserIds, Job::placeholder(Member::UserIds));
    }
    text.put(Kind::Plain, "],\n");
    cdk::tags(&mut text, group.tags);
    text.put(Kind::Plain, "});\n");
    text.put(
        Kind::Plain,
        if group.exists { "group.applyRemovalPolicy(RemovalPolicy.RETAIN);\n" } else { "" },
    );
    text.put(Kind::Plain, "\napp.synth();\n");
    Emission { ready, files: vec![text.file("user-group.ts")], notes, ..Emission::default() }
}
