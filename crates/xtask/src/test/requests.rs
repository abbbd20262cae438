//! What we say of generated requests, beside two others: botocore's validator, which the AWS CLI and boto3 share, must
//! refuse the same requests in the same words; moto's CreateUser may differ only for reasons that the script lists.
use super::Section;
use crate::ctx::Ctx;
use crate::run::{feed, say};
use crate::tools::python;
use elasticache_user::generate::Chance;
use elasticache_user::generate::mutants::{Case, case};
use elasticache_user::{
    Answer, Context, Draft, Operation, Prediction, Severity, User, check, client, predict,
};
use serde_json::{Value, json};
use std::fmt::Write;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

pub const SECTION: Section = Section {
    name: "requests",
    about: "generated requests: the client's words beside botocore, the answers beside moto",
    run,
};

/// How many are shown to botocore, and how many of these that would be sent to moto as well.
const VALIDATED: usize = 20_000;
const CREATED: usize = 3_000;

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
    let script = ctx.path("crates/xtask/python/requests_peers.py");
    print!("{}", feed(Command::new(venv.python()).arg(script), &lines)?);
    Ok(())
}

fn line(case: &Case, more: bool) -> Value {
    let draft = Draft::from_json(case.input.clone());
    // Nobody else knows the context.
    let context = Context::default();
    let complaints: Vec<String> =
        client::complaints(case.operation, &draft).iter().map(client::Complaint::exact_line).collect();
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
        Prediction::Accepted(accepted) => user(&accepted.user),
        _ => Value::Null,
    };
    json!({
        "operation": case.operation.name(),
        "input": case.input,
        "complaints": complaints,
        "errors": errors,
        "reply": reply,
        "moto": more && case.operation == Operation::CreateUser && complaints.is_empty(),
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
