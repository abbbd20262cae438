//! AWS CLI 1 and 2 run the output against a recorder: the form body that arrives equals the output of the target `http`. Each
//! pitfall of the CLI's own parsing has a named case.
//!
//! A shell runs each script with a program that records its arguments and standard input. The CLI then gets those, with many
//! calls in one process, as starting it takes most of a second.
use crate::stub::{self, Sandbox};
use crate::{Proof, proof};
use elasticache_user::emit::{CliVersion, Emission, Extras, Globals, Options, Secrets, Style};
use elasticache_user::{Member, Operation};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use testkit::cases::{self, Case};
use testkit::recorder::{Recorder, pairs};
use tools::Ctx;
use tools::run::{feed, read, say};
use tools::{apt, python};

#[test]
fn the_cli_sends_the_draft() -> Proof {
    proof(run)
}

/// The number of generated drafts, besides those with a pitfall; more with --long.
const DRAFTS: usize = 20;

fn run(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "aws")?;
    apt::ensure(ctx, &["awscli"], "the AWS CLI 2")?;
    let root = ctx.path("target/aws-cli");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    stub::build(ctx, &root)?;
    let clis = [
        (CliVersion::V1, venv.program("aws"), venv.python(), "aws-cli/1."),
        (CliVersion::V2, PathBuf::from("/usr/bin/aws"), PathBuf::from("/usr/bin/python3"), "aws-cli/2."),
    ];
    for (version, program, python, wanted) in clis {
        let printed = read(Command::new(&program).arg("--version"))?;
        if !printed.starts_with(wanted) {
            return Err(format!("{} should be {wanted}x, but reports {printed}", program.display()));
        }
        let mut desk = Desk { version, root: root.join(&wanted[8..9]), bin: &root, calls: Vec::new() };
        desk.prepare(ctx.long)?;
        let count = desk.calls.len();
        desk.prove(ctx, &python)?;
        desk.skeletons(&program)?;
        say(format!("{}: {count} calls", printed.split(' ').next().unwrap_or_default()));
    }
    Ok(())
}

/// One call of the CLI.
struct Call {
    name: String,
    text: String,
    args: Vec<String>,
    input: String,
    folder: PathBuf,
    /// The expected body; none if nothing may be sent, with a part of the expected output.
    wanted: Result<String, &'static str>,
}

struct Desk<'a> {
    version: CliVersion,
    root: PathBuf,
    bin: &'a Path,
    calls: Vec<Call>,
}

