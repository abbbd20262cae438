//! Running a workload, as long as the server rejects nothing.
use super::given::{Given, Library};
use super::stage::Stage;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tools::Ctx;
use tools::install;
use tools::run::read;
use tools::{apt, node, python};

/// The longest that a workload may take.
const LONGEST: Duration = Duration::from_secs(90);

/// What runs workloads.
#[derive(Debug)]
pub struct Tools {
    python: PathBuf,
    node: PathBuf,
    versions: BTreeMap<String, String>,
    /// The folder that each package of Debian is unpacked in.
    debian: BTreeMap<String, PathBuf>,
}

/// Installs the libraries.
pub fn tools(ctx: &Ctx) -> Result<Tools, String> {
    let python = python::ensure(ctx, "recipes")?.python();
    node::packages(ctx, super::given::FOLDER)?;
    let mut versions = BTreeMap::new();
    let frozen = read(Command::new(&python).args(["-m", "pip", "freeze", "--disable-pip-version-check"]))?;
    for (name, version) in frozen.lines().filter_map(|line| line.split_once("==")) {
        versions.insert(format!("py:{}", name.to_lowercase()), version.to_owned());
    }
    let lock = fs::read_to_string(ctx.path(super::given::FOLDER).join("package-lock.json"));
    let lock: Value = lock.ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    for (path, package) in lock["packages"].as_object().into_iter().flatten() {
        if let (Some(name), Some(version)) = (path.strip_prefix("node_modules/"), package["version"].as_str())
        {
            versions.insert(format!("js:{name}"), version.to_owned());
        }
    }
    Ok(Tools { python, node: node::ensure(ctx)?, versions, debian: BTreeMap::new() })
}

impl Tools {
    /// Gets what this library needs besides.
    pub fn with(mut self, ctx: &Ctx, library: &Library) -> Result<Self, String> {
        let Some((package, _)) = &library.debian else { return Ok(self) };
        let about = format!("{package} (seconds)");
        let folder =
            install::once(ctx, package, package, &about, |folder| apt::unpack(ctx, &[package], folder))?;
        let version = read(Command::new("apt-cache").args(["policy", package])).unwrap_or_default();
        let version =
            version.lines().find_map(|line| line.trim().strip_prefix("Candidate: ")).unwrap_or_default();
        self.versions.insert(format!("py:{package}"), version.to_owned());
        self.debian.insert(package.clone(), folder);
        Ok(self)
    }

    /// The installed version of a library's package.
    pub fn version(&self, library: &Library, package: &str) -> Result<String, String> {
        let kind = if is_python(library) { "py" } else { "js" };
        let version = self.versions.get(&format!("{kind}:{}", package.to_lowercase()));
        version.cloned().ok_or_else(|| format!("{package} is not installed"))
    }

    /// Its program, without arguments.
    fn program(&self, library: &Library) -> Command {
        Command::new(if is_python(library) { &self.python } else { &self.node })
    }
}

fn is_python(library: &Library) -> bool {
    library.program.extension().is_some_and(|kind| kind == "py")
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
    let mut command = tools.program(library);
    command.arg(&library.program).current_dir(folder).envs(stage.environment());
    for own in &given.parameters {
        let value = if measured { &own.measured } else { &own.default };
        command.env(format!("RECIPE_{}", own.name.to_uppercase()), value);
    }
    if let Some((package, program)) = &library.debian
        && let Some(folder) = tools.debian.get(package)
    {
        command.env("RECIPE_PROGRAM", folder.join(program));
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
