//! A password that is changed without downtime: the scripts run with the real AWS CLI against moto, and are stopped and run
//! again.
use crate::hostile::make_executable;
use crate::moto::{NEW, PASSWORD, Server, Stage, equal, user, wants};
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options};
use elasticache_user::{Context, Draft, Operation};
use serde_json::{Value, json};
use std::fs;
use tools::run::say;
use tools::{Ctx, python};

/// The shells, and what they run.
const SHELLS: &[(&str, &str)] = &[("dash", "bash"), ("zsh", "bash"), ("fish", "fish")];

#[test]
fn a_password_that_is_typed_is_changed() -> Proof {
    proof(|ctx| {
        in_each_shell(ctx, "rotation-typed", |stage| {
            let all = format!("{PASSWORD}\n{NEW}\n{NEW}\n");
            known(stage, "prompt", &all, &format!("\n{NEW}\n{NEW}\n"))?;
            known(stage, "environment", "", "\n")
        })
    })
}

#[test]
fn a_password_that_is_stored_is_changed_wherever_a_run_was_stopped() -> Proof {
    proof(|ctx| in_each_shell(ctx, "rotation-stored", stored))
}

fn in_each_shell(ctx: &Ctx, folder: &str, check: fn(&Stage<'_>) -> Result<(), String>) -> Result<(), String> {
    let venv = python::ensure(ctx, "aws")?;
    for (shell, target) in SHELLS {
        let stage = Stage::new(ctx, &venv, &format!("{folder}-{shell}"))?;
        check(&Stage { target, shell, ..stage })?;
        say(format!("{shell}: a password changed, in a run that was stopped and started again"));
    }
    Ok(())
}

/// The script that creates the user, and the one that changes its password.
fn scripts(stage: &Stage<'_>, secrets: &str) -> Result<(String, String), String> {
    let options = json!({"cliVersion": "1", "secrets": secrets, "rotation": true});
    let (options, _) = Options::from_json(&options);
    let target = emit::target(stage.target).ok_or("unknown target")?;
    let draft = Draft::from_json(user("app", "valkey", json!({"Passwords": [PASSWORD]})));
    let emission = emit::emit(target, Operation::CreateUser, &draft, &Context::default(), &options);
    let [create, rotate] = emission.files.as_slice() else {
        return Err(format!("{} files: {:?}", emission.files.len(), emission.notes));
    };
    let rotate = rotate.text();
    if stage.target == "bash" {
        let file = stage.root.join("rotate.sh");
        fs::write(&file, &rotate).map_err(|why| why.to_string())?;
        stage.check(&file)?;
    }
    Ok((create.text(), rotate))
}

/// Runs a script, which must end well or not.
fn play(
    stage: &Stage<'_>,
    server: &Server,
    script: &str,
    typed: &str,
    wanted: bool,
) -> Result<String, String> {
    let (well, text) = stage.play_with(server, stage.shell, script, typed)?;
    if well == wanted {
        return Ok(text);
    }
    Err(format!("{} ended {}:\n{text}\n{script}", stage.shell, if well { "well" } else { "badly" }))
}

/// The old and the new password together, and then the new one alone. Stopped between the two it goes on from there.
fn known(stage: &Stage<'_>, secrets: &str, both: &str, rest: &str) -> Result<(), String> {
    let server = Server::start(stage.ctx, stage.venv, &[])?;
    let (create, rotate) = scripts(stage, secrets)?;
    play(stage, &server, &create, &format!("{PASSWORD}\n"), true)?;
    // Nobody presses Enter: both stay. Then it goes on, and then it is done all at once, back again.
    play(stage, &server, &rotate, both, false)?;
    wants(&play(stage, &server, &rotate, rest, true)?, "The user app has two passwords already")?;
    let text = play(stage, &server, &rotate, &format!("{both}\n"), true)?;
    wants(&text, "Only the new password is valid now.")?;
    let state = server.end()?;
    equal(&state["changes"], &json!([[PASSWORD, NEW], [NEW], [PASSWORD, NEW], [NEW]]))
}

/// Stopped after each call that changes something, and at the question: each run goes on where the one before it was.
fn stored(stage: &Stage<'_>) -> Result<(), String> {
    let server = Server::start(stage.ctx, stage.venv, &[])?;
    let (create, rotate) = scripts(stage, "generate")?;
    stop_after(stage, "nothing")?;
    let mut printed = play(stage, &server, &create, "", true)?;
    let pending = "The secret elasticache/app has a new password already, as AWSPENDING";
    let half = "The user app has two passwords already: only the one in the secret will be kept.";
    for (stop, typed, says) in [
        ("put-secret-value", "\n", ""),
        ("modify-user", "\n", pending),
        ("update-secret-version-stage", "\n", pending),
        ("nothing", "", half),
    ] {
        stop_after(stage, stop)?;
        let text = play(stage, &server, &rotate, typed, false)?;
        wants(&text, says).map_err(|why| format!("{} stopped after {stop}: {why}", stage.shell))?;
        printed += &text;
    }
    let text = play(stage, &server, &rotate, "\n", true)?;
    wants(&text, half)?;
    printed += &text;
    // Once more, all at once.
    let text = play(stage, &server, &rotate, "\n", true)?;
    wants(&text, "Both passwords are valid now.")?;
    wants(&text, "Only the password in the secret is valid now.")?;
    printed += &text;
    let state = server.end()?;
    let name = "elasticache/app";
    let (newest, new) = (&state["secrets"][name], &state["previous"][name]);
    let old = &state["changes"][0][0];
    equal(&state["changes"], &json!([[old, new], [old, new], [new], [new, newest], [newest]]))?;
    equal(&state["users"]["app"]["Passwords"], &json!([newest]))?;
    // No run that was stopped has left a version behind.
    equal(&state["versions"][name], &json!([[], ["AWSPREVIOUS"], ["AWSCURRENT", "AWSPENDING"]]))?;
    let all: Vec<&str> = [old, new, newest].into_iter().filter_map(Value::as_str).collect();
    let differ = all.len() == 3 && old != new && new != newest && newest != old;
    if !differ || all.iter().any(|password| printed.contains(password)) {
        return Err(format!("these aren't three secret passwords: {all:?}\n{printed}"));
    }
    Ok(())
}

/// Puts a program before the AWS CLI that runs it, and fails after this command: what it changed is changed.
fn stop_after(stage: &Stage<'_>, command: &str) -> Result<(), String> {
    let program = stage.root.join("bin/aws");
    let real = stage.venv.program("aws");
    let script = format!("#!/bin/sh\n'{}' \"$@\" || exit\n[ \"$2\" != {command} ]\n", real.display());
    fs::write(&program, script).map_err(|why| why.to_string())?;
    make_executable(&program)
}
