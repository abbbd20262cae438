//! Scripts with an attacker's options and drafts, run by every shell: the attacker's command never runs, options arrive
//! unchanged, and a shell with tracing prints no password.
use crate::stub;
use crate::{Proof, proof};
use elasticache_user::emit::{self, Emission, Options, Secrets, Target};
use elasticache_user::{Context, Draft, Operation, Report};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use testkit::cases;
use testkit::generate::Chance;
use testkit::hostile::{self, PASSWORDS, Part, request};
use tools::Ctx;
use tools::run::say;
use tools::{apt, python};

#[test]
fn nothing_hostile_runs() -> Proof {
    proof(run)
}

const SHELLS: &[(&str, &[&str])] = &[
    ("bash", &["bash", "curl"]),
    ("dash", &["bash", "curl"]),
    ("zsh", &["bash", "curl"]),
    ("mksh", &["bash", "curl"]),
    ("fish", &["fish"]),
];
/// Hostile values per shell, and with --long.
const VALUES: [usize; 2] = [1500, 10_000];
const BATCH: usize = 100;
/// Nothing listens on this port, so nothing leaves this machine.
const NOWHERE: &str = "https://127.0.0.1:1/";

fn run(ctx: &Ctx) -> Result<(), String> {
    apt::ensure(ctx, &["bash", "dash", "zsh", "fish", "mksh", "curl"], "shells and curl")?;
    let python = python::ensure(ctx, "boto3")?.python();
    let root = ctx.path("target/hostile");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    stub::build(ctx, &root)?;
    let canary = root.join("bin/canary");
    fs::write(&canary, "#!/bin/sh\necho ran >>\"$STUB_CANARY\"\n").map_err(|why| why.to_string())?;
    make_executable(&canary)?;
    let values = VALUES[usize::from(ctx.long)];
    for pair in SHELLS.chunks(2) {
        std::thread::scope(|scope| {
            let runs: Vec<_> = pair
                .iter()
                .map(|(shell, targets)| {
                    let (root, python) = (&root, &python);
                    scope.spawn(move || one_shell(root, python, shell, targets, values))
                })
                .collect();
            runs.into_iter()
                .try_for_each(|run| run.join().unwrap_or_else(|_| Err("a test panicked".to_owned())))
        })?;
    }
    Ok(())
}

#[cfg(unix)]
pub fn make_executable(file: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).map_err(|why| why.to_string())
}

#[cfg(not(unix))]
pub fn make_executable(_: &Path) -> Result<(), String> {
    Err("this test needs a Unix".to_owned())
}

