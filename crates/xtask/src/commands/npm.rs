//! `cargo xtask npm`: the npm package.
use super::Command;

/// `cargo xtask npm`.
pub const COMMAND: Command = Command {
    name: "npm",
    usage: "npm",
    about: "the npm package (not there yet)",
    run: |_, _| Err("not there yet".to_owned()),
};
