//! The whole road from a user to an application that is connected: the scripts run with the real AWS CLI against moto, which
//! gets what it lacks from `road_server.py`. Each runs twice: the second time nothing is changed any more.
use crate::moto::{PASSWORD, Server, Stage, equal, user, wants};
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options, Secrets};
use elasticache_user::{Context, Draft, Operation};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tools::run::{feed, read, say};
use tools::{Ctx, node, python};

#[test]
fn the_whole_road_is_gone_twice_without_harm() -> Proof {
    proof(run)
}

#[test]
fn fish_goes_the_same_road() -> Proof {
    proof(|ctx| {
        let venv = python::ensure(ctx, "aws")?;
        let stage = Stage { target: "fish", shell: "fish", ..Stage::new(ctx, &venv, "road-fish")? };
        stage.every_step()?;
        stage.what_differs_stops()?;
        stage.of_a_group()
    })
}

#[test]
fn nobody_sees_a_password_that_is_made() -> Proof {
    proof(secrets)
}

#[test]
fn the_infrastructure_is_read() -> Proof {
    proof(templates)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "aws")?;
    let stage = Stage::new(ctx, &venv, "road")?;
    stage.every_step()?;
    stage.in_every_shell()?;
    stage.what_differs_stops()?;
    stage.of_a_group()
}

fn secrets(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "aws")?;
    Stage::new(ctx, &venv, "road-secrets")?.generated()
}

