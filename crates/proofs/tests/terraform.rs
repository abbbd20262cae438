//! HashiCorp's own HCL library reads the drafts' values from the Terraform code. If Terraform is installed, `terraform fmt` leaves
//! the code unchanged, and Terraform evaluates every string. The AWS provider isn't run: it's only available from Terraform's
//! registry.
use crate::programs::{self, Program};
use crate::users;
use crate::{Proof, proof};
use elasticache_user::emit::{self, PieceKind, Secrets};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use testkit::drafts;
use tools::Ctx;
use tools::node;
use tools::run::{feed, on_path, read, say};

#[test]
fn hcl_reads_the_draft() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    node::packages(ctx, super::javascript::PEERS)?;
    let programs = programs::write(ctx, "terraform", [drafts::valid(300), drafts::wicked(1200)].concat())?;
    let list: String = programs.iter().map(|program| format!("{}\n", program.path.display())).collect();
    let script = ctx.path(super::javascript::PEERS).join("hcl.mjs");
    let answers = feed(Command::new(&node).arg(&script), &list)?;
    for (program, answer) in programs.iter().zip(answers.lines()) {
        compare(program, answer)?;
    }
    say(format!("{} resources equal their drafts", answers.lines().count()));
    let unready = programs::write_unready(ctx, "terraform")?;
    let list: String = unready.iter().map(|program| format!("{}\n", program.path.display())).collect();
    let answers = feed(Command::new(&node).arg(&script), &list)?;
    let mut answers = answers.lines();
    programs::none_accepted(&unready, |_| {
        Ok(!answers.next().is_some_and(|answer| answer.starts_with("{\"error\":")))
    })?;
    let Some(terraform) = on_path(&["terraform"]) else {
        say("Terraform isn't on PATH: its formatting and evaluation aren't tested");
        return Ok(());
    };
    let folder = ctx.path("target/programs/terraform");
    read(Command::new(&terraform).args(["fmt", "-check", "-diff", "-recursive"]).arg(&folder))?;
    evaluate(&terraform, &folder, &programs)
}

fn compare(program: &Program, answer: &str) -> Result<(), String> {
    let found: Value = serde_json::from_str(answer).map_err(|why| format!("{why}: {answer}"))?;
    if program.case.operation.is_of_group() {
        return compare_group(program, &found);
    }
    let blocks = found.pointer("/resource/aws_elasticache_user").and_then(Value::as_object);
    let user = blocks.and_then(|blocks| blocks.values().next()?.get(0)).cloned().unwrap_or_default();
    let wanted = users::expected(program);
    let wanted: serde_json::Map<String, Value> =
        serde_json::from_str(&composed(&Value::Object(wanted).to_string())).map_err(|why| why.to_string())?;
    let text = |name: &str| wanted.get(name).cloned().unwrap_or_default();
    let fail = |what: &str| {
        let path = program.path.display();
        Err(format!("{}\n{what} differs: {found}\ninstead of {wanted:?}\n({path})", program.text))
    };
    for (argument, member) in [("user_id", "UserId"), ("user_name", "UserName"), ("engine", "Engine")] {
        if user.get(argument) != wanted.get(member) {
            return fail(member);
        }
    }
    let access = user.get("access_string").cloned().unwrap_or_default();
    let typed = text("AccessString");
    if access != typed && access != stored(typed.as_str().unwrap_or_default()) {
        return fail("AccessString");
    }
    if user.get("tags").cloned().unwrap_or_else(|| json!({})) != text("Tags") {
        return fail("Tags");
    }
    let kind = text("Type");
    let mode = user.pointer("/authentication_mode/0/type").cloned().unwrap_or_default();
    let flag = user.get("no_password_required").cloned().unwrap_or_default();
    let passwords = user.get("passwords").and_then(Value::as_array).cloned();
    let fits = match kind.as_str() {
        Some("iam") => mode == "iam" && flag.is_null() && passwords.is_none(),
        Some("no-password-required") => flag == true && mode.is_null() && passwords.is_none(),
        _ => mode.is_null() && flag.is_null() && same_passwords(program, &user, passwords.as_deref(), &found),
    };
    if fits { Ok(()) } else { fail("authentication") }
}

