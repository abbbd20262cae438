//! Scripts that ask for passwords, stopped at each question in a real terminal: by Ctrl-C, Ctrl-\, Ctrl-Z and Ctrl-D, and by
//! the signals of a closed terminal and of `kill`. Nothing is sent, no file stays, what is typed next is shown.
use crate::stub;
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options, Secrets};
use elasticache_user::{Context, Report};
use std::fs;
use std::process::Command;
use testkit::generate::Chance;
use testkit::hostile::request;
use tools::run::{read, say};
use tools::{Ctx, apt, python};

#[test]
fn stopping_leaves_nothing_behind() -> Proof {
    proof(run)
}

/// Each shell, as somebody sits in front of it, and what is written for it.
const SHELLS: &[(&[&str], &[&str])] = &[
    (&["bash", "--norc", "-i"], &["bash", "curl"]),
    (&["dash", "-i"], &["bash", "curl"]),
    (&["zsh", "-f", "-i"], &["bash", "curl"]),
    (&["mksh", "-i"], &["bash", "curl"]),
    (&["fish", "--no-config", "-i"], &["fish"]),
];

/// Two drafts: one password of a new user, and both of a rotation, whose new one is asked for again.
const QUESTIONS: [usize; 2] = [1, 3];

fn run(ctx: &Ctx) -> Result<(), String> {
    apt::ensure(ctx, &["bash", "dash", "zsh", "fish", "mksh"], "shells")?;
    let python = python::ensure(ctx, "boto3")?.python();
    let root = ctx.path("target/interrupts");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    stub::build(ctx, &root)?;
    // Neither of them is reached.
    fs::copy(root.join("bin/aws"), root.join("bin/curl")).map_err(|why| why.to_string())?;
    let one = |words: &[&str], targets: &[&str]| -> Result<(), String> {
        let mut stops = 0;
        for target in targets {
            for (n, questions) in QUESTIONS.into_iter().enumerate() {
                let options = Options { secrets: Secrets::Prompt, ..Options::default() };
                let (operation, draft) = request(&mut Chance::new(1), n);
                let target = emit::target(target).ok_or("there is no such target")?;
                let (context, report) = (Context::default(), Report { ready: true, ..Report::default() });
                let emission = emit::emit_checked(target, operation, &draft, &context, &options, &report);
                let folder = root.join(format!("{}-{}-{n}", words[0], target.id));
                fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
                let file = folder.join("script");
                fs::write(&file, emission.files[0].text()).map_err(|why| why.to_string())?;
                let mut command = Command::new(&python);
                command.arg(ctx.path("crates/proofs/python/interrupt.py"));
                command.arg(&file).arg(questions.to_string()).arg(&folder).args(words);
                let path = std::env::var("PATH").unwrap_or_default();
                command.env("PATH", format!("{}:{path}", root.join("bin").display()));
                command.env("LC_ALL", "C.UTF-8").env("AWS_REGION", "us-east-1");
                command.envs([("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "se/cr+et=")]);
                stops += read(&mut command)?.trim().parse::<usize>().map_err(|why| why.to_string())?;
            }
        }
        say(format!("{}: stopped {stops} times", words[0]));
        Ok(())
    };
    // They wait more than they work.
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            SHELLS.iter().map(|(words, targets)| scope.spawn(|| one(words, targets))).collect();
        runs.into_iter().try_for_each(|run| run.join().unwrap_or_else(|_| Err("a test panicked".to_owned())))
    })
}
