//! moto with what it lacks for the steps after a request (`road_server.py`), and shells that run scripts with the real AWS
//! CLI against it.
use crate::hostile::make_executable;
use elasticache_user::emit::{self, Options};
use elasticache_user::{Context, Draft, Operation};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tools::python::Venv;
use tools::run::read;
use tools::{Ctx, apt};

pub const PASSWORD: &str = r"some-pass'word\of$it";
/// What it is changed to.
pub const NEW: &str = r"another-'word\of$it\n";

/// A folder with what a script needs, and its shell.
pub struct Stage<'a> {
    pub ctx: &'a Ctx,
    pub venv: &'a Venv,
    pub root: PathBuf,
    /// What is emitted, and what runs it.
    pub target: &'static str,
    pub shell: &'static str,
}

pub fn user(id: &str, engine: &str, more: Value) -> Value {
    let mut user = json!({"UserId": id, "UserName": id, "Engine": engine, "AccessString": "off ~app:* +get"});
    for (name, value) in more.as_object().into_iter().flatten() {
        user[name] = value.clone();
    }
    user
}

impl<'a> Stage<'a> {
    pub fn new(ctx: &'a Ctx, venv: &'a Venv, folder: &str) -> Result<Self, String> {
        apt::ensure(ctx, &["dash", "zsh", "mksh", "fish", "shellcheck"], "shells and shellcheck")?;
        let root = ctx.path("target").join(folder);
        if root.exists() {
            fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
        }
        fs::create_dir_all(root.join("bin")).map_err(|why| why.to_string())?;
        // What is waited for is there at the second look.
        let sleep = root.join("bin/sleep");
        fs::write(&sleep, "#!/bin/sh\n").map_err(|why| why.to_string())?;
        make_executable(&sleep)?;
        Ok(Self { ctx, venv, root, target: "bash", shell: "dash" })
    }

    pub fn script(&self, operation: Operation, draft: Value, mut options: Value) -> Result<String, String> {
        options["cliVersion"] = "1".into();
        let (options, notes) = Options::from_json(&options);
        let target = emit::target(self.target).ok_or("unknown target")?;
        let emission = emit::emit(target, operation, &Draft::from_json(draft), &Context::default(), &options);
        if !emission.ready || !notes.is_empty() || emission.steps.len() < 3 {
            return Err(format!(
                "{:?} {notes:?} {:?}\n{}",
                emission.notes,
                emission.steps,
                emission.files[0].text()
            ));
        }
        let text = emission.files[0].text();
        let file = self.root.join("script.sh");
        fs::write(&file, &text).map_err(|why| why.to_string())?;
        if self.target == "fish" {
            read(Command::new("fish").arg("--no-execute").arg(&file))?;
            return Ok(text);
        }
        self.check(&file)?;
        Ok(text)
    }

    /// Shellcheck finds nothing in a script.
    pub fn check(&self, file: &Path) -> Result<(), String> {
        // SC1007: "AWS_PAGER= aws" sets it for that one command. SC2016: the single quotes contain JMESPath.
        let mut check = Command::new("shellcheck");
        check.args(["--shell=sh", "--severity=warning", "--exclude=SC1007,SC2016"]).arg(file);
        let printed = read(&mut check)?;
        if printed.trim().is_empty() { Ok(()) } else { Err(printed) }
    }

    /// Runs it, and returns whether it succeeded, and its output.
    pub fn play(&self, server: &Server, shell: &str, script: &str) -> Result<(bool, String), String> {
        self.play_with(server, shell, script, &format!("{PASSWORD}\n"))
    }

    /// The same with what is typed.
    pub fn play_with(
        &self,
        server: &Server,
        shell: &str,
        script: &str,
        typed: &str,
    ) -> Result<(bool, String), String> {
        let file = self.root.join("script.sh");
        fs::write(&file, script).map_err(|why| why.to_string())?;
        let path = std::env::var("PATH").unwrap_or_default();
        let bins =
            [self.root.join("bin"), self.venv.program("aws").parent().unwrap_or(Path::new("/")).to_owned()];
        let mut command = Command::new(shell);
        command.arg(&file).current_dir(&self.root);
        command.env("PATH", format!("{}:{}:{path}", bins[0].display(), bins[1].display()));
        command.env("HOME", &self.root).env("LC_ALL", "C.UTF-8").env("AWS_ENDPOINT_URL", &server.url);
        for (name, value) in [
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_MAX_ATTEMPTS", "1"),
            ("ELASTICACHE_PASSWORD", PASSWORD),
            ("ELASTICACHE_PASSWORD_2", NEW),
        ] {
            command.env(name, value);
        }
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(|why| format!("{shell} cannot be started: {why}"))?;
        if let Some(mut stdin) = child.stdin.take() {
            drop(stdin.write_all(typed.as_bytes()));
        }
        let output = child.wait_with_output().map_err(|why| why.to_string())?;
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        if text.contains(r"word\of") {
            return Err(format!("{shell} printed the password:\n{text}"));
        }
        Ok((output.status.success(), text))
    }

    /// Runs it twice, and returns its second output.
    pub fn twice(&self, server: &Server, shell: &str, script: &str) -> Result<String, String> {
        let mut last = String::new();
        for _ in 0..2 {
            let (well, text) = self.play(server, shell, script)?;
            if !well {
                return Err(format!("{shell} failed:\n{text}\n{script}"));
            }
            last = text;
        }
        Ok(last)
    }
}

pub fn wants(text: &str, part: &str) -> Result<(), String> {
    if text.contains(part) { Ok(()) } else { Err(format!("there is no {part} in\n{text}")) }
}

pub fn equal(found: &Value, wanted: &Value) -> Result<(), String> {
    if found == wanted { Ok(()) } else { Err(format!("found {found}\ninstead of {wanted}")) }
}

/// moto with user groups.
pub struct Server {
    pub url: String,
    child: Child,
    out: BufReader<std::process::ChildStdout>,
}

impl Server {
    /// Starts it with these replication groups.
    pub fn start(ctx: &Ctx, venv: &Venv, caches: &[&str]) -> Result<Self, String> {
        let script = ctx.path("crates/proofs/python/road_server.py");
        let mut command = Command::new(venv.python());
        command.arg(script).args(caches).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|why| format!("moto cannot be started: {why}"))?;
        let mut out = BufReader::new(child.stdout.take().ok_or("moto has no output")?);
        let mut url = String::new();
        out.read_line(&mut url).map_err(|why| why.to_string())?;
        match url.trim() {
            "" => Err("moto did not start".to_owned()),
            url => Ok(Self { url: url.to_owned(), child, out }),
        }
    }

    /// Ends it, and returns its state.
    pub fn end(mut self) -> Result<Value, String> {
        drop(self.child.stdin.take());
        let mut text = String::new();
        self.out.read_to_string(&mut text).map_err(|why| why.to_string())?;
        serde_json::from_str(text.lines().last().unwrap_or_default()).map_err(|why| format!("{why}: {text}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
