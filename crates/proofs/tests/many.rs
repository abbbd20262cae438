//! Several users in one file: Python creates all of them in moto, the CDK synthesizes the CloudFormation template, cfn-lint reports
//! nothing in its YAML and JSON, and HashiCorp's library reads a resource for each.
use super::javascript::{PEERS, link};
use crate::moto::{Server, equal};
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options, Part, Secrets};
use elasticache_user::{Context, Draft, Operation};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tools::run::{feed, read, say};
use tools::{Ctx, node, python};

#[test]
fn every_user_is_created() -> Proof {
    proof(run)
}

/// IDs whose names could collide in a template, in Python or in Terraform.
const IDS: [&str; 4] = ["app-reader", "app-writer", "iam", "app"];

fn run(ctx: &Ctx) -> Result<(), String> {
    let root = ctx.path("target/programs/many");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    fs::create_dir_all(&root).map_err(|why| why.to_string())?;
    in_python(ctx, &root)?;
    for secrets in [Secrets::Prompt, Secrets::SecretsManager, Secrets::Generate] {
        as_templates(ctx, &root, secrets)?;
    }
    say("four users in one file: Python, the CDK, both templates and Terraform");
    Ok(())
}

fn drafts() -> Vec<Draft> {
    let draft = |id: &str| {
        let mode = match id {
            "iam" => json!({"Type": "iam"}),
            _ => json!({"Type": "password", "Passwords": [password(id)]}),
        };
        let access = format!("on ~{id}:* resetchannels -@all +get");
        Draft::from_json(json!({"UserId": id, "UserName": id, "Engine": "valkey", "AccessString": access,
            "AuthenticationMode": mode, "Tags": [{"Key": "of", "Value": id}]}))
    };
    IDS.into_iter().map(draft).collect()
}

fn password(id: &str) -> String {
    format!("the password of {id}").replace(' ', "-")
}

fn written(root: &Path, target: &str, options: &Options) -> Result<PathBuf, String> {
    let (drafts, context) = (drafts(), Context::default());
    let part = |draft| Part { operation: Operation::CreateUser, draft, context: &context, options };
    let parts: Vec<Part<'_>> = drafts.iter().map(part).collect();
    let emission = emit::together(emit::target(target).ok_or("unknown target")?, &parts);
    let file =
        emission.files.first().filter(|_| emission.ready).ok_or_else(|| format!("{:?}", emission.notes))?;
    let path = root.join(&file.name);
    fs::write(&path, file.text()).map_err(|why| why.to_string())?;
    Ok(path)
}

/// Each password comes from its own variable.
fn in_python(ctx: &Ctx, root: &Path) -> Result<(), String> {
    let venv = python::ensure(ctx, "aws")?;
    let server = Server::start(ctx, &venv, &[])?;
    let mut options = Options { secrets: Secrets::Environment, ..Options::default() };
    options.globals.endpoint_url = Some(server.url.clone());
    options.globals.region = Some("us-east-1".to_owned());
    let mut command = Command::new(venv.python());
    command.arg(written(root, "boto3", &options)?);
    command.envs([("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test")]);
    for id in IDS {
        let name = id.replace('-', "_").to_ascii_uppercase();
        command.env(format!("ELASTICACHE_PASSWORD_{name}"), password(id));
    }
    read(&mut command)?;
    let users = server.end()?["users"].clone();
    for id in IDS {
        let wanted = if id == "iam" { json!([]) } else { json!([password(id)]) };
        equal(&users[id]["Passwords"], &wanted)?;
        equal(&users[id]["AccessString"], &json!(format!("on ~{id}:* resetchannels -@all +get")))?;
    }
    Ok(())
}

fn as_templates(ctx: &Ctx, root: &Path, secrets: Secrets) -> Result<(), String> {
    let options = Options { secrets, ..Options::default() };
    let venv = python::ensure(ctx, "cfn-lint")?;
    let (yaml, json) =
        (written(root, "cloudformation-yaml", &options)?, written(root, "cloudformation-json", &options)?);
    let lint = ["--include-checks", "I", "--ignore-checks", "I3011", "--regions", "us-east-1", "--"];
    read(Command::new(venv.program("cfn-lint")).args(lint).args([&yaml, &json]))?;
    let loader = ctx.path("crates/proofs/python/templates.py");
    let list = format!("{}\n{}\n", yaml.display(), json.display());
    let answers = feed(Command::new(venv.python()).arg(&loader), &list)?;
    let mut answers = answers.lines().map(|line| serde_json::from_str::<Value>(line).unwrap_or_default());
    let (yaml, json) = (answers.next().unwrap_or_default(), answers.next().unwrap_or_default());
    equal(&yaml, &json)?;
    let resources =
        json.pointer("/template/Resources").and_then(Value::as_object).cloned().unwrap_or_default();
    let user = |kind: &&Value| kind["Type"] == "AWS::ElastiCache::User";
    let names: Vec<&Value> =
        resources.values().filter(user).map(|user| &user["Properties"]["UserId"]).collect();
    equal(&json!(names), &json!(IDS))?;
    in_terraform(ctx, &written(root, "terraform", &options)?)?;
    if secrets != Secrets::Generate {
        in_the_cdk(ctx, &written(root, "cdk", &options)?, &json["template"])?;
    }
    Ok(())
}

fn in_terraform(ctx: &Ctx, file: &Path) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    node::packages(ctx, PEERS)?;
    let script = ctx.path(PEERS).join("hcl.mjs");
    let answer = feed(Command::new(node).arg(script), &format!("{}\n", file.display()))?;
    let found: Value = serde_json::from_str(&answer).map_err(|why| format!("{why}: {answer}"))?;
    for id in IDS {
        let name = id.replace('-', "_");
        let user = found.pointer(&format!("/resource/aws_elasticache_user/{name}/0"));
        equal(&user.map(|user| user["user_id"].clone()).unwrap_or_default(), &json!(id))?;
    }
    Ok(())
}

/// The CDK synthesizes the CloudFormation template, except for its version.
fn in_the_cdk(ctx: &Ctx, file: &Path, template: &Value) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    let bin = node::packages(ctx, PEERS)?;
    link(ctx)?;
    let script = ctx.path(PEERS).join("cdk.mjs");
    let answer = feed(Command::new(&node).arg(script), &format!("{}\n", file.display()))?;
    let found: Value = serde_json::from_str(&answer).map_err(|why| format!("{why}: {answer}"))?;
    let mut wanted = template.clone();
    wanted.as_object_mut().map(|members| members.remove("AWSTemplateFormatVersion"));
    equal(&found, &wanted)?;
    let options = [
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--types",
        "",
    ];
    read(Command::new(bin.join("tsc")).args(options).arg(file)).map(drop)
}
