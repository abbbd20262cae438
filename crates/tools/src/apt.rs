//! Packages of Debian and Ubuntu.
use crate::Ctx;
use crate::install;
use crate::run::{logged, on_path, read, say};
use std::path::Path;
use std::process::Command;

/// Installs the packages that are missing. Needs root, or sudo without a password; otherwise the error has the command.
pub fn ensure(ctx: &Ctx, packages: &[&str], about: &str) -> Result<(), String> {
    if missing(packages).is_empty() {
        return Ok(());
    }
    let _lock = install::lock(ctx, "apt")?;
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("install {about} by hand: apt-get install {}", missing.join(" "));
    if on_path(&["apt-get"]).is_none() {
        return Err(format!(
            "{about} is missing, and there is no apt-get to install it with ({})",
            missing.join(" ")
        ));
    }
    say(format!("installing {about} with apt-get ({}; up to a minute)", missing.join(" ")));
    let log = ctx.cache.join("apt.log");
    let install = || {
        let mut command = as_root()?;
        command.args([
            "apt-get",
            "install",
            "--yes",
            "--no-install-recommends",
            "--option",
            "DPkg::Lock::Timeout=600",
        ]);
        logged(command.args(&missing), &log)
    };
    install().or_else(|_| update(ctx).and_then(|()| install())).map_err(|why| format!("{why}\n{by_hand}"))
}

/// Unpacks packages into a folder, without installing them: no root, no service started. Names that differ between
/// releases are written `libssl3|libssl3t64`: the first that exists.
pub fn unpack(ctx: &Ctx, packages: &[&str], folder: &Path) -> Result<(), String> {
    if on_path(&["apt-get"]).is_none() {
        return Err("this machine has no apt-get".to_owned());
    }
    let log = folder.join("apt.log");
    let one = |package: &str| {
        let mut command = Command::new("apt-get");
        command.args(["--option", "APT::Sandbox::User=root", "download", package]).current_dir(folder);
        logged(&mut command, &log)
    };
    let first = |names: &&str| {
        let failed = || Err(format!("{names} can't be downloaded"));
        names.split('|').fold(failed(), |before, name| before.or_else(|_| one(name)))
    };
    let download = || packages.iter().try_for_each(first);
    download().or_else(|_| {
        let _lock = install::lock(ctx, "apt")?;
        update(ctx)?;
        download()
    })?;
    let files = std::fs::read_dir(folder).map_err(|why| why.to_string())?;
    for file in files
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "deb"))
    {
        logged(Command::new("dpkg").arg("-x").arg(&file).arg(folder), &log)?;
        std::fs::remove_file(&file).map_err(|why| why.to_string())?;
    }
    Ok(())
}

/// The version of a package that would be installed.
pub fn version(package: &str) -> String {
    let policy = read(Command::new("apt-cache").args(["policy", package])).unwrap_or_default();
    let version = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate: "));
    version.unwrap_or_default().to_owned()
}

fn update(ctx: &Ctx) -> Result<(), String> {
    say("refreshing the package lists of apt-get");
    logged(as_root()?.args(["apt-get", "update"]), &ctx.cache.join("apt.log"))
}

fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    let installed = |package: &str| {
        read(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]))
            .is_ok_and(|status| status.contains("installed") && !status.contains("not-installed"))
    };
    packages.iter().copied().filter(|package| !installed(package)).collect()
}

/// `env`, run as root: the caller adds the program.
fn as_root() -> Result<Command, String> {
    let root = read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if root {
        Command::new("env")
    } else if on_path(&["sudo"]).is_some() && read(Command::new("sudo").args(["-n", "true"])).is_ok() {
        let mut command = Command::new("sudo");
        command.args(["-n", "env"]);
        command
    } else {
        return Err("this needs root, and sudo is missing or asks for a password".to_owned());
    };
    command.arg("DEBIAN_FRONTEND=noninteractive");
    Ok(command)
}
