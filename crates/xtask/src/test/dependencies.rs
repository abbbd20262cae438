//! What the project is made of: licences, sources, duplicates and known weaknesses of its crates, and the signatures of
//! its Node packages.
//!
//! The database of weaknesses and the keys of the signatures are fetched. A machine that reaches neither checks the rest,
//! and is told what wasn't checked; on GitHub, which reaches both, that is a failure.
use super::Section;
use crate::ctx::Ctx;
use crate::run::{read, run, say};
use crate::tools::{cargo_deny, node};
use std::process::Command;

pub const SECTION: Section = Section {
    name: "dependencies",
    about: "licences, sources, duplicates and known weaknesses of what the project is made of",
    run: test,
};

/// The packages that touch what is given out. The others only test it.
const BUILDS: &[&str] = &["crates/xtask/node", "crates/wasm"];

fn test(ctx: &Ctx) -> Result<(), String> {
    let deny = || -> Result<Command, String> {
        let mut command = Command::new(cargo_deny::ensure(ctx)?);
        command.current_dir(&ctx.root).args(["--locked", "--config", ".cargo/deny.toml"]);
        Ok(command)
    };
    run(deny()?.args(["check", "licenses", "bans", "sources"]))?;
    match read(deny()?.args(["fetch", "db"])) {
        Ok(_) => run(deny()?.args(["check", "--disable-fetch", "advisories"]))?,
        Err(why) => unreached("known weaknesses (the RustSec database)", &why)?,
    }
    for folder in BUILDS {
        node::packages(ctx, folder)?;
        let mut audit = Command::new("npm");
        audit.current_dir(ctx.path(folder)).args(["audit", "signatures", "--fetch-retries=0"]);
        match read(&mut audit) {
            Ok(found) => say(format!("{folder}: {}", found.lines().collect::<Vec<_>>().join(" "))),
            Err(why) if is_of_the_network(&why) => {
                unreached(&format!("signatures of the packages of {folder}"), &why)?;
            }
            Err(why) => return Err(why),
        }
    }
    Ok(())
}

/// What clients say when they did not get through, and not that something is wrong with what they got.
const NETWORK: &[&str] =
    &["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ERR_SOCKET_TIMEOUT"];

fn is_of_the_network(why: &str) -> bool {
    NETWORK.iter().any(|code| why.contains(code))
}

fn unreached(what: &str, why: &str) -> Result<(), String> {
    if std::env::var_os("GITHUB_ACTIONS").is_some() {
        return Err(format!("{what}: could not be fetched\n{why}"));
    }
    let reason = why.lines().find(|line| line.contains("fatal:") || is_of_the_network(line));
    say(format!("NOT CHECKED: {what}: out of reach ({})", reason.unwrap_or(why).trim()));
    Ok(())
}
