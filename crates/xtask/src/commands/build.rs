//! `cargo xtask build`: the site.
use super::Command;
/// `cargo xtask build`.
pub const COMMAND: Command = Command {
    name: "build",
    usage: "build [--dev]",
    about: "the site, into dist/",
    run: |_, _| Err("not there yet".to_owned()),
};
