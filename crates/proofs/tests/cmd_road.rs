//! The next steps in batch files, which Wine's cmd runs: a program named aws records each call and prints the next answer in a list.
use crate::stub::records;
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options};
use elasticache_user::{Context, Draft, Operation};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use testkit::recorder::Record;
use tools::Ctx;
use tools::run::{read, say};
use tools::wine::{self, Wine};

#[test]
fn batch_files_go_the_road() -> Proof {
    proof(run)
}

/// In the answers: the call fails. Everything else is printed.
const FAILS: &str = "!";

struct Stage {
    wine: Wine,
    root: PathBuf,
}

impl Stage {
    /// Runs it; returns whether it succeeded, its output and the calls.
    fn play(
        &self,
        script: &str,
        answers: &[&str],
        typed: &str,
    ) -> Result<(bool, String, Vec<Record>), String> {
        let fail = |why: std::io::Error| why.to_string();
        let log = self.root.join("log");
        fs::write(self.root.join("road.cmd"), script).map_err(fail)?;
        fs::write(self.root.join("answers"), answers.join("\n") + "\n").map_err(fail)?;
        fs::write(&log, "").map_err(fail)?;
        let mut command = self.wine.command();
        command.current_dir(&self.root).args(["cmd", "/c", "road.cmd"]).env("STUB_ANSWERS", "answers");
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(fail)?;
        if let Some(mut stdin) = child.stdin.take() {
            drop(stdin.write_all(typed.as_bytes()));
        }
        let output = child.wait_with_output().map_err(fail)?;
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        let left = fs::read_to_string(self.root.join("answers")).map_err(fail)?;
        let calls = records(&log)?;
        if !left.is_empty() {
            let calls: Vec<_> = calls.iter().map(|call| call.args.join(" ")).collect();
            return Err(format!("unused answers: {left}\n{calls:#?}\n{text}\n{script}"));
        }
        Ok((output.status.success(), text, calls))
    }
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let stage = Stage { wine: wine::ensure(ctx)?, root: ctx.path("target/cmd-road") };
    if stage.root.exists() {
        fs::remove_dir_all(&stage.root).map_err(|why| why.to_string())?;
    }
    fs::create_dir_all(&stage.root).map_err(|why| why.to_string())?;
    compile(ctx, &stage, "aws", &["-municode"])?;
    compile(ctx, &stage, "canary", &[])?;
    whole(&stage)?;
    rotation(&stage)?;
    for file in fs::read_dir(&stage.root).map_err(|why| why.to_string())?.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if !["log", "answers", "aws.exe", "canary.exe", "road.cmd"].contains(&name.as_str()) {
            return Err(format!("unexpected file {name:?}"));
        }
    }
    Ok(())
}

fn compile(ctx: &Ctx, stage: &Stage, name: &str, options: &[&str]) -> Result<(), String> {
    let mut compiler = Command::new(&stage.wine.compiler);
    compiler.arg("-O1").args(options).arg("-o").arg(stage.root.join(format!("{name}.exe")));
    let source = ctx.path(format!("tests/aws-stub/{name}.c"));
    read(compiler.arg(source).arg("-lshell32")).map(drop)
}

fn files(draft: &Value, options: Value) -> Result<Vec<String>, String> {
    let (options, notes) = Options::from_json(&options);
    let target = emit::target("cmd").ok_or("the target cmd is missing")?;
    let draft = Draft::from_json(draft.clone());
    let emission = emit::emit(target, Operation::CreateUser, &draft, &Context::default(), &options);
    if !emission.ready || !notes.is_empty() {
        return Err(format!("{:?}", emission.notes));
    }
    Ok(emission.files.iter().map(emit::File::text).collect())
}

/// The commands in order.
fn commands(calls: &[Record]) -> Vec<&str> {
    calls.iter().filter_map(|call| call.args.get(1).map(String::as_str)).collect()
}

