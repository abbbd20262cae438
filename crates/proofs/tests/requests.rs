//! Our verdicts on generated requests, compared with two others: botocore's validator, which the AWS CLI and boto3 share, must
//! reject the same requests with the same messages; moto's CreateUser may differ only for reasons that the script lists. Some
//! requests are passed to the AWS CLI itself.
use crate::{Proof, proof};
use elasticache_user::emit::CliVersion;
use elasticache_user::predict::ClientRefusal;
use elasticache_user::{
    Answer, Context, Draft, Operation, Prediction, Severity, User, check, client, predict,
};
use serde_json::{Value, json};
use std::fmt::Write;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};
use testkit::generate::Chance;
use testkit::generate::mutants::{Case, case};
use tools::Ctx;
use tools::python;
use tools::run::{feed, say};

#[test]
fn answers_match_botocore_and_moto() -> Proof {
    proof(run)
}

/// The number of requests for botocore, and how many of the valid ones are also sent to moto.
const VALIDATED: usize = 20_000;
const CREATED: usize = 2_000;

fn run(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "boto3")?;
    let seed = if ctx.long {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_secs())
    } else {
        20_261_122
    };
    say(format!("{VALIDATED} requests from the seed {seed}"));
    let mut chance = Chance::new(seed);
    let mut lines = String::new();
    let mut created = 0;
    for _ in 0..VALIDATED {
        let line = line(&case(&mut chance), created < CREATED);
        created += usize::from(line["moto"] == true);
        writeln!(lines, "{line}").map_err(|why| why.to_string())?;
    }
    let script = ctx.path("crates/proofs/python/requests_peers.py");
    print!("{}", feed(Command::new(venv.python()).arg(script), &lines)?);
    command_line(ctx)
}

/// Requests that the AWS CLI itself rejects, without passwords in values that it prints.
const REFUSED: &[(Operation, &str)] = &[
    (Operation::CreateUser, r#"{"Passwords": [], "UserName": "", "Bogus": 1, "NoPasswordRequired": "true"}"#),
    (
        Operation::CreateUser,
        r#"{"UserId": null, "Tags": [{"a": 1, "Value": 1e16}], "AuthenticationMode": "iam"}"#,
    ),
    (
        Operation::ModifyUser,
        r#"{"UserId": "", "Tags": [], "AuthenticationMode": {"Passwords": [], "Type": 1, "type": "iam"}}"#,
    ),
    (
        Operation::ModifyUser,
        r#"{"AccessString": true, "UserName": null, "Passwords": [null, "0123456789abcdef"]}"#,
    ),
];

/// The CLI's output and exit status are as predicted, for an input file and for missing options.
fn command_line(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "aws")?;
    let aws = |operation: Operation, arguments: &[&str]| {
        let mut command = Command::new(venv.program("aws"));
        command.args(["elasticache", operation.command(), "--region", "us-east-1"]);
        command.args(["--endpoint-url", "http://127.0.0.1:9"]).args(arguments);
        command.envs([("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test")]);
        let output = command.output().map_err(|why| format!("the AWS CLI can't be started: {why}"))?;
        Ok::<_, String>((output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned()))
    };
    for (operation, input) in REFUSED {
        let draft = Draft::from_json_text(input);
        let Prediction::RefusedByClient(refusal) = predict(*operation, &draft, &Context::default()) else {
            return Err(format!("we don't reject it: {input}"));
        };
        let (code, printed) = aws(*operation, &["--cli-input-json", input])?;
        let text = refusal.text(CliVersion::V1);
        if printed != text || code != Some(i32::from(ClientRefusal::exit_code(CliVersion::V1))) {
            return Err(format!(
                "{input}\nthe CLI exits with {code:?} and prints {printed:?}\n    we say {text:?}"
            ));
        }
        let (_, printed) = aws(*operation, &[])?;
        let nothing = predict(*operation, &Draft::default(), &Context::default());
        let Prediction::RefusedByClient(ClientRefusal { missing_options: Some(missing), .. }) = nothing
        else {
            return Err("an empty request should have missing options".to_owned());
        };
        if !printed.contains(&missing) {
            return Err(format!("the CLI prints {printed:?}\n    we say {missing:?}"));
        }
    }
    say(format!("the AWS CLI rejects {} requests as predicted", REFUSED.len()));
    Ok(())
}

fn line(case: &Case, more: bool) -> Value {
    let draft = Draft::from_json(case.input.clone());
    // The others don't know the context.
    let context = Context::default();
    let problems: Vec<String> =
        client::problems(case.operation, &draft).iter().map(client::ClientProblem::exact_line).collect();
    let report = check(case.operation, &draft, &context);
    let errors: Vec<Value> = report
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| {
            let answer = finding.predicts.as_ref();
            json!({
                "rule": finding.rule,
                "code": answer.map(|answer: &Answer| answer.code),
                "message": answer.map(|answer| answer.message.clone()),
            })
        })
        .collect();
    let reply = match predict(case.operation, &draft, &context) {
        Prediction::Accepted(accepted) => accepted.user().map_or(Value::Null, user),
        _ => Value::Null,
    };
    json!({
        "operation": case.operation.name(),
        "input": testkit::json::by_value(&case.input),
        "problems": problems,
        "errors": errors,
        "reply": reply,
        "moto": more && case.operation == Operation::CreateUser && problems.is_empty(),
    })
}

fn user(user: &User) -> Value {
    let mut authentication = serde_json::Map::new();
    if let Some(shown) = &user.authentication {
        authentication.insert("Type".to_owned(), json!(shown.kind));
        if let Some(count) = shown.password_count {
            authentication.insert("PasswordCount".to_owned(), json!(count));
        }
    }
    json!({
        "UserId": user.user_id,
        "UserName": user.user_name,
        "Status": user.status,
        "Engine": user.engine,
        "MinimumEngineVersion": user.minimum_engine_version,
        "AccessString": user.access_string,
        "UserGroupIds": user.user_group_ids,
        "Authentication": authentication,
        "ARN": user.arn,
    })
}
