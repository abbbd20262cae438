//! References in an imported text are written again, and their own tools read the same: HashiCorp's HCL library, cfn-lint, and
//! the shells, whose variables contain text that must not run as code.
use crate::stub::{self, Sandbox};
use crate::{Proof, proof};
use elasticache_user::Context;
use elasticache_user::emit::{self, Options, Secrets};
use elasticache_user::import::import;
use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use tools::Ctx;
use tools::run::{feed, read, say};
use tools::{apt, node, python};

#[test]
fn references_round_trip_through_real_tools() -> Proof {
    proof(|ctx| {
        terraform(ctx)?;
        cloudformation(ctx)?;
        shells(ctx)
    })
}

/// The output of a target for the only user or group in an imported text.
fn written(text: &str, target: &str, options: &Options) -> Result<String, String> {
    let mut read = import(text);
    let user = read.users.pop().or_else(|| read.groups.pop()).ok_or("nothing was read")?;
    let context = Context { open: user.open(), ..Context::default() };
    let target = emit::target(target).ok_or("unknown target")?;
    let emission = emit::emit(target, user.operation, &user.draft, &context, options);
    match emission.ready {
        true => Ok(emission.files[0].text()),
        false => Err(format!("{:?}\n{}", emission.notes, emission.files[0].text())),
    }
}

fn equal(what: &str, found: Option<&Value>, wanted: &Value) -> Result<(), String> {
    if found == Some(wanted) { Ok(()) } else { Err(format!("{what} is {found:?} instead of {wanted}")) }
}

const USER: &str = r#"resource "aws_elasticache_user" "app" {
  user_id       = "app-${var.stage}"
  user_name     = var.names[0]
  engine        = local.engine
  access_string = "on ~${var.prefix}:* -@all +@read"
  passwords     = [var.redis_password, random_password.second.result]
  tags          = { stage = terraform.workspace, cost = "100%" }
}
"#;
const GROUP: &str = r#"resource "aws_elasticache_user_group" "crew" {
  user_group_id = "crew"
  engine        = "redis"
  user_ids      = ["default", aws_elasticache_user.a.user_id, module.users.ids[1]]
}
"#;

fn terraform(ctx: &Ctx) -> Result<(), String> {
    let root = ctx.path("target/references");
    fs::create_dir_all(&root).map_err(|why| why.to_string())?;
    let mut list = String::new();
    for (name, text) in [("user.tf", USER), ("group.tf", GROUP)] {
        let path = root.join(name);
        fs::write(&path, written(text, "terraform", &Options::default())?).map_err(|why| why.to_string())?;
        list.push_str(&format!("{}\n", path.display()));
    }
    let node = node::ensure(ctx)?;
    node::packages(ctx, super::javascript::PEERS)?;
    let script = ctx.path(super::javascript::PEERS).join("hcl.mjs");
    let answers = feed(Command::new(node).arg(script), &list)?;
    let found: Vec<Value> =
        answers.lines().map(|line| serde_json::from_str(line).unwrap_or_default()).collect();
    let [user, group] = found.as_slice() else { return Err(answers) };
    let resource =
        user.pointer("/resource/aws_elasticache_user/app_user/0").ok_or_else(|| answers.clone())?;
    for (name, wanted) in [
        ("user_id", json!("app-${var.stage}")),
        ("user_name", json!("${var.names[0]}")),
        ("engine", json!("${local.engine}")),
        ("access_string", json!("on ~${var.prefix}:* -@all +@read")),
        ("passwords", json!(["${var.redis_password}", "${random_password.second.result}"])),
        ("tags", json!({"stage": "${terraform.workspace}", "cost": "100%"})),
    ] {
        equal(name, resource.get(name), &wanted)?;
    }
    for name in ["stage", "names", "prefix", "redis_password"] {
        user.pointer(&format!("/variable/{name}/0"))
            .ok_or_else(|| format!("{name} isn't declared: {user}"))?;
    }
    let members = group.pointer("/resource/aws_elasticache_user_group/crew/0/user_ids");
    let wanted = json!(["default", "${aws_elasticache_user.a.user_id}", "${module.users.ids[1]}"]);
    equal("user_ids", members, &wanted)?;
    say("HashiCorp's library reads the references of a user and of a group");
    Ok(())
}

const TEMPLATE: &str = "Resources:
  App:
    Type: AWS::ElastiCache::User
    Properties:
      UserId: !Sub 'app-${Stage}'
      UserName: !Ref Name
      Engine: valkey
      AccessString: !Sub 'on ~${AWS::StackName}:* -@all +@read'
      AuthenticationMode:
        Type: password
        Passwords: [!Ref Password, '{{resolve:secretsmanager:app/redis:SecretString:password}}']
      Tags: [{Key: stage, Value: !Ref Stage}, {Key: region, Value: !Ref 'AWS::Region'}]
