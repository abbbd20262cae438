//! Programs that targets emit: written to files together with their input, run, and compared with what arrived.
use elasticache_user::emit::{self, Secrets, Target};
use elasticache_user::{Operation, Report, check};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use testkit::drafts::{self, Case, wire};
use testkit::recorder::{Recorder, Request, SecretValues, pairs};
use tools::Ctx;
use tools::run::{feed, say, shown};

/// A program in its folder, with all its inputs.
#[derive(Debug, Clone)]
pub struct Program {
    /// Its index, which is the last part of its endpoint's path.
    pub number: usize,
    /// Its file.
    pub path: PathBuf,
    /// The folder to run it in.
    pub folder: PathBuf,
    /// Its text.
    pub text: String,
    /// Answers to the questions it may ask.
    pub answers: Vec<(String, String)>,
    /// Environment variables that it may read.
    pub variables: Vec<(String, String)>,
    /// Secrets that it may ask AWS Secrets Manager for.
    pub secrets: Vec<(String, String)>,
    /// What it should send.
    pub wire: Vec<(String, String)>,
    /// The draft that it was emitted for.
    pub case: Case,
}

/// Writes a program for every case into a folder of its own.
pub fn write(ctx: &Ctx, target: &str, cases: Vec<Case>) -> Result<Vec<Program>, String> {
    let target = emit::target(target).ok_or_else(|| format!("unknown target {target}"))?;
    let root = folder(ctx, target.id)?;
    std::fs::write(root.join("aws-config"), CONFIG).map_err(|why| why.to_string())?;
    // Quoting must be right for every string, even one that a rule reports.
    let ready = Report { ready: true, ..Report::default() };
    let cases = cases.into_iter().enumerate();
    let programs = cases.map(|(number, case)| program(&root, target, number, case, &ready));
    programs.map(|program| program?.ok_or_else(|| "the target wrote nothing".to_owned())).collect()
}

/// Writes the output for drafts that aren't ready. Every tool must reject it.
pub fn write_unready(ctx: &Ctx, target: &str) -> Result<Vec<Program>, String> {
    let target = emit::target(target).ok_or_else(|| format!("unknown target {target}"))?;
    let root = folder(ctx, &format!("{}-unready", target.id))?;
    let cases = drafts::unready(60).into_iter().enumerate();
    let programs = cases.map(|(number, case)| {
        let report = check(case.operation, &case.draft, &case.context);
        program(&root, target, number, case, &report)
    });
    programs.filter_map(Result::transpose).collect()
}

/// Reports a program that was accepted although it wasn't ready.
pub fn none_accepted<'a>(
    programs: &'a [Program],
    mut taken: impl FnMut(&'a Program) -> Result<bool, String>,
) -> Result<(), String> {
    for program in programs {
        if taken(program)? {
            return Err(format!(
                "{}\nisn't ready, but was accepted\n({})",
                program.text,
                program.path.display()
            ));
        }
    }
    say(format!("{} that aren't ready are rejected", programs.len()));
    Ok(())
}

// The profile named in the options.
const CONFIG: &str =
    "[profile nightly]\nregion = eu-west-3\naws_access_key_id = test\naws_secret_access_key = test\n";

