//! CloudFormation templates in YAML and JSON: cfn-lint reports nothing, and its YAML 1.1 loader reads the drafts' values.
use crate::programs::{self, Program};
use crate::users;
use crate::{Proof, proof};
use elasticache_user::emit::Secrets;
use serde_json::{Value, json};
use std::process::Command;
use testkit::drafts;
use tools::Ctx;
use tools::python;
use tools::run::{feed, read, say};

#[test]
fn cfn_lint_reads_the_draft() -> Proof {
    proof(run)
}

// Linting is slow, so it gets fewer.
const LINTED: usize = 80;

fn run(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "cfn-lint")?;
    for target in ["cloudformation-yaml", "cloudformation-json"] {
        let valid: Vec<_> = drafts::valid(LINTED).into_iter().map(plain_tags).collect();
        let cases = [valid, drafts::wicked(700)].concat();
        let programs = programs::write(ctx, target, cases.into_iter().filter(drafts::has_members).collect())?;
        let list: String = programs.iter().map(|program| format!("{}\n", program.path.display())).collect();
        let loader = ctx.path("crates/proofs/python/templates.py");
        let answers = feed(Command::new(venv.python()).arg(&loader), &list)?;
        for (program, answer) in programs.iter().zip(answers.lines()) {
            compare(program, answer)?;
        }
        let unready = programs::write_unready(ctx, target)?;
        let list: String = unready.iter().map(|program| format!("{}\n", program.path.display())).collect();
        let refused = feed(Command::new(venv.python()).arg(&loader), &list)?;
        let mut refused = refused.lines();
        programs::none_accepted(&unready, |_| {
            Ok(!refused.next().is_some_and(|answer| answer.contains("E0000")))
        })?;
        let all = answers.lines().count();
        let files = programs.iter().take(LINTED).map(|program| &program.path);
        // Any finding, even an informational one, makes it exit with a code other than 0.
        let options = ["--include-checks", "I", "--regions", "us-east-1", "--"];
        read(Command::new(venv.program("cfn-lint")).args(options).args(files))?;
        say(format!("{target}: {all} equal their drafts; cfn-lint finds nothing in {LINTED}"));
    }
    Ok(())
}

/// CloudFormation's schema accepts fewer characters in tags than ElastiCache does; the target's notes say so.
fn plain_tags(mut case: drafts::Case) -> drafts::Case {
    for tag in case.draft.tags.iter_mut().flatten() {
        tag.key = tag.key.take().map(|key| key.replace('é', "e"));
        tag.value = tag.value.take().map(|value| value.replace('é', "e"));
    }
    case
}

fn compare(program: &Program, answer: &str) -> Result<(), String> {
    let found: Value = serde_json::from_str(answer).map_err(|why| format!("{why}: {answer}"))?;
    let wanted = template(program);
    if found.get("template") == Some(&wanted) {
        return Ok(());
    }
    Err(format!("{}\nis read as {found}\ninstead of {wanted}\n({})", program.text, program.path.display()))
}

/// The template, computed independently of the target.
pub fn template(program: &Program) -> Value {
    if program.case.operation.is_of_group() {
        let mut resource =
            json!({"Type": "AWS::ElastiCache::UserGroup", "Properties": users::group(program)});
        if program.case.context.group.is_some() {
            resource["DeletionPolicy"] = json!("Retain");
            resource["UpdateReplacePolicy"] = json!("Retain");
        }
        return json!({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"UserGroup": resource}});
    }
    let user = users::expected(program);
    let exists = program.case.context.current.is_some();
    let passwords = users::passwords(program);
    let by_password = user.get("Type") == Some(&json!("password"));
    let secrets = program.case.options.secrets;
    let mut parameters = serde_json::Map::new();
    let mut list = Vec::new();
    for (n, password) in passwords.iter().enumerate().filter(|_| by_password) {
        match (secrets, password) {
            (Secrets::Inline, Some(password)) => list.push(json!(password)),
            (Secrets::SecretsManager, _) => {
                let id = user.get("UserId").and_then(Value::as_str).unwrap_or_default();
                let more = if n == 0 { "" } else { "-2" };
                list.push(json!(format!(
                    "{{{{resolve:secretsmanager:elasticache/{id}{more}:SecretString:::}}}}"
                )));
            }
            _ => {
                let name = format!("Password{}", n + 1);
                list.push(json!({"Ref": name}));
                let about = format!("Password {} of the user", n + 1);
                let parameter = json!({"Description": about, "Type": "String", "NoEcho": true, "MinLength": 16, "MaxLength": 128});
                parameters.insert(name, parameter);
            }
        }
    }
    let mut mode = json!({"Type": user.get("Type")});
    if by_password {
        mode["Passwords"] = json!(list);
    }
    let mut properties = json!({"AuthenticationMode": mode});
    for name in ["UserId", "UserName", "Engine", "AccessString"] {
        properties[name] = json!(user.get(name));
    }
    // Written in its stored form if that's certain.
    if let Some(stored) = properties["AccessString"].as_str().and_then(elasticache_user::replacement) {
        properties["AccessString"] = json!(stored);
    }
    let tags = program.case.draft.tags.iter().flatten();
    let tags: Vec<Value> = tags
        .map(|tag| json!({"Key": tag.key.clone().unwrap_or_default(), "Value": tag.value.clone().unwrap_or_default()}))
        .collect();
    if !tags.is_empty() {
        properties["Tags"] = json!(tags);
    }
    let mut resource = json!({"Type": "AWS::ElastiCache::User", "Properties": properties});
    if exists {
        resource["DeletionPolicy"] = json!("Retain");
        resource["UpdateReplacePolicy"] = json!("Retain");
    }
    let mut template = json!({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"User": resource}});
    if !parameters.is_empty() {
        template["Parameters"] = json!(parameters);
    }
    template
}
