//! Commands with inline `--cli-input-yaml`, which only AWS CLI 2 accepts: the importer reads what the CLI sends, and imports no
//! request that the CLI rejects.
use crate::{Proof, compared, proof};
use elasticache_user::emit::Options;
use elasticache_user::import::import_as;
use elasticache_user::{Member, Operation};
use serde_json::{Value, json};
use std::process::Command;
use testkit::cases::{self, Case};
use testkit::recorder::{Recorder, pairs};
use tools::Ctx;
use tools::run::{feed, say};
use tools::{apt, python};

#[test]
fn yaml_input_is_read_as_the_cli_reads_it() -> Proof {
    proof(run)
}

/// Unusual YAML, and some that the CLI rejects.
const TEXTS: &[&str] = &[
    "UserId: app\nUserName: app\nEngine: redis\nAccessString: on ~* +@all\n",
    "{UserId: app, UserName: app, Engine: redis, AccessString: on ~a +get}",
    "UserId: \"app\"\nUserName: 'it''s'\nEngine: redis\nAccessString: >-\n  on ~*\n  +@all\n",
    "UserId: on\nUserName: yes\nEngine: no\nAccessString: off\n",
    "UserId: 1e3x\nUserName: 0x1Fg\nEngine: a_1\nAccessString: 1_0_\n",
    "UserId: 12\nUserName: app\nEngine: redis\nAccessString: on\n",
    "UserId: 0o17\nUserName: app\nEngine: redis\nAccessString: on\n",
    "UserId: 1_000\nUserName: app\nEngine: redis\nAccessString: on\n",
    "UserId: 1:30\nUserName: app\nEngine: redis\nAccessString: on\n",
    "UserId: true\nUserName: app\nEngine: redis\nAccessString: on\n",
    "UserId: ~\nUserName: app\nEngine: redis\nAccessString: on\n",
    "UserId: app\nUserId: app2\nUserName: app\nEngine: redis\nAccessString: on\n",
    "base: &b\n  UserName: app\n",
    "UserId: &a app\nUserName: *a\nEngine: redis\nAccessString: on\n",
    "<<: {UserId: app, UserName: x}\nUserName: app\nEngine: redis\nAccessString: on\n",
    "UserId: !Ref a\nUserName: app\nEngine: redis\nAccessString: on\n",
    "UserId: app\n UserName: app\n",
    "UserId: [app\n",
    "- a\n",
    "app",
    "UserId: app\nUserName: app\nEngine: redis\nAccessString: on\nPasswords: [aaaaaaaaaaaaaaaa, 'bbbbbbbbbbbbbbbb']\nTags:\n- Key: a\n  Value: b\n- {Key: c}\n",
    "UserId: app\nUserName: app\nEngine: redis\nAccessString: on\nPasswords: [1234567890123456]\n",
    "UserId: app\nUserName: app\nEngine: redis\nAccessString: on\nNoPasswordRequired: true\n",
    "UserId: app\nUserName: app\nEngine: redis\nAccessString: on\nNoPasswordRequired: yes\n",
    "UserId: app\nUserName: app\nEngine: redis\nAccessString: on\nAuthenticationMode:\n  Type: password\n  Passwords:\n  - |-\n    aaaaaaaaaaaaaaaa\n",
    "UserId: app\nUserName: app\nEngine: redis\nAccessString: |\n  on ~*\n  +@all\n",
];

/// The other parameters of the command line.
const OPTIONS: &[&[&str]] =
    &[&[], &[], &["--user-name", "other"], &["--access-string", "off -@all"], &["--tags", "Key=z,Value=1"]];

fn run(ctx: &Ctx) -> Result<(), String> {
    apt::ensure(ctx, &["awscli"], "the AWS CLI 2")?;
    python::ensure(ctx, "aws")?;
    let mut all: Vec<(Operation, String)> =
        TEXTS.iter().map(|text| (Operation::CreateUser, (*text).to_owned())).collect();
    let mut drafts = cases::traps();
    drafts.extend(cases::generated(31, if ctx.long { 800 } else { 80 }));
    // Debian's AWS CLI 2 is from 2023, when ModifyUser and ModifyUserGroup had no engine.
    let modifies = |case: &Case| matches!(case.operation, Operation::ModifyUser | Operation::ModifyUserGroup);
    let old = |case: &&Case| !modifies(case) || !case.draft.has(Member::Engine);
    for case in drafts.iter().filter(old) {
        all.push((case.operation, case.emit("yaml", &Options::default())?.files[0].text()));
    }
    let recorder = Recorder::start()?;
    let folder = ctx.path("target/import-cli-yaml");
    std::fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    let (mut lines, mut calls) = (String::new(), Vec::new());
    for (n, (operation, text)) in all.iter().enumerate() {
        // Arguments can't contain a null character.
        let more: &[&str] =
            if *operation == Operation::CreateUser { OPTIONS[n % OPTIONS.len()] } else { &[] };
        let mut args = vec!["elasticache", operation.command(), "--cli-input-yaml", text];
        args.extend(more);
        if text.contains('\0') || text.len() > 100_000 {
            continue;
        }
        let endpoint = format!("{}/{}", recorder.url(), calls.len());
        let given: Vec<&str> = args.iter().copied().chain(["--endpoint-url", &endpoint]).collect();
        let env = json!({"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1", "AWS_PAGER": ""});
        lines.push_str(&format!(
            "{}\n",
            json!({"args": given, "folder": folder.to_string_lossy(), "input": "", "env": env})
        ));
        let quoted: Vec<String> =
            args.iter().map(|arg| format!("'{}'", arg.replace('\'', r"'\''"))).collect();
        calls.push((*operation, format!("aws {}", quoted.join(" "))));
    }
    let mut command = Command::new("/usr/bin/python3");
    command
        .arg(ctx.path("crates/proofs/python/aws_cli_replay.py"))
        .env("LC_ALL", "C.UTF-8")
        .env("HOME", &folder);
    let answers = feed(&mut command, &lines)?;
    let sent = recorder.take_requests();
    let (mut same, mut refused, mut wrong) = (0, 0, Vec::new());
    for (n, ((operation, text), answer)) in calls.iter().zip(answers.lines()).enumerate() {
        let answer: Value = serde_json::from_str(answer).map_err(|why| why.to_string())?;
        let path = format!("/{n}");
        let arrived = sent.iter().find(|request| request.path.trim_end_matches('/') == path);
        let arrived = arrived.map(|request| sorted(&request.body));
        let read = import_as(text, "bash");
        let found = if operation.is_of_group() { &read.groups } else { &read.users };
        let ours = match found.as_slice() {
            [user] if read.errors.is_empty() => {
                // The CLI rejects values that a draft can't represent, such as a number for a string.
                let fits = user.draft.mismatches.is_empty() && user.operation == *operation;
                fits.then(|| Case::new("", *operation, user.draft.clone()).body()).transpose()?
            }
            _ => None,
        };
        match (ours.as_deref().map(sorted), arrived) {
            (Some(ours), Some(arrived)) if ours == arrived => same += 1,
            (None, None) => refused += 1,
            (ours, arrived) => wrong.push(format!(
                "{text}\n  importer {ours:?}\n  CLI      {arrived:?}\n  printed  {}",
                answer["err"]
            )),
        }
    }
    say(format!("{same} commands are read as the CLI sends them, {refused} are rejected by both"));
    compared(wrong, same, 50)
}

fn sorted(body: &str) -> Vec<(String, String)> {
    let mut pairs = pairs(body);
    pairs.sort();
    pairs
}
