//! Scripts and programs that ask for passwords, stopped at each prompt in a real terminal: by Ctrl-C, Ctrl-\, Ctrl-Z and Ctrl-D, and by
//! the signals of a closed terminal and of `kill`. Nothing is sent, no file is left, and the terminal's echo is back on.
use crate::stub;
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options, Secrets};
use elasticache_user::{Context, Report};
use std::fs;
use std::path::Path;
use std::process::Command;
use testkit::generate::Chance;
use testkit::hostile::request;
use testkit::recorder::Recorder;
use tools::run::{read, say};
use tools::{Ctx, apt, node, python};

#[test]
fn interrupting_leaves_nothing_behind() -> Proof {
    proof(run)
}

/// Each interactive shell, and the target for it.
const SHELLS: &[(&[&str], &[&str])] = &[
    (&["bash", "--norc", "-i"], &["bash", "curl"]),
    (&["dash", "-i"], &["bash", "curl"]),
    (&["zsh", "-f", "-i"], &["bash", "curl"]),
    (&["mksh", "-i"], &["bash", "curl"]),
    (&["fish", "--no-config", "-i"], &["fish"]),
];

/// Two drafts: a new user's password, and both passwords of a rotation, which asks for the new one twice.
const QUESTIONS: [usize; 2] = [1, 3];

/// Programs that prompt, and the shell that they are started in.
const PROGRAMS: &[(&str, &str)] = &[("boto3", "py"), ("javascript", "mjs")];
const IN_SHELL: &[&str] = &["bash", "--norc", "-i"];

/// A program to stop: its file, the program that runs it, and the shell around it.
struct Stopped<'a> {
    target: &'a str,
    /// The name of the file's folder.
    name: &'a str,
    extension: &'a str,
    runner: &'a str,
    shell: &'a [&'a str],
    root: &'a Path,
}

fn run(ctx: &Ctx) -> Result<(), String> {
    apt::ensure(ctx, &["bash", "dash", "zsh", "fish", "mksh"], "shells")?;
    let python = python::ensure(ctx, "boto3")?.python();
    let node = node::ensure(ctx)?;
    node::packages(ctx, super::javascript::PEERS)?;
    let root = ctx.path("target/interrupts");
    // Node.js looks for packages in the folders above a program.
    let programs = ctx.path("target/programs/interrupts");
    for folder in [&root, &programs] {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(|why| why.to_string())?;
        }
        fs::create_dir_all(folder).map_err(|why| why.to_string())?;
    }
    super::javascript::link(ctx)?;
    stub::build(ctx, &root)?;
    // Neither of them is reached.
    fs::copy(root.join("bin/aws"), root.join("bin/curl")).map_err(|why| why.to_string())?;
    let recorder = Recorder::start()?;
    let path = format!("{}:{}", root.join("bin").display(), std::env::var("PATH").unwrap_or_default());
    let stop = |stopped: &Stopped<'_>| -> Result<usize, String> {
        let mut stops = 0;
        for (n, questions) in QUESTIONS.into_iter().enumerate() {
            let options = Options { secrets: Secrets::Prompt, ..Options::default() };
            let (operation, draft) = request(&mut Chance::new(1), n);
            let target = emit::target(stopped.target).ok_or("unknown target")?;
            let (context, report) = (Context::default(), Report { ready: true, ..Report::default() });
            let emission = emit::emit_checked(target, operation, &draft, &context, &options, &report);
            let folder = stopped.root.join(format!("{}-{}-{n}", stopped.name, target.id));
            fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
            let file = folder.join(format!("script.{}", stopped.extension));
            let text = emission.files[0].text();
            // Only shells ask for the new password a second time.
            let questions = if stopped.runner == stopped.shell[0] { questions } else { questions.min(2) };
            fs::write(&file, text).map_err(|why| why.to_string())?;
            let mut command = Command::new(&python);
            command.arg(ctx.path("crates/proofs/python/interrupt.py")).arg(&file).arg(questions.to_string());
            command.arg(&folder).arg(stopped.runner).args(stopped.shell);
            command.env("PATH", &path).env("LC_ALL", "C.UTF-8").env("AWS_ENDPOINT_URL", recorder.url());
            command.envs([("AWS_REGION", "us-east-1"), ("AWS_DEFAULT_REGION", "us-east-1")]);
            // The SDK's warning about Node.js versions would appear between the prompt and its answer.
            command.env("NODE_NO_WARNINGS", "1");
            command.envs([("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "se/cr+et=")]);
            stops += read(&mut command)?.trim().parse::<usize>().map_err(|why| why.to_string())?;
        }
        Ok(stops)
    };
    let of_shell = |shell: &'static [&'static str], targets: &[&str]| -> Result<(), String> {
        let stopped = |target| Stopped {
            target,
            name: shell[0],
            extension: "txt",
            runner: shell[0],
            shell,
            root: &root,
        };
        let stops = targets.iter().map(|target| stop(&stopped(target))).sum::<Result<usize, _>>()?;
        say(format!("{}: stopped {stops} times", shell[0]));
        Ok(())
    };
    // They mostly wait.
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            SHELLS.iter().map(|(words, targets)| scope.spawn(|| of_shell(words, targets))).collect();
        runs.into_iter().try_for_each(|run| run.join().unwrap_or_else(|_| Err("a test panicked".to_owned())))
    })?;
    for ((target, extension), program) in PROGRAMS.iter().zip([&python, &node]) {
        let runner = program.to_string_lossy();
        let name = "program";
        let (runner, shell, root) = (&*runner, IN_SHELL, &*programs);
        let stops = stop(&Stopped { target, name, extension, runner, shell, root })?;
        say(format!("{target}: stopped {stops} times"));
    }
    let sent = recorder.take_requests();
    if sent.is_empty() { Ok(()) } else { Err(format!("{} requests were sent", sent.len())) }
}
