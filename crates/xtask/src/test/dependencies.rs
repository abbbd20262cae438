//! The dependencies: licenses, sources, duplicates and known vulnerabilities of the crates, and the signatures of the Node
//! packages.
//!
//! The database of vulnerabilities and the keys of the signatures are downloaded. Without a network, the rest is checked, and
//! the output says what wasn't; on GitHub, that's a failure.
use super::Section;
use crate::ctx::Ctx;
use crate::run::{read, run, say};
use crate::tools::{cargo_deny, node};
use std::process::Command;

pub const SECTION: Section = Section {
    name: "dependencies",
    about: "licenses, sources, duplicates and known vulnerabilities of the dependencies",
    run: test,
};

/// The packages that build published files. The others are for tests.
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
        Err(why) => unreached("known vulnerabilities (the RustSec database)", &why)?,
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

/// Errors of the network, as opposed to errors in what was downloaded.
const NETWORK: &[&str] =
    &["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ERR_SOCKET_TIMEOUT"];

fn is_of_the_network(why: &str) -> bool {
    NETWORK.iter().any(|code| why.contains(code))
}

fn unreached(what: &str, why: &str) -> Result<(), String> {
    if std::env::var_os("GITHUB_ACTIONS").is_some() {
        return Err(format!("{what}: couldn't be fetched\n{why}"));
    }
    let reason = why.lines().find(|line| line.contains("fatal:") || is_of_the_network(line));
    say(format!("NOT CHECKED: {what}: unreachable ({})", reason.unwrap_or(why).trim()));
    Ok(())
}
