//! `cargo xtask bench`: sizes and speeds.
use super::Command;

/// `cargo xtask bench`.
pub const COMMAND: Command = Command {
    name: "bench",
    usage: "bench",
    about: "sizes and speeds (not there yet)",
    run: |_, _| Err("not there yet".to_owned()),
};
