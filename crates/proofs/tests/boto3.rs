//! Python runs the Python code with the real boto3: it sends the draft. Afterwards moto, which handles CreateUser like the service,
//! has the user.
use crate::programs::{self, Program};
use crate::{Proof, proof};
use elasticache_user::Operation;
use elasticache_user::emit::{Options, Secrets};
use serde_json::Value;
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use testkit::drafts::{self, Case};
use testkit::recorder::Recorder;
use tools::Ctx;
use tools::python::{self, Venv};
use tools::run::say;
use tools::servers::free_port;

#[test]
fn python_sends_the_draft() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let venv = python::ensure(ctx, "boto3")?;
    let recorder = Recorder::start()?;
    let cases = drafts::at([drafts::valid(150), drafts::wicked(150)].concat(), &recorder.url());
    let programs = programs::write(ctx, "boto3", cases)?;
    recorder.set_secrets(programs::secrets(&programs));
    let errors = play(ctx, &venv, &programs, |program| programs::endpoint(&recorder, program))?;
    programs::compare(&programs, &errors, &recorder.take_requests(), true)?;
    say(format!("{} programs sent their drafts", programs.len()));
    // The driver answers for getpass; in a terminal it is getpass itself.
    let python = venv.python().to_string_lossy().into_owned();
    programs::play_typed(ctx, &venv.python(), &programs, &recorder, |program| {
        vec![python.clone(), program.path.to_string_lossy().into_owned()]
    })?;
    let unready = programs::write_unready(ctx, "boto3")?;
    let mut errors = play(ctx, &venv, &unready, |_| recorder.url())?.into_iter();
    programs::none_accepted(&unready, |_| {
        Ok(!errors.next().flatten().is_some_and(|why| why.contains("SyntaxError")))
    })?;
    moto(ctx, &venv)
}

/// Runs every program and returns the error of each, if any.
fn play(
    ctx: &Ctx,
    venv: &Venv,
    programs: &[Program],
    endpoint: impl Fn(&Program) -> String,
) -> Result<Vec<Option<String>>, String> {
    let driver = ctx.path("crates/proofs/python/boto3_programs.py");
    programs::play(Command::new(venv.python()).arg(driver), programs, endpoint)
}

/// After CreateUser, moto's users equal the drafts.
fn moto(ctx: &Ctx, venv: &Venv) -> Result<(), String> {
    let create = |case: &Case| case.operation == Operation::CreateUser;
    let inline =
        |case: Case| Case { options: Options { secrets: Secrets::Inline, ..Options::default() }, ..case };
    let cases: Vec<Case> = drafts::valid(150).into_iter().filter(create).map(inline).collect();
    let programs = programs::write(ctx, "boto3", cases.clone())?;
    let server = Moto::start(venv)?;
    let url = format!("http://127.0.0.1:{}", server.port);
    for (program, error) in programs.iter().zip(play(ctx, venv, &programs, |_| url.clone())?) {
        if let Some(error) = error {
            return Err(format!("{}\n{error}\n{}", program.text, program.path.display()));
        }
    }
    let script = "import boto3, json, sys\nusers = boto3.client('elasticache', region_name='us-east-1', endpoint_url=sys.argv[1]).describe_users()['Users']\nprint(json.dumps(users))";
    let users = tools::run::read(
        Command::new(venv.python())
            .args(["-c", script, &url])
            .envs([("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test")]),
    )?;
    let users: Vec<Value> = serde_json::from_str(&users).map_err(|why| why.to_string())?;
    for case in &cases {
        let draft = case.draft.to_json();
        let user = users.iter().find(|user| user.get("UserId") == draft.get("UserId"));
        let user = user.ok_or_else(|| format!("moto has no user for {draft}"))?;
        for name in ["UserName", "Engine", "AccessString"] {
            if user.get(name) != draft.get(name) {
                return Err(format!("moto has {user}\nfor {draft}: {name} differs"));
            }
        }
    }
    say(format!("moto has {} users that equal their drafts", cases.len()));
    Ok(())
}

struct Moto {
    port: u16,
    child: Child,
}

impl Moto {
    fn start(venv: &Venv) -> Result<Self, String> {
        let port = free_port()?;
        let mut command = Command::new(venv.program("moto_server"));
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let server = Self { port, child: child.map_err(|why| format!("moto can't be started: {why}"))? };
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err("moto doesn't respond".to_owned())
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
