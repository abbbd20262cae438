//! `cargo xtask serve`: the site.
use super::Command;
/// `cargo xtask serve`.
pub const COMMAND: Command = Command {
    name: "serve",
    usage: "serve [--dev]",
    about: "the site, into dist/",
    run: |_, _| Err("not there yet".to_owned()),
};
