//! A program named aws that records its arguments (tests/aws-stub).
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use testkit::recorder::Record;
use tools::Ctx;
use tools::run::read;

/// Builds it into the `bin` folder of this one.
pub fn build(ctx: &Ctx, root: &Path) -> Result<(), String> {
    let bin = root.join("bin");
    fs::create_dir_all(&bin).map_err(|why| why.to_string())?;
    let stub = ctx.path("tests/aws-stub/aws.rs");
    read(Command::new("rustc").args(["--edition", "2024", "-O", "-o"]).arg(bin.join("aws")).arg(stub))
        .map(drop)
}

/// A folder in which a shell runs a script.
pub struct Sandbox<'a> {
    /// The folder passed to [`build`].
    pub root: &'a Path,
    /// The shell's program.
    pub shell: &'a str,
    /// The folder to run the script in.
    pub path: PathBuf,
}

impl Sandbox<'_> {
    /// Runs the script with this standard input and these variables, and returns the calls of `aws`.
    pub fn play(
        &self,
        script: &str,
        typed: &str,
        variables: &[(String, String)],
    ) -> Result<Vec<Record>, String> {
        let fail = |why: std::io::Error| format!("{}: {why}", self.path.display());
        fs::create_dir_all(&self.path).map_err(fail)?;
        let (file, log) = (self.path.join("script"), self.path.join("log"));
        fs::write(&file, script).map_err(fail)?;
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new(self.shell);
        command.arg(&file).current_dir(&self.path);
        command.env("PATH", format!("{}:{path}", self.root.join("bin").display()));
        command.env("STUB_LOG", &log).env("LC_ALL", "C.UTF-8").env("HOME", &self.path);
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(|why| format!("{} can't be started: {why}", self.shell))?;
        if let Some(mut stdin) = child.stdin.take() {
            // A script that reads nothing may have exited by now.
            drop(stdin.write_all(typed.as_bytes()));
        }
        let output = child.wait_with_output().map_err(fail)?;
        if !output.status.success() {
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(format!("{} ended with {}\n{error}({})", self.shell, output.status, file.display()));
        }
        records(&log)
    }
}

/// The content of the file that the program writes.
pub fn records(log: &Path) -> Result<Vec<Record>, String> {
    let log = fs::read(log).map_err(|why| format!("{}: {why}", log.display()))?;
    let text = String::from_utf8(log).map_err(|why| format!("the arguments aren't UTF-8: {why}"))?;
    let mut words = text.split('\0');
    let mut records = Vec::new();
    while let Some(count) = words.next().and_then(|count| count.parse::<usize>().ok()) {
        let args = words.by_ref().take(count).map(str::to_owned).collect();
        records.push(Record { args, input: words.next().unwrap_or_default().to_owned() });
    }
    Ok(records)
}