impl Stage<'_> {
    fn every_step(&self) -> Result<(), String> {
        let server = Server::start(self.ctx, self.venv, &["rg"])?;
        let password = json!({"AuthenticationMode": {"Type": "password", "Passwords": [PASSWORD]}});
        let iam = json!({"AuthenticationMode": {"Type": "iam"}});
        let to_group = json!({"userGroup": "Apps", "createUserGroup": true, "replicationGroup": "rg", "connection": "redis-py"});
        let first = self.script(Operation::CreateUser, user("first", "redis", password), to_group.clone())?;
        let printed = self.twice(&server, self.shell, &first)?;
        // The server is no real one in TLS; what is printed names its own endpoint.
        wants(&printed, "The user first already exists and is the same.")?;
        wants(&printed, "redis.Redis(host=\"master.rg.")?;
        // The group is there and attached: the second user joins it.
        let policy = json!({"userGroup": "apps", "replicationGroup": "rg", "iamRole": "app", "allowFrom": "10.0.0.0/16", "connection": "valkey-cli"});
        let second = self.script(Operation::CreateUser, user("second", "redis", iam.clone()), policy)?;
        let printed = self.twice(&server, self.shell, &second)?;
        wants(&printed, "valkey-cli --tls -c --user second --askpass -h master.rg.")?;
        let serverless = json!({"userGroup": "others", "createUserGroup": true, "serverlessCache": "serverless", "iamPolicy": true, "allowFrom": "vpc-1"});
        let third = self.script(Operation::CreateUser, user("third", "valkey", iam), serverless)?;
        let printed = self.twice(&server, self.shell, &third)?;
        let state = server.end()?;
        equal(
            &state["calls"],
            &json!([
                "CreateUser",
                "CreateUserGroup",
                "ModifyReplicationGroup",
                "CreateUser",
                "ModifyUserGroup",
                "CreateUser",
                "CreateUserGroup",
                "ModifyServerlessCache"
            ]),
        )?;
        equal(&state["users"]["first"]["Passwords"], &json!([PASSWORD]))?;
        equal(&state["groups"]["apps"]["UserIds"], &json!(["first", "default", "second"]))?;
        equal(&state["groups"]["others"]["UserIds"], &json!(["third"]))?;
        equal(&state["attached"]["rg"], &json!(["apps"]))?;
        equal(&state["serverless"]["serverless"]["UserGroupId"], &json!("others"))?;
        let arn = "arn:aws:elasticache:us-east-1:123456789012";
        let statement = |resource: Value, condition: Value| {
            json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "elasticache:Connect",
                "Resource": resource, "Condition": condition}]})
        };
        let here = json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/16"}});
        let resources = json!([format!("{arn}:replicationgroup:rg"), format!("{arn}:user:second")]);
        equal(&state["policies"]["elasticache-connect-second"], &statement(resources, here))?;
        let line = printed.lines().find(|line| line.starts_with("{\"Version\"")).unwrap_or_default();
        let printed: Value = serde_json::from_str(line).map_err(|why| format!("{why}: {printed}"))?;
        let resources = json!([format!("{arn}:serverlesscache:serverless"), format!("{arn}:user:third")]);
        equal(&printed, &statement(resources, json!({"StringEquals": {"aws:SourceVpc": "vpc-1"}})))?;
        say(
            "every step, twice: 8 calls that change something, a policy in IAM, a policy printed, two connections",
        );
        Ok(())
    }

    fn in_every_shell(&self) -> Result<(), String> {
        let password = json!({"Passwords": [PASSWORD]});
        let options = json!({"userGroup": "apps", "createUserGroup": true, "replicationGroup": "rg", "connection": "url"});
        let script = self.script(Operation::CreateUser, user("app", "valkey", password), options)?;
        // The AWS CLI takes a second for each of the twenty calls of a shell: with --long, all of them.
        let shells: &[&str] = if self.ctx.long { &["bash", "zsh", "mksh"] } else { &["bash"] };
        for shell in shells {
            let server = Server::start(self.ctx, self.venv, &["rg"])?;
            let printed = self.twice(&server, shell, &script)?;
            wants(&printed, "rediss://app@master.rg.")?;
            let state = server.end()?;
            equal(&state["calls"], &json!(["CreateUser", "CreateUserGroup", "ModifyReplicationGroup"]))?;
            equal(&state["users"]["app"]["Passwords"], &json!([PASSWORD]))?;
            equal(&state["attached"]["rg"], &json!(["apps"]))?;
        }
        say(format!("{}: the same, twice", shells.join(", ")));
        Ok(())
    }

    /// Another user of that ID, another group at the cache, a cache that isn't there: what comes before stays, nothing follows.
    fn what_differs_stops(&self) -> Result<(), String> {
        let server = Server::start(self.ctx, self.venv, &["rg"])?;
        let iam = json!({"AuthenticationMode": {"Type": "iam"}});
        let options = json!({"userGroup": "apps", "createUserGroup": true, "replicationGroup": "rg"});
        let plain =
            self.script(Operation::CreateUser, user("app", "valkey", iam.clone()), options.clone())?;
        self.twice(&server, self.shell, &plain)?;
        let mut other = user("app", "valkey", iam.clone());
        other["AccessString"] = "on ~* +@all".into();
        let others = json!({"userGroup": "others", "createUserGroup": true, "replicationGroup": "rg"});
        let nowhere = json!({"userGroup": "apps", "replicationGroup": "nowhere", "connection": "url"});
        for (draft, options, why) in [
            (other, options, "The user app already exists but differs:"),
            (user("more", "valkey", iam.clone()), others, "Another user group is attached to rg:"),
            (user("last", "valkey", iam), nowhere, "nowhere"),
        ] {
            let script = self.script(Operation::CreateUser, draft, options)?;
            let (well, text) = self.play(&server, self.shell, &script)?;
            if well {
                return Err(format!("this ended well:\n{text}\n{script}"));
            }
            wants(&text, why)?;
        }
        let calls = server.end()?["calls"].clone();
        let wanted = [
            "CreateUser",
            "CreateUserGroup",
            "ModifyReplicationGroup",
            "CreateUser",
            "CreateUserGroup",
            "CreateUser",
            "ModifyUserGroup",
        ];
        equal(&calls, &json!(wanted))
    }

    /// A password that nobody sees: made, stored, and given to the user; the second time it is the one that is there.
    fn generated(&self) -> Result<(), String> {
        let draft = user("app", "valkey", json!({"Passwords": [PASSWORD]}));
        let two = json!({"UserId": "app", "AuthenticationMode": {"Type": "password", "Passwords": [PASSWORD, "the-other-password"]}});
        for (shell, target) in [("dash", "bash"), ("zsh", "bash"), ("fish", "fish")] {
            let server = Server::start(self.ctx, self.venv, &[])?;
            let (options, _) = Options::from_json(
                &json!({"cliVersion": "1", "secrets": "generate", "secretName": "prod/app"}),
            );
            let own = emit::target(target).ok_or("unknown target")?;
            let emitted = |operation, draft: &Value| {
                let emission = emit::emit(
                    own,
                    operation,
                    &Draft::from_json(draft.clone()),
                    &Context::default(),
                    &options,
                );
                emission.files[0].text()
            };
            let (well, text) = self.play(&server, shell, &emitted(Operation::CreateUser, &draft))?;
            if !well {
                return Err(format!("{shell} failed:\n{text}"));
            }
            let (well, changed) = self.play(&server, shell, &emitted(Operation::ModifyUser, &two))?;
            if !well {
                return Err(format!("{shell} failed:\n{changed}"));
            }
            let state = server.end()?;
            let secrets = ["prod/app", "prod/app-2"]
                .map(|name| state["secrets"][name].as_str().unwrap_or_default().to_owned());
            let long = |secret: &String| {
                secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric())
            };
            if !secrets.iter().all(long) || secrets[0] == secrets[1] {
                return Err(format!("{shell} stored {}\n{changed}", state["secrets"]));
            }
            equal(&state["users"]["app"]["Passwords"], &json!([secrets[0], secrets[1]]))?;
            if secrets.iter().any(|secret| text.contains(secret) || changed.contains(secret)) {
                return Err(format!("{shell} printed the password:\n{text}"));
            }
        }
        say("a password made, stored and given to a user, by dash, zsh and fish");
        Ok(())
    }

    fn of_a_group(&self) -> Result<(), String> {
        let server = Server::start(self.ctx, self.venv, &["rg"])?;
        let options = json!({"replicationGroup": "rg"});
        let group = json!({"UserGroupId": "apps", "Engine": "Redis", "UserIds": ["default"]});
        self.twice(&server, self.shell, &self.script(Operation::CreateUserGroup, group, options.clone())?)?;
        let iam = user("app", "redis", json!({"AuthenticationMode": {"Type": "iam"}}));
        let joins = json!({"userGroup": "apps", "replicationGroup": "rg"});
        self.twice(&server, self.shell, &self.script(Operation::CreateUser, iam, joins)?)?;
        let removes = json!({"UserGroupId": "apps", "UserIdsToRemove": ["app"]});
        self.twice(&server, self.shell, &self.script(Operation::ModifyUserGroup, removes, options)?)?;
        let state = server.end()?;
        let wanted =
            ["CreateUserGroup", "ModifyReplicationGroup", "CreateUser", "ModifyUserGroup", "ModifyUserGroup"];
        equal(&state["calls"], &json!(wanted))?;
        equal(&state["groups"]["apps"]["UserIds"], &json!(["default"]))?;
        say("groups: made, joined and left, twice each");
        Ok(())
    }
}