fn one_shell(
    root: &Path,
    python: &Path,
    shell: &str,
    targets: &[&'static str],
    wanted: usize,
) -> Result<(), String> {
    let mut chance = Chance::new(0xbad);
    let (mut values, mut scripts, mut ready, mut batch) = (0, 0, 0, 0);
    let mut unready = String::new();
    while values < wanted {
        let folder = Folder { root, shell, path: root.join(shell).join(format!("batch-{batch}")) };
        batch += 1;
        let (mut script, mut typed, mut parts) = (String::new(), String::new(), Vec::new());
        for n in 0..BATCH {
            let target = emit::target(targets[n % targets.len()]).ok_or("unknown target")?;
            let sources = [
                Secrets::Prompt,
                Secrets::Environment,
                Secrets::SecretsManager,
                Secrets::Generate,
                Secrets::File,
                Secrets::Inline,
            ];
            let (mut options, count) = hostile::options(&mut chance, target, &sources, NOWHERE);
            if target.id == "curl" {
                options.globals.endpoint_url.get_or_insert_with(|| NOWHERE.to_owned());
            }
            values += count;
            let (operation, draft) = request(&mut chance, n);
            let emission = emission(target, operation, &draft, &options, n % 4 < 3);
            let text = emission.files[0].text();
            script.push_str(&format!("aws marker {n}\n{text}"));
            if emission.ready && options.secrets == Secrets::Prompt {
                typed.push_str(&cases::typed(operation, &draft));
            }
            if !emission.ready && unready.len() < 30_000 {
                unready.push_str(&text);
            }
            ready += usize::from(emission.ready);
            parts.push(Part { options, ready: emission.ready, target: target.id, text });
        }
        scripts += parts.len();
        folder.play(&[], &script, &typed, &[])?;
        let records = stub::records(&folder.path.join("log"))?;
        hostile::compare(&records, &parts).map_err(|why| folder.place(&why))?;
    }
    traced(root, shell, targets)?;
    pasted(&Folder { root, shell, path: root.join(shell).join("pasted") }, python, &unready)?;
    say(format!(
        "{shell}: {values} hostile values in {scripts} scripts ({ready} ready), some unready ones pasted: no canary ran"
    ));
    Ok(())
}

fn emission(
    target: &Target,
    operation: Operation,
    draft: &Draft,
    options: &Options,
    forced: bool,
) -> Emission {
    let context = Context::default();
    if !forced {
        return emit::emit(target, operation, draft, &context, options);
    }
    let report = Report { ready: true, ..Report::default() };
    emit::emit_checked(target, operation, draft, &context, options, &report)
}

/// A shell that traces each command, as in a build log, prints no password.
fn traced(root: &Path, shell: &str, targets: &[&'static str]) -> Result<(), String> {
    for (n, target) in targets.iter().enumerate() {
        let target = emit::target(target).ok_or("unknown target")?;
        for source in [Secrets::Prompt, Secrets::Environment, Secrets::SecretsManager] {
            for operation in Operation::ALL {
                let folder = Folder {
                    root,
                    shell,
                    path: root.join(shell).join(format!("traced-{n}-{source:?}-{operation:?}")),
                };
                let mut options = Options { secrets: source, ..Options::default() };
                options.globals.endpoint_url = (target.id == "curl").then(|| NOWHERE.to_owned());
                let (_, draft) =
                    request(&mut Chance::new(1), usize::from(operation == Operation::ModifyUser));
                let emission = emission(target, operation, &draft, &options, true);
                let typed = cases::typed(operation, &draft);
                let (words, traced): (&[&str], &[(&str, &str)]) =
                    if shell == "fish" { (&[], &[("fish_trace", "1")]) } else { (&["-x"], &[]) };
                let script = format!("true it-is-traced\n{}", emission.files[0].text());
                let printed = folder.play(words, &script, &typed, traced)?;
                if !printed.contains("it-is-traced") {
                    return Err(folder.place(&format!("nothing was traced:\n{printed}")));
                }
                if printed.contains("sesame") || printed.contains("se/cr+et") {
                    return Err(folder.place(&format!("a secret is printed:\n{printed}")));
                }
            }
        }
    }
    Ok(())
}

/// Pastes unready output into the prompt of the shell in a terminal.
fn pasted(folder: &Folder<'_>, python: &Path, text: &str) -> Result<(), String> {
    fs::create_dir_all(&folder.path).map_err(|why| why.to_string())?;
    let file = folder.path.join("script");
    fs::write(&file, text).map_err(|why| why.to_string())?;
    let words: &[&str] = match folder.shell {
        "bash" => &["bash", "--norc", "-i"],
        "zsh" => &["zsh", "-f", "-i"],
        "fish" => &["fish", "--no-config", "-i"],
        "mksh" => &["mksh", "-i"],
        _ => &["dash", "-i"],
    };
    let script = folder.root.join("../../crates/proofs/python/paste.py");
    let mut command = Command::new(python);
    command.arg(script).arg(&file).args(words);
    folder.prepare(&mut command);
    command.env("TERM", "dumb").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().map_err(|why| why.to_string())?;
    folder.check()?;
    if folder.path.join("log").exists() {
        return Err(folder.place("pasting a script that isn't ready ran a command"));
    }
    Ok(())
}

struct Folder<'a> {
    root: &'a Path,
    shell: &'a str,
    path: PathBuf,
}

impl Folder<'_> {
    /// Runs a script with these arguments before it, and returns its output.
    fn play(
        &self,
        words: &[&str],
        script: &str,
        typed: &str,
        variables: &[(&str, &str)],
    ) -> Result<String, String> {
        fs::create_dir_all(&self.path).map_err(|why| why.to_string())?;
        let file = self.path.join("script");
        fs::write(&file, script).map_err(|why| why.to_string())?;
        let mut command = Command::new(self.shell);
        command.args(words).arg(&file);
        self.prepare(&mut command);
        command.envs(variables.iter().copied());
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(|why| format!("{} can't be started: {why}", self.shell))?;
        let (typed, stdin) = (typed.to_owned(), child.stdin.take());
        let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(typed.as_bytes())));
        let output = child.wait_with_output().map_err(|why| why.to_string())?;
        drop(writer.join());
        self.check()?;
        Ok([output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat())
    }

    fn prepare(&self, command: &mut Command) {
        let path = std::env::var("PATH").unwrap_or_default();
        command.current_dir(&self.path);
        command.env("PATH", format!("{}:{path}", self.root.join("bin").display()));
        command.env("STUB_LOG", self.path.join("log")).env("STUB_CANARY", self.path.join("canary-ran"));
        command
            .env("LC_ALL", "C.UTF-8")
            .env("HOME", &self.path)
            .env("CANARY", "canary")
            .env("AWS_REGION", "us-east-1");
        command.envs([("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "se/cr+et=")]);
        for (n, password) in PASSWORDS.iter().enumerate() {
            let number = if n == 0 { String::new() } else { format!("_{}", n + 1) };
            command.env(format!("ELASTICACHE_PASSWORD{number}"), password);
            command.env(format!("STUB_SECRET_{}", n + 1), password);
        }
    }

    /// The attacker's command hasn't run, and no file was created.
    fn check(&self) -> Result<(), String> {
        for file in fs::read_dir(&self.path).map_err(|why| why.to_string())?.flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if !matches!(name.as_str(), "script" | "log" | ".config" | ".local" | ".cache" | ".bash_history")
            {
                return Err(self.place(&format!("unexpected file {name:?}")));
            }
        }
        Ok(())
    }

    fn place(&self, why: &str) -> String {
        format!("{}, {}: {why}", self.shell, self.path.display())
    }
}