/// A first run, a second run, and one with a different user in the service.
fn whole(stage: &Stage) -> Result<(), String> {
    let draft = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~100%% ~a&b^c|d +get",
        "AuthenticationMode": {"Type": "iam"}});
    let options = json!({"userGroup": "apps", "createUserGroup": true, "replicationGroup": "rg", "iamRole": "app",
        "allowFrom": "10.0.0.0/16", "connection": "ioredis"});
    let script = &files(&draft, options)?[0];
    // The service's replies are never code.
    let (user, cache, host) = ("arn:aws:user:app", "arn:aws:cache&canary", "host&canary|canary>canary.txt");
    let found = [user, cache, "", host, "6379", "True"];
    let first = [FAILS, "", "creating", "active", FAILS, "", "active", "", "available", "", "available"];
    let (well, text, calls) = stage.play(script, &[&first[..], &found].concat(), "")?;
    let wanted = [
        "describe-users",
        "create-user",
        "describe-users",
        "describe-users",
        "describe-user-groups",
        "create-user-group",
        "describe-user-groups",
        "describe-replication-groups",
        "describe-replication-groups",
        "modify-replication-group",
        "describe-replication-groups",
        "describe-users",
        "describe-replication-groups",
        "put-role-policy",
        "describe-replication-groups",
        "describe-replication-groups",
        "describe-replication-groups",
    ];
    if !well || commands(&calls) != wanted {
        return Err(format!("calls {:?}\n{text}\n{script}", commands(&calls)));
    }
    let access = calls[1].args.iter().any(|word| word == "on ~100%% ~a&b^c|d +get");
    let policy = calls[13].args.iter().skip_while(|word| *word != "--policy-document").nth(1);
    let policy: Value = serde_json::from_str(policy.map_or("", String::as_str))
        .map_err(|why| format!("{why}: {:?}", calls[13].args))?;
    let statement = &policy["Statement"][0];
    let here = json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/16"}});
    if !access || statement["Resource"] != json!([cache, user]) || statement["Condition"] != here {
        return Err(format!("{policy}\n{:?}", calls[1].args));
    }
    let line = format!("new Redis.Cluster([{{ host: \"{host}\", port: 6379 }}], ");
    if !text.contains(&line) || !text.contains("=> callback(null, address)") {
        return Err(format!("{line} is missing in\n{text}\n{script}"));
    }
    // Everything exists: nothing changes.
    let same = ["app valkey iam on ~100%% ~a&b^c|d +get", "active", "True", "active", "apps", "available"];
    let (well, text, calls) = stage.play(script, &[&same[..], &found].concat(), "")?;
    let changes = commands(&calls).into_iter().filter(|command| !command.starts_with("describe"));
    if !well || changes.collect::<Vec<_>>() != ["put-role-policy"] {
        return Err(format!("the second time: {:?}\n{text}\n{script}", commands(&calls)));
    }
    // Another user has this ID, another group is attached, or the cache doesn't exist.
    let other = [r#"app valkey" == "" canary & "&canary>canary.txt"#];
    let (here, attached) = (&same[..4], ["others"]);
    for (answers, why) in [
        (other.to_vec(), "The user app already exists but differs:"),
        ([here, &attached].concat(), "Another user group is attached to rg:"),
        ([here, &[FAILS]].concat(), ""),
    ] {
        let (well, text, calls) = stage.play(script, &answers, "")?;
        if well || !text.contains(why) || commands(&calls).iter().any(|call| !call.starts_with("describe")) {
            return Err(format!("{why}: {:?}\n{text}\n{script}", commands(&calls)));
        }
    }
    say("a batch file runs the next steps, again, and where something differs; no reply ran as code");
    Ok(())
}

/// A new password is generated and stored, sent with the old one, made current, and becomes the only one on confirmation.
fn rotation(stage: &Stage) -> Result<(), String> {
    let draft = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* +get",
        "AuthenticationMode": {"Type": "password", "Passwords": ["a-password-of-it"]}});
    let files =
        files(&draft, json!({"secrets": "secrets-manager", "secretName": "prod/app", "rotation": true}))?;
    let script = files.get(1).ok_or("the second file is missing")?;
    let (old, new) = ("\"the-old&canary\"", "\"thenewone\"");
    // What is found before anything is made: no version is pending, one is, or the user has both passwords.
    let fresh = ["active", "0", "1", new, "", "1", "1"];
    let pending = ["active", "1", "2", "1"];
    let half = ["active", "0", "2", "0"];
    let both = [old, new, "", "active", "version-2", "version-1", ""];
    let rest = [new, "", "active"];
    let start = ["describe-users", "describe-secret", "describe-users"];
    let make = ["get-random-password", "put-secret-value", "describe-secret"];
    let send = ["get-secret-value", "get-secret-value", "modify-user", "describe-users"];
    let promote = ["get-secret-value", "get-secret-value", "update-secret-version-stage"];
    let end = ["get-secret-value", "modify-user", "describe-users"];
    let look = ["describe-secret"];
    for (answers, typed, wanted) in [
        ([&fresh[..], &both].concat(), "\r\n", [&start[..], &make, &look, &send, &promote].concat()),
        (
            [&fresh[..], &both, &rest].concat(),
            "y\r\n",
            [&start[..], &make, &look, &send, &promote, &end].concat(),
        ),
        ([&pending[..], &both, &rest].concat(), "y\r\n", [&start[..], &look, &send, &promote, &end].concat()),
        ([&half[..], &rest].concat(), "y\r\n", [&start[..], &look, &end].concat()),
        (vec!["active", "0", "None"], "", start.to_vec()),
    ] {
        let (well, text, calls) = stage.play(script, &answers, typed)?;
        if well != (typed.starts_with('y')) || commands(&calls) != wanted || text.contains("canary") {
            return Err(format!("{:?}\n{text}\n{script}", commands(&calls)));
        }
        let sent =
            calls.iter().filter(|call| call.args[1] == "modify-user" || call.args[1] == "put-secret-value");
        let sent = sent
            .map(|call| serde_json::from_str(&call.input).map_err(|why| format!("{why}: {}", call.input)));
        let sent: Vec<Value> = sent.collect::<Result<_, _>>()?;
        let mode = |passwords: Value| json!({"Type": "password", "Passwords": passwords});
        let stored =
            json!({"SecretId": "prod/app", "VersionStages": ["AWSPENDING"], "SecretString": "thenewone"});
        let all = [stored, mode(json!(["the-old&canary", "thenewone"])), mode(json!(["thenewone"]))];
        let wanted = all.iter().enumerate().filter(|(n, _)| match n {
            0 => wanted.contains(&"put-secret-value"),
            1 => wanted.contains(&"update-secret-version-stage"),
            _ => typed.starts_with('y'),
        });
        if !sent.iter().eq(wanted.map(|(_, one)| one)) {
            return Err(format!("sent {sent:?}\n{script}"));
        }
        let moved = calls.iter().find(|call| call.args[1] == "update-secret-version-stage");
        let moved = moved.map(|call| call.args[2..].join(" "));
        let wanted = "--secret-id prod/app --version-stage AWSCURRENT --move-to-version-id version-2 \
            --remove-from-version-id version-1";
        if moved.is_some_and(|moved| !moved.starts_with(wanted)) {
            return Err(format!("moves the label otherwise than {wanted}\n{script}"));
        }
    }
    say(
        "a batch file changes a password in one run, after being stopped in two places, and not for a user without one",
    );
    Ok(())
}
