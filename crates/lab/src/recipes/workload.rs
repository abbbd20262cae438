//! Running a workload, as long as the server rejects nothing.
use super::given::{Given, Library};
use super::languages::{self, Runner};
use super::stage::Stage;
use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tools::Ctx;
use tools::{apt, install};

/// The longest that a workload may take.
const LONGEST: Duration = Duration::from_secs(90);

/// What runs the workload of a library.
#[derive(Debug)]
pub struct Tools {
    runner: Runner,
    /// The program of a package of Debian that the workload is about.
    program: Option<PathBuf>,
}

/// Installs the library, and what runs its workload.
pub fn tools(ctx: &Ctx, library: &Library) -> Result<Tools, String> {
    let mut runner = languages::ensure(ctx, library)?;
    let Some((package, program)) = &library.debian else { return Ok(Tools { runner, program: None }) };
    let about = format!("{package} (seconds)");
    let folder = install::once(ctx, package, package, &about, |folder| apt::unpack(ctx, &[package], folder))?;
    runner.versions.insert(package.clone(), apt::version(package));
    Ok(Tools { runner, program: Some(folder.join(program)) })
}

impl Tools {
    /// The installed version of a library's package.
    pub fn version(&self, package: &str) -> Result<String, String> {
        let version = self.runner.versions.get(&package.to_lowercase());
        version.cloned().ok_or_else(|| format!("{package} is not installed"))
    }
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The workload saw everything that it expects.
    Passed,
    /// It failed or didn't end; with the end of its output.
    Failed(String),
}

/// Runs the workload as the stage's user. After a denial, it gets `patience` to end by itself.
pub fn run(
    tools: &Tools,
    given: &Given,
    library: &Library,
    stage: &mut Stage,
    measured: bool,
    patience: Duration,
) -> Result<Ended, String> {
    let folder = library.program.parent().ok_or("a workload without a folder")?;
    let said = std::env::temp_dir().join(format!("recipe-{}-{}.log", std::process::id(), stage.port()));
    let log = File::create(&said).map_err(|why| why.to_string())?;
    let again = log.try_clone().map_err(|why| why.to_string())?;
    let mut command = Command::new(&tools.runner.program);
    command.args(&tools.runner.arguments).arg(&library.program).current_dir(folder).envs(stage.environment());
    for own in &given.parameters {
        let value = if measured { &own.measured } else { &own.default };
        command.env(format!("RECIPE_{}", own.name.to_uppercase()), value);
    }
    if let Some(program) = &tools.program {
        command.env("RECIPE_PROGRAM", program);
    }
    command.env("PYTHONPATH", folder.parent().unwrap_or(folder)).env("PYTHONDONTWRITEBYTECODE", "1");
    command.stdin(Stdio::null()).stdout(log).stderr(again).process_group(0);
    let mut child = command.spawn().map_err(|why| format!("{}: {why}", library.program.display()))?;
    let mut end = Instant::now() + LONGEST;
    let mut refused = false;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|why| why.to_string())? {
            break Some(status);
        }
        if !refused && stage.has_refused()? {
            refused = true;
            end = end.min(Instant::now() + patience);
        }
        if Instant::now() >= end {
            break None;
        }
        std::thread::sleep(Duration::from_millis(15));
    };
    stop(&mut child);
    let text = fs::read(&said).unwrap_or_default();
    drop(fs::remove_file(&said));
    Ok(match status {
        Some(status) if status.success() => Ended::Passed,
        status => {
            let text = String::from_utf8_lossy(&text);
            let lines: Vec<&str> = text.lines().collect();
            let tail = lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n");
            let how = status.map_or_else(|| "did not end".to_owned(), |status| status.to_string());
            Ended::Failed(format!("the workload {how}\n{tail}"))
        }
    })
}

/// Ends the workload and all that it started: the group is its own.
fn stop(child: &mut Child) {
    drop(
        Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", child.id())])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status(),
    );
    drop(child.wait());
}
