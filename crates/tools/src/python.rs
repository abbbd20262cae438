//! Virtual environments of Python, one for each file of pinned packages in `crates/tools/python/`.
use crate::Ctx;
use crate::apt;
use crate::install;
use crate::run::{logged, on_path, read};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A virtual environment.
#[derive(Debug, Clone)]
pub struct Venv {
    /// The folder of its programs.
    pub bin: PathBuf,
}

impl Venv {
    /// One of its programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.bin.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Its Python.
    pub fn python(&self) -> PathBuf {
        self.program("python")
    }

    /// The folder of its packages.
    pub fn site_packages(&self) -> Result<PathBuf, String> {
        let script = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
        read(Command::new(self.python()).args(["-c", script])).map(|path| PathBuf::from(path.trim()))
    }
}

/// The environment of `crates/tools/python/<name>.txt`.
pub fn ensure(ctx: &Ctx, name: &str) -> Result<Venv, String> {
    let file = ctx.path(format!("crates/tools/python/{name}.txt"));
    let pins = fs::read_to_string(&file).map_err(|why| format!("{}: {why}", file.display()))?;
    let about = format!("the Python packages of {name}.txt (up to a minute)");
    // The first line says if the packages are installed in a special way.
    let wheels_only = pins.lines().any(|line| line.trim() == "# wheels only");
    let folder = install::once(ctx, &format!("python-{name}"), &pins, &about, |folder| {
        let log = folder.join("pip.log");
        make(ctx, folder, &log)?;
        let venv = at(folder);
        let mut pip = Command::new(venv.python());
        pip.args(["-m", "pip", "install", "--disable-pip-version-check", "--no-input"]);
        if wheels_only {
            pip.args(["--only-binary", ":all:"]);
        }
        logged(pip.arg("--requirement").arg(&file), &log)
    })?;
    Ok(at(&folder))
}

fn make(ctx: &Ctx, folder: &Path, log: &Path) -> Result<(), String> {
    let venv = || {
        let python = on_path(&["python3", "python"]).ok_or("Python is not on PATH")?;
        logged(Command::new(python).args(["-m", "venv"]).arg(folder), log)
    };
    // Debian's Python can't create virtual environments by itself.
    venv().or_else(|why| {
        apt::ensure(ctx, &["python3", "python3-venv"], "Python")
            .map_err(|more| format!("{why}\n{more}"))
            .and_then(|()| venv())
    })
}

fn at(folder: &Path) -> Venv {
    Venv { bin: folder.join(if cfg!(windows) { "Scripts" } else { "bin" }) }
}