impl Desk<'_> {
    fn prepare(&mut self, long: bool) -> Result<(), String> {
        let mut all = cases::traps();
        all.extend(cases::generated(7, if long { DRAFTS * 20 } else { DRAFTS }));
        // Debian's AWS CLI 2 is from 2023, when the modify operations had no engine.
        let old = self.version == CliVersion::V2;
        all.retain(|case| !(old && !case.operation.creates() && case.draft.has(Member::Engine)));
        for case in &all {
            self.script(case, &self.choice(Secrets::Inline, Style::Flags))?;
        }
        for case in all.iter().step_by(3) {
            self.file(case, "json", &Options::default())?;
            if self.version == CliVersion::V2 {
                self.file(case, "yaml", &Options::default())?;
            }
            self.script(case, &self.choice(Secrets::File, Style::InputJson))?;
        }
        let sources = [Secrets::Prompt, Secrets::Environment, Secrets::File, Secrets::SecretsManager];
        let with_passwords = all.iter().filter(|case| case.draft.all_passwords().next().is_some());
        for (n, case) in with_passwords.enumerate().take(32) {
            let style = if n % 8 < 4 { Style::Flags } else { Style::InputJson };
            self.script(case, &self.choice(sources[n % 4], style))?;
        }
        self.options()?;
        self.refused()
    }

    fn choice(&self, secrets: Secrets, style: Style) -> Options {
        Options { cli_version: self.version, secrets, style, ..Options::default() }
    }

    /// The arguments that bash passes to the CLI when it runs the script.
    fn script(&mut self, case: &Case, options: &Options) -> Result<(), String> {
        let emission = case.emit("bash", options)?;
        let folder = self.folder(&emission)?;
        let passwords: Vec<&str> = case.draft.all_passwords().map(|(_, secret)| secret.expose()).collect();
        let typed = cases::typed(case.operation, &case.draft);
        let name = |n| [options.variable(n), format!("STUB_SECRET_{}", n + 1)];
        let variables = passwords
            .iter()
            .enumerate()
            .flat_map(|(n, password)| name(n).map(|name| (name, (*password).to_owned())));
        let variables: Vec<(String, String)> = variables.collect();
        let text = emission.files[0].text();
        let sandbox = Sandbox { root: self.bin, shell: "bash", path: folder.clone() };
        let records =
            sandbox.play(&text, &typed, &variables).map_err(|why| format!("{}: {why}", case.name))?;
        let after = [
            "Action=DescribeUsers&Version=2015-02-02&UserId=app".to_owned(),
            "Action=ModifyUserGroup&Version=2015-02-02&UserGroupId=group-1&UserIdsToAdd.member.1=app"
                .to_owned(),
        ];
        let wanted = std::iter::once(case.body()?).chain(after);
        for (record, wanted) in records.into_iter().zip(wanted) {
            let wanted = if options.extras.check_only { Err("MinimumEngineVersion") } else { Ok(wanted) };
            let (name, text, folder) = (case.name.clone(), text.clone(), folder.clone());
            self.calls.push(Call { name, text, args: record.args, input: record.input, folder, wanted });
        }
        Ok(())
    }

    /// A call with a JSON or YAML file.
    fn file(&mut self, case: &Case, format: &str, options: &Options) -> Result<(), String> {
        let emission = case.emit(format, options)?;
        let wanted = Ok(case.body()?);
        self.file_call(case, format, &emission, wanted)
    }

    fn file_call(
        &mut self,
        case: &Case,
        format: &str,
        emission: &Emission,
        wanted: Result<String, &'static str>,
    ) -> Result<(), String> {
        let folder = self.folder(emission)?;
        let file = &emission.files[0];
        let args = [
            "elasticache",
            case.operation.command(),
            &format!("--cli-input-{format}"),
            &format!("file://{}", file.name),
        ]
        .map(str::to_owned)
        .to_vec();
        self.calls.push(Call {
            name: format!("{format}: {}", case.name),
            text: file.text(),
            args,
            input: String::new(),
            folder,
            wanted,
        });
        Ok(())
    }

    /// All global options together with the steps after the request, and a dry run that sends nothing.
    fn options(&mut self) -> Result<(), String> {
        let globals = Globals {
            region: Some("eu-central-1".to_owned()),
            profile: Some("-profile".to_owned()),
            output: Some("json".to_owned()),
            query: Some("[Users][0]".to_owned()),
            endpoint_url: Some("http://127.0.0.1:9/replaced".to_owned()),
            debug: true,
            no_verify_ssl: true,
            no_paginate: true,
            color: Some("off".to_owned()),
            no_sign_request: true,
            ca_bundle: Some("/no/such file".to_owned()),
            cli_read_timeout: Some(0),
            cli_connect_timeout: Some(7),
        };
        let extras = Extras { wait: true, user_group: Some("group-1".to_owned()), ..Extras::default() };
        let options = Options { globals, extras, ..self.choice(Secrets::Prompt, Style::Flags) };
        self.script(&cases::plain(), &options)?;
        let extras = Extras { check_only: true, wait: true, ..Extras::default() };
        self.script(&cases::plain(), &Options { extras, ..self.choice(Secrets::Prompt, Style::Flags) })
    }

    /// The file of a draft that isn't ready is rejected before anything is sent.
    fn refused(&mut self) -> Result<(), String> {
        let draft = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on", "Passwords": ["short"]});
        let case =
            Case::new("not ready", Operation::CreateUser, elasticache_user::Draft::from_json(draft.clone()));
        let formats: &[&str] = if self.version == CliVersion::V2 { &["json", "yaml"] } else { &["json"] };
        formats.iter().try_for_each(|format| {
            let emission = case.checked(format)?;
            self.file_call(&case, format, &emission, Err("Unknown parameter in input: \"Not ready\""))
        })
    }

    fn folder(&self, emission: &Emission) -> Result<PathBuf, String> {
        let folder = self.root.join(self.calls.len().to_string());
        fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
        for file in &emission.files {
            fs::write(folder.join(&file.name), file.text()).map_err(|why| why.to_string())?;
        }
        Ok(folder)
    }

    /// Runs the calls with the CLI, and compares what arrived with what was expected.
    fn prove(&self, ctx: &Ctx, python: &Path) -> Result<(), String> {
        let recorder = Recorder::start()?;
        let config = self.root.join("config");
        fs::write(&config, "[profile -profile]\nregion = us-east-1\n").map_err(|why| why.to_string())?;
        let mut lines = String::new();
        for (n, call) in self.calls.iter().enumerate() {
            let mut args = call.args.clone();
            args.retain(|arg| arg != "--debug");
            // The last one wins.
            args.extend(["--endpoint-url".to_owned(), format!("{}/{n}", recorder.url())]);
            let env = json!({"AWS_CONFIG_FILE": config.to_string_lossy(), "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1", "AWS_PAGER": ""});
            let line = json!({"args": args, "folder": call.folder.to_string_lossy(), "input": call.input, "env": env});
            lines.push_str(&format!("{line}\n"));
        }
        let script = ctx.path("crates/proofs/python/aws_cli_replay.py");
        let mut command = Command::new(python);
        command.arg(script).env("LC_ALL", "C.UTF-8").env("HOME", &self.root);
        let answers = feed(&mut command, &lines)?;
        let answers: Vec<Value> =
            answers.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let sent = recorder.take_requests();
        for (n, call) in self.calls.iter().enumerate() {
            let answer = answers.get(n).ok_or("the CLI stopped")?;
            let path = format!("/{n}");
            let bodies: Vec<&str> = sent
                .iter()
                .filter(|request| request.path.trim_end_matches('/') == path)
                .map(|request| request.body.as_str())
                .collect();
            let right = match &call.wanted {
                Ok(body) => {
                    // JSON input comes after the options.
                    let mixed = call.args.iter().any(|arg| arg == "--cli-input-json") && call.args.len() > 4;
                    let same = |sent: &str| if mixed { sorted(sent) == sorted(body) } else { sent == body };
                    answer["code"] == 0 && matches!(bodies.as_slice(), [sent] if same(sent))
                }
                Err(part) => {
                    bodies.is_empty() && answer.to_string().contains(&json!(part).to_string()[1..part.len()])
                }
            };
            if !right {
                return Err(format!(
                    "{}\n{}\nsent {bodies:?}\ninstead of {:?}\nwith {:?}\nand printed {answer}",
                    call.name, call.text, call.wanted, call.args
                ));
            }
        }
        Ok(())
    }

    /// The output of `--generate-cli-skeleton`, byte for byte. Version 1 picks a type at random.
    fn skeletons(&self, program: &Path) -> Result<(), String> {
        for operation in Operation::ALL {
            let case = Case::new("skeleton", operation, cases::plain().draft.for_operation(operation));
            let given: &[&str] = match operation {
                Operation::CreateUser => {
                    &["--user-id", "u", "--user-name", "u", "--engine", "redis", "--access-string", "on"]
                }
                Operation::ModifyUser => &["--user-id", "u"],
                Operation::CreateUserGroup => &["--user-group-id", "g", "--engine", "redis"],
                Operation::ModifyUserGroup => &["--user-group-id", "g"],
            };
            for (file, kind) in case.checked("json-skeleton")?.files.iter().zip(["input", "output"]) {
                let mut command = Command::new(program);
                command.args([
                    "elasticache",
                    operation.command(),
                    "--region",
                    "us-east-1",
                    "--generate-cli-skeleton",
                    kind,
                ]);
                let args = if kind == "output" { given } else { &[] };
                let mut printed = read(command.args(args).env("HOME", &self.root))?;
                for kind in ["iam", "no-password-required"] {
                    printed = printed.replace(&format!("\"Type\": \"{kind}\""), "\"Type\": \"password\"");
                }
                let mut ours = file.text();
                if self.version == CliVersion::V2 && !operation.creates() && kind == "input" {
                    ours = ours.replace(",\n    \"Engine\": \"\"", "");
                }
                if self.version == CliVersion::V2 && kind == "output" {
                    // It had no serverless caches either.
                    ours = ours.replace("    \"ServerlessCaches\": [\n        \"String\"\n    ],\n", "");
                }
                // Version 2 ends its output with a second line break.
                if printed.trim_end_matches('\n') != ours.trim_end_matches('\n') {
                    return Err(format!(
                        "the {kind} skeleton of {} is\n{printed}\nbut ours is\n{ours}",
                        operation.name()
                    ));
                }
            }
        }
        Ok(())
    }
}

fn sorted(body: &str) -> Vec<(String, String)> {
    let mut pairs = pairs(body);
    pairs.sort();
    pairs
}
