//! TypeScript type-checks the CDK code, the real library synthesizes it, and its template equals the CloudFormation one.
use super::cloudformation::template;
use super::javascript::{PEERS, link};
use crate::moto::equal;
use crate::programs::{self, Program};
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options};
use elasticache_user::{Context, Draft, Operation};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use testkit::drafts;
use tools::Ctx;
use tools::node;
use tools::run::{feed, read, say};

#[test]
fn the_library_synthesizes_the_draft() -> Proof {
    proof(run)
}

/// A group created for the user, and the IAM policy.
#[test]
fn the_road_is_that_of_cloudformation() -> Proof {
    proof(road)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    let bin = node::packages(ctx, PEERS)?;
    let cases = [drafts::valid(200), drafts::wicked(200)].concat();
    let programs = programs::write(ctx, "cdk", cases.into_iter().filter(drafts::has_members).collect())?;
    link(ctx)?;
    let list: String = programs.iter().map(|program| format!("{}\n", program.path.display())).collect();
    let answers = feed(Command::new(&node).arg(ctx.path(PEERS).join("cdk.mjs")), &list)?;
    for (program, answer) in programs.iter().zip(answers.lines()) {
        compare(program, answer)?;
    }
    say(format!("{} apps synthesize the CloudFormation template", answers.lines().count()));
    let unready = programs::write_unready(ctx, "cdk")?;
    let list: String = unready.iter().map(|program| format!("{}\n", program.path.display())).collect();
    let refused = feed(Command::new(&node).arg(ctx.path(PEERS).join("cdk.mjs")), &list)?;
    let mut refused = refused.lines();
    programs::none_accepted(&unready, |_| {
        Ok(!refused.next().is_some_and(|answer| answer.starts_with("{\"error\":")))
    })?;
    let files = programs.iter().map(|program| &program.path);
    read(Command::new(bin.join("tsc")).args(STRICT).args(files))?;
    say("TypeScript finds no type errors in them");
    Ok(())
}

const STRICT: [&str; 9] =
    ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--types", ""];

fn road(ctx: &Ctx) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    let bin = node::packages(ctx, PEERS)?;
    let root = ctx.path("target/programs/cdk-road");
    fs::create_dir_all(&root).map_err(|why| why.to_string())?;
    link(ctx)?;
    let iam = json!({"AuthenticationMode": {"Type": "iam"}});
    let password = json!({"AuthenticationMode": {"Type": "password", "Passwords": ["a-password-of-it"]}});
    let (mut apps, mut templates): (Vec<PathBuf>, Vec<Value>) = (Vec::new(), Vec::new());
    for (engine, more, options) in [
        ("redis", &iam, json!({"userGroup": "apps", "createUserGroup": true})),
        (
            "valkey",
            &iam,
            json!({"userGroup": "apps", "createUserGroup": true, "replicationGroup": "RG", "iamRole": "app",
            "allowFrom": "10.0.0.0/8"}),
        ),
        ("redis", &iam, json!({"serverlessCache": "own", "iamPolicy": true, "allowFrom": "vpce-1"})),
        (
            "valkey",
            &password,
            json!({"userGroup": "apps", "createUserGroup": true, "serverlessCache": "own"}),
        ),
        (
            "valkey",
            &password,
            json!({"userGroup": "apps", "createUserGroup": true, "secrets": "secrets-manager"}),
        ),
    ] {
        let mut user = json!({"UserId": "app", "UserName": "app", "Engine": engine, "AccessString": "on ~app:* -@all +get"});
        for (name, value) in more.as_object().into_iter().flatten() {
            user[name] = value.clone();
        }
        let (options, _) = Options::from_json(&options);
        let draft = Draft::from_json(user);
        let written = |id: &str| {
            let target = emit::target(id).ok_or("unknown target")?;
            let emission = emit::emit(target, Operation::CreateUser, &draft, &Context::default(), &options);
            let ignored = emission.notes.iter().any(|note| note.text.contains("ignores"));
            match emission.ready && !ignored {
                true => Ok(emission.files[0].text()),
                false => Err(format!("{id}: {:?}", emission.notes)),
            }
        };
        let path = root.join(format!("app-{}.ts", apps.len()));
        fs::write(&path, written("cdk")?).map_err(|why| why.to_string())?;
        apps.push(path);
        let mut template: Value =
            serde_json::from_str(&written("cloudformation-json")?).map_err(|why| why.to_string())?;
        template
            .as_object_mut()
            .into_iter()
            .for_each(|template| drop(template.remove("AWSTemplateFormatVersion")));
        templates.push(template);
    }
    let list: String = apps.iter().map(|path| format!("{}\n", path.display())).collect();
    let answers = feed(Command::new(&node).arg(ctx.path(PEERS).join("cdk.mjs")), &list)?;
    let found: Result<Vec<Value>, _> = answers.lines().map(serde_json::from_str).collect();
    let found = found.map_err(|why| format!("{why}: {answers}"))?;
    equal(&json!(found), &json!(templates))?;
    // One is written by hand, from the CloudFormation reference.
    let policy = &found[1]["Resources"]["ConnectPolicy"];
    let cache = "arn:${AWS::Partition}:elasticache:${AWS::Region}:${AWS::AccountId}:replicationgroup:rg";
    let statement = json!({"Effect": "Allow", "Action": "elasticache:Connect",
        "Resource": [{"Fn::Sub": cache}, {"Fn::GetAtt": ["User", "Arn"]}],
        "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}});
    let document = json!({"Version": "2012-10-17", "Statement": [statement]});
    let wanted = json!({"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document, "Roles": ["app"]}});
    equal(policy, &wanted)?;
    let group = json!({"UserGroupId": "apps", "Engine": "redis", "UserIds": ["default", {"Ref": "User"}]});
    equal(
        &found[0]["Resources"]["UserGroup"],
        &json!({"Type": "AWS::ElastiCache::UserGroup", "Properties": group}),
    )?;
    read(Command::new(bin.join("tsc")).args(STRICT).args(&apps))?;
    say(format!("{} apps with a group, a policy or both synthesize the CloudFormation template", apps.len()));
    Ok(())
}

fn compare(program: &Program, answer: &str) -> Result<(), String> {
    let mut found: Value = serde_json::from_str(answer).map_err(|why| format!("{why}: {answer}"))?;
    let mut wanted = template(program);
    if let Some(template) = wanted.as_object_mut() {
        template.remove("AWSTemplateFormatVersion");
    }
    // The CDK sorts tags in a locale's order.
    for template in [&mut found, &mut wanted] {
        let resources = template.pointer_mut("/Resources").and_then(Value::as_object_mut);
        let resource = resources.and_then(|resources| resources.values_mut().next());
        let tags = resource.and_then(|resource| resource.pointer_mut("/Properties/Tags")?.as_array_mut());
        let key = |tag: &Value| tag.get("Key").and_then(Value::as_str).unwrap_or_default().to_owned();
        tags.into_iter().for_each(|tags| {
            tags.sort_by_key(key);
            // It keeps the last of several tags with the same key. `tag-key-unique` reports such a request as an error.
            tags.reverse();
            tags.dedup_by_key(|tag| key(tag));
        });
    }
    if found == wanted {
        return Ok(());
    }
    Err(format!("{}\nsynthesizes {found}\ninstead of {wanted}\n({})", program.text, program.path.display()))
}