fn folder(ctx: &Ctx, name: &str) -> Result<PathBuf, String> {
    let root = ctx.path("target/programs").join(name);
    if root.exists() {
        std::fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    std::fs::create_dir_all(&root).map_err(|why| why.to_string())?;
    Ok(root)
}

fn program(
    root: &Path,
    target: &Target,
    number: usize,
    case: Case,
    report: &Report,
) -> Result<Option<Program>, String> {
    let Case { operation, draft, context, options } = &case;
    let emission = emit::emit_checked(target, *operation, draft, context, options, report);
    if emission.ready != report.ready {
        return Err(format!("ready is {}: {:?} for {}", emission.ready, emission.notes, draft.to_json()));
    }
    let Some(file) = emission.files.first() else { return Ok(None) };
    let folder = root.join(number.to_string());
    std::fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    let mut program = Program {
        number,
        path: folder.join(&file.name),
        text: file.text(),
        answers: Vec::new(),
        variables: Vec::new(),
        secrets: Vec::new(),
        wire: wire(&case),
        folder,
        case: case.clone(),
    };
    for (n, (_, password)) in draft.all_passwords().enumerate() {
        let password = password.expose().to_owned();
        // Two passwords of ModifyUser are a rotation.
        let asked = match (operation, draft.all_passwords().count(), n) {
            (Operation::ModifyUser, 2, 0) => "Current password: ".to_owned(),
            (Operation::ModifyUser, 2, _) => "New password: ".to_owned(),
            _ => format!("Password {}: ", n + 1),
        };
        program.answers.push((asked, password.clone()));
        // An environment variable can't contain a null character.
        if !password.contains('\0') {
            program.variables.push((options.variable(n), password.clone()));
        }
        let user = draft.user_id.as_deref().unwrap_or_default();
        program.secrets.push((options.secret_id(user, n), password.clone()));
        let path = program.folder.join(format!("password-{}.txt", n + 1));
        std::fs::write(path, format!("{password}\n")).map_err(|why| why.to_string())?;
    }
    std::fs::write(&program.path, &program.text).map_err(|why| why.to_string())?;
    Ok(Some(program))
}

/// The endpoint of a program, which is its own. If the program's text contains it, its environment has a different one.
pub fn endpoint(recorder: &Recorder, program: &Program) -> String {
    match program.case.options.globals.endpoint_url {
        Some(_) => "http://127.0.0.1:9".to_owned(),
        None => format!("{}/{}", recorder.url(), program.number),
    }
}

/// The secrets of all programs.
pub fn secrets(programs: &[Program]) -> SecretValues {
    programs.iter().flat_map(|program| program.secrets.iter().cloned()).collect()
}

/// Runs every program with a driver that reads one job and writes one result per line; returns the error of each, if any.
pub fn play(
    driver: &mut Command,
    programs: &[Program],
    endpoint: impl Fn(&Program) -> String,
) -> Result<Vec<Option<String>>, String> {
    let object = |pairs: &[(String, String)]| {
        Value::Object(pairs.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect())
    };
    let mut lines = String::new();
    for program in programs {
        let mut environment = program.variables.clone();
        environment.push(("AWS_ENDPOINT_URL".to_owned(), endpoint(program)));
        let job = json!({"number": program.number, "program": program.path.to_string_lossy(),
            "folder": program.folder.to_string_lossy(), "env": object(&environment),
            "answers": object(&program.answers)});
        lines.push_str(&format!("{job}\n"));
    }
    let text = feed(client(driver, programs.first()), &lines)?;
    let errors: Vec<Option<String>> = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .map(|line| line.get("error").and_then(Value::as_str).map(str::to_owned))
        .collect();
    if errors.len() == programs.len() {
        return Ok(errors);
    }
    let (ended, all) = (errors.len(), programs.len());
    Err(format!("only {ended} of {all} programs finished in {}", shown(driver)))
}

/// Runs some of the programs that prompt for passwords, each in its own terminal, which must not echo what is typed. `python` is
/// any Python, and `command` runs a program.
pub fn play_typed(
    ctx: &Ctx,
    python: &Path,
    programs: &[Program],
    recorder: &Recorder,
    command: impl Fn(&Program) -> Vec<String>,
) -> Result<(), String> {
    let asks =
        |program: &&Program| program.case.options.secrets == Secrets::Prompt && !program.answers.is_empty();
    let asking: Vec<&Program> = programs.iter().filter(asks).take(6).collect();
    for program in &asking {
        let mut typed = Command::new(python);
        typed.arg(ctx.path("crates/proofs/python/typed.py")).args(command(program));
        let error = play_alone(&mut typed, program, &endpoint(recorder, program))?;
        compare(std::slice::from_ref(*program), &[error], &recorder.take_requests(), false)?;
    }
    say(format!("{} asked for passwords in a terminal without showing them", asking.len()));
    Ok(())
}

/// Runs one program by itself, with the passwords typed into its standard input, and returns its error, if any.
pub fn play_alone(
    command: &mut Command,
    program: &Program,
    endpoint: &str,
) -> Result<Option<String>, String> {
    let mut child = client(command, Some(program))
        .current_dir(&program.folder)
        .env("AWS_ENDPOINT_URL", endpoint)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|why| format!("{} can't be started: {why}", shown(command)))?;
    let typed: String = program.answers.iter().map(|(_, password)| format!("{password}\n")).collect();
    let mut stdin = child.stdin.take().ok_or("the program has no standard input")?;
    drop(stdin.write_all(typed.as_bytes()));
    drop(stdin);
    let output = child.wait_with_output().map_err(|why| why.to_string())?;
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok((!output.status.success()).then_some(error))
}

/// Adds the environment that an AWS client needs to send to our endpoint.
fn client<'a>(command: &'a mut Command, program: Option<&Program>) -> &'a mut Command {
    if let Some(root) = program.and_then(|program| program.folder.parent()) {
        command.env("AWS_CONFIG_FILE", root.join("aws-config"));
    }
    command
        .envs([("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_REGION", "us-east-1")])
        .envs([
            ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AWS_MAX_ATTEMPTS", "1"),
            ("NODE_NO_WARNINGS", "1"),
        ])
}

/// Reports a program that failed or sent something other than its draft; `ordered` if the client keeps the order of members.
pub fn compare(
    programs: &[Program],
    errors: &[Option<String>],
    sent: &[Request],
    ordered: bool,
) -> Result<(), String> {
    let in_order = |mut pairs: Vec<(String, String)>| {
        if !ordered {
            pairs.sort();
        }
        pairs
    };
    for (program, error) in programs.iter().zip(errors) {
        if let Some(error) = error {
            return Err(format!("{}\n{error}\n({})", program.text, program.path.display()));
        }
        let path = format!("/{}/", program.number);
        let mut bodies =
            sent.iter().filter(|request| format!("{}/", request.path.trim_end_matches('/')) == path);
        let first = bodies.next().map(|request| in_order(pairs(&request.body)));
        if first != Some(in_order(program.wire.clone())) {
            return Err(format!(
                "{}\nsent {:?}\ninstead of {:?}\n({})",
                program.text,
                first,
                program.wire,
                program.path.display()
            ));
        }
    }
    Ok(())
}