/// cfn-lint has nothing to say about the templates, and HashiCorp's library reads the resources of Terraform.
fn templates(ctx: &Ctx) -> Result<(), String> {
    let root = ctx.path("target/road-templates");
    fs::create_dir_all(&root).map_err(|why| why.to_string())?;
    let iam = json!({"AuthenticationMode": {"Type": "iam"}});
    let mut files: Vec<(&str, PathBuf)> = Vec::new();
    for (n, engine) in ["redis", "valkey"].into_iter().enumerate() {
        for (name, cache, from) in
            [("replicationGroup", "rg", "10.0.0.0/8"), ("serverlessCache", "own", "vpce-1")]
        {
            let mut options =
                json!({"userGroup": "apps", "createUserGroup": true, "allowFrom": from, name: cache});
            if n == 0 {
                options["iamRole"] = "app".into();
            }
            for target in ["cloudformation-yaml", "cloudformation-json", "terraform"] {
                if target == "terraform" {
                    options["connection"] = "ioredis".into();
                }
                let (options, _) = Options::from_json(&options);
                let draft = Draft::from_json(user("app", engine, iam.clone()));
                let own = emit::target(target).ok_or("unknown target")?;
                let emission = emit::emit(own, Operation::CreateUser, &draft, &Context::default(), &options);
                let file = emission.files.first().filter(|_| emission.ready);
                let file = file.ok_or_else(|| format!("{:?}", emission.notes))?;
                let path = root.join(format!("{engine}-{name}-{}", file.name));
                fs::write(&path, file.text()).map_err(|why| why.to_string())?;
                files.push((target, path));
            }
        }
    }
    // Passwords that are made: one, and two.
    for count in 1..3 {
        let mut draft = user("app", "valkey", json!({}));
        draft["Passwords"] = json!([PASSWORD, "the-other-password"][..count]);
        for target in ["cloudformation-yaml", "cloudformation-json", "terraform"] {
            let options = Options { secrets: Secrets::Generate, ..Options::default() };
            let own = emit::target(target).ok_or("unknown target")?;
            let draft = Draft::from_json(draft.clone());
            let emission = emit::emit(own, Operation::CreateUser, &draft, &Context::default(), &options);
            let file = &emission.files[0];
            let path = root.join(format!("generate-{count}-{}", file.name));
            fs::write(&path, file.text()).map_err(|why| why.to_string())?;
            files.push((target, path));
        }
    }
    let of = |kind: &'static str| {
        files.iter().filter(move |(target, _)| target.starts_with(kind)).map(|(_, path)| path)
    };
    let lint = python::ensure(ctx, "cfn-lint")?.program("cfn-lint");
    // I3011: the user decides whether a secret is deleted with its stack.
    let options = ["--include-checks", "I", "--ignore-checks", "I3011", "--regions", "us-east-1", "--"];
    read(Command::new(lint).args(options).args(of("cloudformation")))?;
    let node = node::ensure(ctx)?;
    node::packages(ctx, super::javascript::PEERS)?;
    let list: String = of("terraform").map(|path| format!("{}\n", path.display())).collect();
    let script = ctx.path(super::javascript::PEERS).join("hcl.mjs");
    for answer in feed(Command::new(node).arg(script), &list)?.lines() {
        let found: Value = serde_json::from_str(answer).map_err(|why| format!("{why}: {answer}"))?;
        if let Some(made) = found.pointer("/ephemeral/random_password") {
            generated(&found, made)?;
            continue;
        }
        let members = found.pointer("/resource/aws_elasticache_user_group/apps/0/user_ids");
        wants(&members.map(Value::to_string).unwrap_or_default(), "${aws_elasticache_user.app.user_id}")?;
        let statement = found.pointer("/data/aws_iam_policy_document/connect_app/0/statement/0");
        let statement = statement.ok_or_else(|| format!("there is no policy in {answer}"))?;
        equal(&statement["actions"], &json!(["elasticache:Connect"]))?;
        wants(&statement["resources"].to_string(), "${aws_elasticache_user.app.arn}")?;
        let output =
            found.pointer("/output/connection_app/0/value").map(Value::to_string).unwrap_or_default();
        wants(&output, "new Redis.Cluster([{ host: ")?;
    }
    say("templates with a group and a policy: cfn-lint and HashiCorp's library read 12");
    Ok(())
}

/// What is read back from the secret goes to the user, by an argument that no state file has.
fn generated(found: &Value, made: &Value) -> Result<(), String> {
    let user = found.pointer("/resource/aws_elasticache_user/app/0").cloned().unwrap_or_default();
    let one = made.as_object().is_some_and(|made| made.len() == 1);
    let arguments: &[&str] = if one { &["passwords_wo"] } else { &["password_wo_1", "password_wo_2"] };
    for (n, argument) in arguments.iter().enumerate() {
        let name = format!("password_{}", n + 1);
        let secret = format!("/resource/aws_secretsmanager_secret_version/{name}/0/secret_string_wo");
        let stored = found.pointer(&secret).cloned().unwrap_or_default();
        equal(&stored, &json!(format!("${{ephemeral.random_password.{name}.result}}")))?;
        let read = format!("${{ephemeral.aws_secretsmanager_secret_version.{name}.secret_string}}");
        equal(&user[*argument], &json!(read))?;
    }
    equal(&user["passwords"], &Value::Null)
}