";

fn cloudformation(ctx: &Ctx) -> Result<(), String> {
    let root = ctx.path("target/references");
    let venv = python::ensure(ctx, "cfn-lint")?;
    let mut list = String::new();
    let mut files = Vec::new();
    for target in ["cloudformation-yaml", "cloudformation-json"] {
        let path = root.join(format!("user.{target}"));
        fs::write(&path, written(TEMPLATE, target, &Options::default())?).map_err(|why| why.to_string())?;
        list.push_str(&format!("{}\n", path.display()));
        files.push(path);
    }
    let options = ["--include-checks", "I", "--regions", "us-east-1", "--"];
    read(Command::new(venv.program("cfn-lint")).args(options).args(files))?;
    let loader = ctx.path("crates/proofs/python/templates.py");
    for answer in feed(Command::new(venv.python()).arg(&loader), &list)?.lines() {
        let found: Value = serde_json::from_str(answer).map_err(|why| format!("{why}: {answer}"))?;
        let user = &found["template"]["Resources"]["User"]["Properties"];
        equal("UserId", user.get("UserId"), &json!({"Fn::Sub": "app-${Stage}"}))?;
        equal("UserName", user.get("UserName"), &json!({"Ref": "Name"}))?;
        let access = json!({"Fn::Sub": "on ~${AWS::StackName}:* -@all +@read"});
        equal("AccessString", user.get("AccessString"), &access)?;
        let passwords =
            json!([{"Ref": "Password"}, "{{resolve:secretsmanager:app/redis:SecretString:password}}"]);
        equal("Passwords", user.pointer("/AuthenticationMode/Passwords"), &passwords)?;
        equal("Tags", user.pointer("/Tags/1/Value"), &json!({"Ref": "AWS::Region"}))?;
    }
    say("cfn-lint has nothing to say about the references of a template");
    Ok(())
}

const SCRIPT: &str = r#"aws elasticache create-user --user-id "app-$STAGE" --user-name $NAME --engine valkey \
  --access-string "on ~${PREFIX}:*" --authentication-mode Type=password,Passwords="$PASSWORD" --tags Key=stage,Value="$STAGE""#;

fn shells(ctx: &Ctx) -> Result<(), String> {
    apt::ensure(ctx, &["bash", "dash", "zsh", "fish", "mksh"], "shells")?;
    let root = ctx.path("target/references");
    stub::build(ctx, &root)?;
    let wicked = "a b'\"$(touch harm)`touch harm`;*?\\é";
    let variables = [("STAGE", wicked), ("NAME", wicked), ("PREFIX", "a*b c"), ("PASSWORD", wicked)];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    for (shell, target) in
        [("bash", "bash"), ("dash", "bash"), ("zsh", "bash"), ("mksh", "bash"), ("fish", "fish")]
    {
        for secrets in [Secrets::Prompt, Secrets::Inline] {
            let script = written(SCRIPT, target, &Options { secrets, ..Options::default() })?;
            let sandbox = Sandbox { root: &root, shell, path: root.join(format!("{shell}-{secrets:?}")) };
            let records = sandbox.play(&script, "", &variables)?;
            let [record] = records.as_slice() else {
                return Err(format!("{shell}: {} commands\n{script}", records.len()));
            };
            let has = |word: String| match record.args.contains(&word) {
                true => Ok(()),
                false => Err(format!("{shell}: {word} isn't in {:?}\n{script}", record.args)),
            };
            has(format!("app-{wicked}"))?;
            has(wicked.to_owned())?;
            has("on ~a*b c:*".to_owned())?;
            has(format!("Key=stage,Value={wicked}"))?;
            if secrets == Secrets::Prompt {
                let sent: Value = serde_json::from_str(&record.input).map_err(|why| why.to_string())?;
                equal("Passwords", sent.pointer("/Passwords/0"), &json!(wicked))?;
            } else {
                has(format!("Type=password,Passwords={wicked}"))?;
            }
            // Without the password nothing is sent.
            if secrets == Secrets::Prompt
                && sandbox.play(&script, "", &variables[..3]).is_ok_and(|all| !all.is_empty())
            {
                return Err(format!("{shell} sent a request without a password\n{script}"));
            }
            if sandbox.path.join("harm").exists() {
                return Err(format!("{shell} ran a variable\n{script}"));
            }
        }
    }
    say("bash, dash, zsh, mksh and fish pass the variables' values unchanged");
    Ok(())
}
