//! Node.js runs the JavaScript code with the real SDK: it sends the draft.
use crate::programs::{self, Program};
use crate::{Proof, proof};
use std::process::Command;
use testkit::drafts;
use testkit::recorder::Recorder;
use tools::Ctx;
use tools::run::say;
use tools::{node, python};

/// The packages that emitted code is run with.
pub const PEERS: &str = "crates/proofs/node/peers";

#[test]
fn node_sends_the_draft() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    node::packages(ctx, PEERS)?;
    let recorder = Recorder::start()?;
    let cases = drafts::at([drafts::valid(150), drafts::wicked(300)].concat(), &recorder.url());
    let programs = programs::write(ctx, "javascript", cases)?;
    link(ctx)?;
    recorder.set_secrets(programs::secrets(&programs));
    let endpoint = |program: &Program| programs::endpoint(&recorder, program);
    // A program that prompts has its own standard input.
    let (alone, together): (Vec<_>, Vec<_>) =
        programs.into_iter().partition(|program| program.text.contains("process.stdin"));
    let driver = ctx.path("crates/proofs/node/programs.mjs");
    let mut errors = programs::play(Command::new(&node).arg(&driver), &together, endpoint)?;
    for program in &alone {
        let mut command = Command::new(&node);
        errors.push(programs::play_alone(command.arg(&program.path), program, &endpoint(program))?);
    }
    let programs = [together, alone].concat();
    programs::compare(&programs, &errors, &recorder.take_requests(), false)?;
    say(format!("{} programs sent their drafts", programs.len()));
    let python = python::ensure(ctx, "boto3")?.python();
    let shell = node.to_string_lossy().into_owned();
    programs::play_typed(ctx, &python, &programs, &recorder, |program| {
        vec![shell.clone(), program.path.to_string_lossy().into_owned()]
    })?;
    let unready = programs::write_unready(ctx, "javascript")?;
    let mut errors = programs::play(Command::new(&node).arg(&driver), &unready, endpoint)?.into_iter();
    programs::none_accepted(&unready, |_| {
        Ok(!errors.next().flatten().is_some_and(|why| why.contains("SyntaxError")))
    })
}

/// Node.js looks for packages in the folders above a program.
pub fn link(ctx: &Ctx) -> Result<(), String> {
    let link = ctx.path("target/programs/node_modules");
    let packages = ctx.path(PEERS).join("node_modules");
    // Two proofs need it, and may run concurrently.
    let _lock = tools::install::lock(ctx, "link-of-programs")?;
    if std::fs::read_link(&link).is_ok_and(|to| to == packages) {
        return Ok(());
    }
    // One from an earlier version.
    drop(std::fs::remove_file(&link));
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink(&packages, &link);
    #[cfg(windows)]
    let made = std::os::windows::fs::symlink_dir(&packages, &link);
    made.map_err(|why| format!("{}: {why}", link.display()))
}