fn compare_group(program: &Program, found: &Value) -> Result<(), String> {
    let blocks = found.pointer("/resource/aws_elasticache_user_group").and_then(Value::as_object);
    let group = blocks.and_then(|blocks| blocks.values().next()?.get(0)).cloned().unwrap_or_default();
    let wanted = users::group(program);
    let wanted: Value =
        serde_json::from_str(&composed(&json!(wanted).to_string())).map_err(|why| why.to_string())?;
    let mut tags = serde_json::Map::new();
    for tag in wanted["Tags"].as_array().into_iter().flatten() {
        tags.insert(tag["Key"].as_str().unwrap_or_default().to_owned(), tag["Value"].clone());
    }
    let members = group.get("user_ids").cloned().unwrap_or_else(|| json!([]));
    let same = group.get("user_group_id") == wanted.get("UserGroupId")
        && group.get("engine") == wanted.get("Engine")
        && members == wanted["UserIds"]
        && group.get("tags").cloned().unwrap_or_else(|| json!({})) == Value::Object(tags);
    if same {
        return Ok(());
    }
    let path = program.path.display();
    Err(format!("{}\nhas {found}\ninstead of {wanted}\n({path})", program.text))
}

fn same_passwords(program: &Program, user: &Value, found: Option<&[Value]>, file: &Value) -> bool {
    let given = users::passwords(program);
    let secrets = program.case.options.secrets;
    if secrets == Secrets::SecretsManager && given.len() == 1 {
        let from = "${ephemeral.aws_secretsmanager_secret_version.password_1.secret_string}";
        return found.is_none()
            && user.get("passwords_wo") == Some(&json!(from))
            && file.get("ephemeral").is_some();
    }
    let wanted: Vec<Value> = given
        .into_iter()
        .enumerate()
        .map(|(n, password)| match (secrets, password) {
            (Secrets::Inline, Some(password)) => json!(composed(&password)),
            (Secrets::File, _) => json!(format!("${{sensitive(chomp(file(\"password-{}.txt\")))}}", n + 1)),
            (Secrets::SecretsManager, _) => {
                json!(format!("${{data.aws_secretsmanager_secret_version.password_{}.secret_string}}", n + 1))
            }
            _ => json!(format!("${{var.password_{}}}", n + 1)),
        })
        .collect();
    let variables = file.get("variable").and_then(Value::as_object);
    let hidden = variables.is_none_or(|all| {
        all.values().all(|variable| variable.pointer("/0/sensitive") == Some(&json!(true)))
    });
    hidden && found == Some(&wanted)
}

fn stored(text: &str) -> Value {
    elasticache_user::replacement(text).map_or(Value::Null, Value::from)
}

/// Every string of every program, evaluated by Terraform in one run.
fn evaluate(terraform: &Path, folder: &Path, programs: &[Program]) -> Result<(), String> {
    let target = emit::target("terraform").ok_or("the target terraform is missing")?;
    let report = elasticache_user::Report { ready: true, ..Default::default() };
    let (mut literals, mut wanted) = (String::from("locals {\n  all = [\n"), Vec::new());
    for program in programs {
        let case = &program.case;
        let emission =
            emit::emit_checked(target, case.operation, &case.draft, &case.context, &case.options, &report);
        for piece in emission.files.iter().flat_map(|file| &file.pieces) {
            let Some(text) = piece.path.as_ref().and_then(|path| case.draft.text_at(path)) else { continue };
            if piece.kind == PieceKind::String && !is_rewritten(piece.path.as_ref()) {
                literals.push_str(&format!("    {},\n", piece.text));
                wanted.push(composed(text));
            }
        }
    }
    literals.push_str("  ]\n}\n\noutput \"all\" {\n  value = local.all\n}\n");
    let place = folder.join("texts");
    std::fs::create_dir_all(&place).map_err(|why| why.to_string())?;
    std::fs::write(place.join("texts.tf"), literals).map_err(|why| why.to_string())?;
    let terraform = |arguments: &[&str]| {
        let mut command = Command::new(terraform);
        command.args(arguments).current_dir(&place).env("CHECKPOINT_DISABLE", "1");
        read(&mut command)
    };
    terraform(&["apply", "-auto-approve", "-no-color"])?;
    let json = terraform(&["output", "-json", "all"])?;
    let found: Vec<String> = serde_json::from_str(&json).map_err(|why| why.to_string())?;
    if let Some((found, wanted)) = found.iter().zip(&wanted).find(|(found, wanted)| found != wanted) {
        return Err(format!("Terraform reads {found:?} instead of {wanted:?}"));
    }
    if found.len() != wanted.len() {
        return Err(format!("Terraform read only {} of {} strings", found.len(), wanted.len()));
    }
    say(format!("Terraform reads {} strings as typed", found.len()));
    Ok(())
}

/// HCL normalizes strings to NFC. This is the drafts' own form.
fn composed(text: &str) -> String {
    text.replace("e\u{301}", "é")
}

/// Values in lowercase or in stored form are compared in `compare`.
fn is_rewritten(path: Option<&elasticache_user::Path>) -> bool {
    use elasticache_user::Member::{AccessString, Engine, UserGroupId, UserId};
    use elasticache_user::Path;
    matches!(path, Some(Path::Member(UserId | UserGroupId | Engine | AccessString) | Path::Item(..)))
}
